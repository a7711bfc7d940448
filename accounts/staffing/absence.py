"""Somebody is away: from a day to a day, with a deputy who takes over what they hold."""

from __future__ import annotations

import datetime

from django.db import models, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import events
from accounts.people import Person
from accounts.permissions import HAND_OVER, MANAGE_ACCOUNTS
from accounts.roles import colleagues_of, visible_authorities
from accounts.staffing.changes import people_changed
from trail.append_only import AppendOnlyModel, AppendOnlyQuerySet


class AbsenceQuerySet(AppendOnlyQuerySet):
    def on(self, day: datetime.date) -> AbsenceQuerySet:
        """The absences that hold on a day."""
        return self.filter(since__lte=day, until__gte=day, end__isnull=True)

    def to_come(self, day: datetime.date) -> AbsenceQuerySet:
        """Those that hold on a day or begin later."""
        return self.filter(until__gte=day, end__isnull=True)


class Absence(AppendOnlyModel):
    """Leave, illness, a journey; ended early by a row of its own."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="absences")
    since = models.DateField(_("first day"))
    until = models.DateField(_("last day"))
    deputy = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("deputy")
    )
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=timezone.now)

    objects = AbsenceQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        ordering = ["since", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=models.F("since")), name="absence_ends_after_it_begins"),
            models.CheckConstraint(condition=~Q(deputy=models.F("person")), name="nobody_is_their_own_deputy"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.since:%Y-%m-%d}"


class AbsenceEnd(AppendOnlyModel):
    """Back earlier, or never gone."""

    absence = models.OneToOneField(Absence, on_delete=models.PROTECT, related_name="end")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return str(self.absence)


class NotTheirAbsence(Exception):
    """Only oneself, a supervisor or an administrator enters somebody's absence."""


class NoSuchDeputy(Exception):
    """A deputy is an active colleague of the same authority, and somebody else."""


def absence_of(person: Person, *, on: datetime.date) -> Absence | None:
    """The absence of somebody on a day."""
    found: Absence | None = Absence.objects.on(on).filter(person=person).select_related("deputy").last()
    return found


def deputies_of(person: Person) -> QuerySet[Person]:
    """Who may stand in: colleagues with one of the person's own roles; nobody else could take over a task of theirs."""
    return colleagues_of(person).filter(groups__in=person.groups.all()).distinct()


def may_enter_absence(person: Person, *, by: Person) -> bool:
    """Oneself; or who hands over steps or looks after accounts of the authority."""
    if person.pk == by.pk:
        return True
    officially = by.has_perm(HAND_OVER) or by.has_perm(MANAGE_ACCOUNTS)
    return officially and visible_authorities(by).filter(staff=person.pk).exists()


def enter_absence(
    person: Person, *, since: datetime.date, until: datetime.date, deputy: Person | None, by: Person
) -> Absence:
    """Enter an absence. Raises NotTheirAbsence, NoSuchDeputy."""
    if not may_enter_absence(person, by=by):
        raise NotTheirAbsence
    same = deputy is None or (deputy.is_active and deputy.authority_id == person.authority_id)
    if not same or (deputy is not None and deputy.pk == person.pk):
        raise NoSuchDeputy
    with transaction.atomic():
        absence = Absence.objects.create(person=person, since=since, until=until, deputy=deputy, entered_by=by)
        events.ABSENCE_ENTERED.record(
            subject=f"person:{person.pk}",
            by=by,
            authority=person.authority.division_id if person.authority else "",
            name=person.name,
            since=since.isoformat(),
            until=until.isoformat(),
            deputy=deputy.name if deputy else "–",
        )
        if since <= timezone.localdate():
            people_changed(person)
    return absence


def end_absence(absence: Absence, *, by: Person) -> None:
    """Back earlier. Raises NotTheirAbsence."""
    if not may_enter_absence(absence.person, by=by):
        raise NotTheirAbsence
    with transaction.atomic():
        _end, new = AbsenceEnd.objects.get_or_create(absence=absence, defaults={"by": by})
        if new:
            events.ABSENCE_ENDED.record(
                subject=f"person:{absence.person_id}",
                by=by,
                authority=absence.person.authority.division_id if absence.person.authority else "",
                name=absence.person.name,
            )
