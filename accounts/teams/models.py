"""Teams (组) of an office: named once, with members from a day to a day.

What was is never written over: a membership and a team end by rows of their own, so that figures of a day count whoever
belonged to the team on that day. Somebody may belong to two.
"""

from __future__ import annotations

import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.authorities import Authority
from accounts.people import Person
from trail.append_only import AppendOnlyModel, AppendOnlyQuerySet


class TeamQuerySet(AppendOnlyQuerySet):
    def kept(self) -> TeamQuerySet:
        """Those that were not dissolved."""
        return self.filter(end__isnull=True)

    def at(self, authorities: QuerySet[Authority]) -> TeamQuerySet:
        """Those of some authorities, by name."""
        return self.filter(authority__in=authorities).order_by("authority", "name")


class Team(AppendOnlyModel):
    """A team; its name stays its own when it is dissolved, since rules and figures of before speak of it."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="teams")
    name = models.CharField(max_length=40)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[TeamQuerySet] = TeamQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["authority", "name"]
        constraints = [models.UniqueConstraint(fields=["authority", "name"], name="one_team_of_a_name")]

    def __str__(self) -> str:
        return self.name


class TeamEnd(AppendOnlyModel):
    """A team is dissolved; its memberships end with it."""

    team = models.OneToOneField(Team, on_delete=models.PROTECT, related_name="end")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return str(self.team)


class MemberQuerySet(AppendOnlyQuerySet):
    def on(self, day: datetime.date) -> MemberQuerySet:
        """The memberships that hold on a day."""
        return self.filter(Q(end__isnull=True) | Q(end__until__gte=day), since__lte=day)

    def not_ended(self, day: datetime.date) -> MemberQuerySet:
        """Those that hold on a day or begin later."""
        return self.filter(Q(end__isnull=True) | Q(end__until__gte=day))


class Member(AppendOnlyModel):
    """Somebody belongs to a team from a day on."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="teams")
    since = models.DateField(help_text="the first day")
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[MemberQuerySet] = MemberQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["since", "id"]
        indexes = [models.Index(fields=["person", "team"])]

    def __str__(self) -> str:
        return f"{self.team_id}: {self.person_id}"


class MemberEnd(AppendOnlyModel):
    """Somebody leaves a team; a last day before the first means they never came."""

    member = models.OneToOneField(Member, on_delete=models.PROTECT, related_name="end")
    until = models.DateField(help_text="the last day")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return str(self.member)
