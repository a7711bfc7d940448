"""Which cases are a team's: whoever holds the step open now belongs to it today, or whoever decided it did then.

What nobody holds or decided is no team's, and who belongs to two teams counts for both.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone

from accounts.teams.models import Member, Team
from accounts.teams.queries import people_of
from licensing.applications.models.application import Application
from licensing.auditing.registers.columns import RegisterFilters, choosable
from licensing.decisions.models.ends import Decision


def choosable_teams(reader: Any) -> QuerySet[Team]:
    """The teams a reader may choose among, dissolved ones too: what they decided stays theirs."""
    return Team.objects.at(choosable(reader))


def of_team(team: int) -> Q:
    """The condition for a case to be a team's; of rows that have an `application`."""
    holding = people_of(team, on=timezone.localdate())
    held = Application.objects.filter(pk=OuterRef("application"), process__task__open_step__owner__in=holding)
    then = Member.objects.filter(
        Q(end__isnull=True) | Q(end__until__gte=OuterRef("day")),
        team=team,
        person=OuterRef("decided_by"),
        since__lte=OuterRef("day"),
    )
    decisions = Decision.objects.annotate(day=TruncDate("decided_at"))
    decided = decisions.filter(Exists(then), application=OuterRef("application"))
    return Q(Exists(held)) | Q(Exists(decided))


class TeamFilters(RegisterFilters):
    """Filters over rows of cases, which one team's are among."""

    def of_team(self, rows: QuerySet[Any], _name: str, team: Team) -> QuerySet[Any]:
        return rows.filter(of_team(team.pk))


def names_of_teams(keys: Sequence[int]) -> dict[str, str]:
    """Team by key → its name, with the office's where there are several offices."""
    rows = list(Team.objects.filter(pk__in=keys).select_related("authority"))
    several = len({row.authority_id for row in rows}) > 1
    return {str(row.pk): f"{row.name}（{row.authority.name}）" if several else row.name for row in rows}
