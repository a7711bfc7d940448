"""The demo's team and a rule that names it: written, and waiting for a second person to try it out and release it."""

from __future__ import annotations

import datetime

from django.utils import timezone

from accounts.editions.actions import write
from accounts.people import Person
from accounts.teams.actions import add_member, make_team
from licensing.allocation.editions import writing_at

TEAM = "许可一组"


def seed() -> None:
    """One team of the office with most of the demo's cases; nothing is given out until its rule is released."""
    supervisor = Person.objects.select_related("authority").get(username="supervisor")
    assert supervisor.authority is not None  # noqa: S101 - the demo made it so
    today = timezone.localdate()
    team = make_team(supervisor.authority, TEAM, by=supervisor)
    for person in Person.objects.filter(username__in=("clerk", "reviewer", "decider")):
        add_member(team, person, since=today - datetime.timedelta(days=365), by=supervisor)
    rule = {"name": "受理和审查", "steps": ["check", "review"], "teams": [TEAM], "way": "lightest"}
    document = {"rules": [rule], "weights": {"review": 3}}
    series = writing_at(supervisor.authority.division_id)
    write(series, document, note="新的一组，先试后用", in_force_from=today, by=supervisor)
