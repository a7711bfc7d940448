"""Who belongs to which team on a day."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from accounts.authorities import Authority
from accounts.people import Person
from accounts.teams.models import Member, Team, TeamQuerySet


def teams_at(authority: Authority) -> TeamQuerySet:
    """The teams an office has now, by name."""
    return Team.objects.kept().filter(authority=authority).order_by("name")


def people_of(team: int, *, on: datetime.date) -> QuerySet[Any]:
    """The keys of whoever belongs to a team on a day, as a part of a query over something else."""
    return Member.objects.on(on).filter(team=team).values("person")


def team_mates(person: Person, *, on: datetime.date) -> QuerySet[Any]:
    """The keys of whoever belongs to a team of somebody's on a day, themselves among them; as `people_of`."""
    own = Member.objects.on(on).filter(person=person, team__end__isnull=True).values("team")
    return Member.objects.on(on).filter(team__in=own).values("person")


def people_of_teams(authority: Authority, *, on: datetime.date) -> Mapping[str, list[Person]]:
    """The name of each team an office has → who belongs to it on a day and still works there; one query or two."""
    found: dict[str, list[Person]] = {team.name: [] for team in teams_at(authority)}
    rows = Member.objects.on(on).filter(
        team__authority=authority, team__end__isnull=True, person__is_active=True, person__authority=authority
    )
    for row in rows.select_related("team", "person").order_by("person__username"):
        found[row.team.name].append(row.person)
    return found


def members_shown(authority: Authority, *, on: datetime.date) -> list[tuple[Team, list[Member]]]:
    """Each team with its memberships that hold or begin later, also of who does not work there any more."""
    rows: dict[int, list[Member]] = defaultdict(list)
    for row in Member.objects.not_ended(on).filter(team__authority=authority).select_related("person", "end"):
        rows[row.team_id].append(row)
    return [(team, rows[team.pk]) for team in teams_at(authority)]
