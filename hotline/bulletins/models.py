"""Bulletins of the hotline (domain F-10.14): what was counted of a period, frozen when it was made.

A bulletin never changes. What is counted anew is a new edition beside it; who signed a weekly one, what a monthly one
led to and what became of that are rows of their own.
"""

from __future__ import annotations

import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.authorities import Authority
from accounts.people import Person
from accounts.permissions import READ_TICKETS, SEE_HOTLINE
from accounts.roles import visible_authorities
from hotline.desks.models import Desk
from pages.counted.figure import FEWEST
from trail.append_only import AppendOnlyModel, AppendOnlyQuerySet


class Kind(models.TextChoices):
    """How often, and what it is called."""

    DAILY = "daily", _("Daily monitoring")
    WEEKLY = "weekly", _("Weekly bulletin")
    MONTHLY = "monthly", _("Monthly review")


def _hotlines_of(person: Person) -> models.QuerySet[Authority]:
    return Authority.objects.filter(desks__in=Desk.objects.held_by(person))


class BulletinQuerySet(AppendOnlyQuerySet):
    def visible_to(self, person: Person) -> BulletinQuerySet:
        """Those of the authorities a person's roles reach, and of the hotline whose desk a person has a seat at."""
        own = Q(authority__in=visible_authorities(person)) | Q(authority__in=_hotlines_of(person))
        return self.filter(own).select_related("authority", "release", "restated", "restates")

    def current(self) -> BulletinQuerySet:
        """Those no later edition stands beside."""
        return self.filter(restated__isnull=True)


class Bulletin(AppendOnlyModel):
    """One edition of the bulletin of a period; both days belong to it."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="bulletins")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    since = models.DateField()
    until = models.DateField()
    edition = models.PositiveSmallIntegerField(default=1)
    restates = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="restated")
    reason = models.CharField(max_length=500, blank=True, help_text="why it was counted anew")
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+", help_text="nobody: a timer"
    )

    objects: ClassVar[BulletinQuerySet] = BulletinQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "kind", "since", "edition"], name="one_bulletin_of_a_period_and_edition"
            ),
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="a_bulletin_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(edition=1, restates__isnull=True, reason="")
                | (Q(edition__gt=1, restates__isnull=False, made_by__isnull=False) & ~Q(reason="")),
                name="a_bulletin_counted_anew_says_why",
            ),
        ]
        indexes = [models.Index(fields=["authority", "kind", "-since"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.since:%Y-%m-%d} {self.edition}"

    @property
    def number(self) -> str:
        """Of a weekly one that was signed."""
        return self.release.number if hasattr(self, "release") else ""


class Group(models.TextChoices):
    """Of whom or what a figure is counted."""

    WHOLE = "whole", _("Together")
    COUNTY = "county", _("By county")
    UNIT = "unit", _("By unit")
    PLATFORM = "platform", _("By platform")
    OBJECT = "object", _("Objects complained of again and again")
    MEASURE = "measure", _("Measures")


class BulletinFigure(AppendOnlyModel):
    """A figure as it was when the bulletin was made, by the one definition of `hotline/figures`, with its tickets."""

    bulletin = models.ForeignKey(Bulletin, on_delete=models.PROTECT, related_name="figures")
    group = models.CharField(max_length=8, choices=Group.choices)
    key = models.CharField(max_length=140, blank=True, help_text="division, desk, object, number of a measure")
    label = models.CharField(max_length=160, blank=True, help_text="what it was called then")
    code = models.CharField(max_length=40, help_text="of the figure")
    number = models.PositiveIntegerField(null=True, help_text="none: nobody counts it yet")
    of = models.PositiveIntegerField(null=True)
    tickets: models.JSONField[Any, Any] = models.JSONField(
        default=dict, help_text='{"counted": [...], "of": [...]}: the keys of the tickets behind'
    )
    state = models.CharField(max_length=9, blank=True, help_text="of a measure")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["bulletin", "group", "key", "code"], name="a_figure_once_in_a_bulletin")
        ]

    def __str__(self) -> str:
        return f"{self.bulletin_id} {self.group} {self.key} {self.code}"

    @property
    def share(self) -> float | None:
        """In per cent; None where there are too few to say."""
        if self.number is None or self.of is None or self.of < FEWEST:
            return None
        return round(100 * self.number / self.of, 1)


class BulletinRelease(AppendOnlyModel):
    """A person signed a bulletin: from then on it has a number and a paper."""

    bulletin = models.OneToOneField(Bulletin, on_delete=models.PROTECT, related_name="release")
    number = models.CharField(max_length=60, unique=True)
    good = models.CharField(max_length=500, blank=True, help_text="a case that went well")
    bad = models.CharField(max_length=500, blank=True, help_text="a case that went badly")
    dated = models.DateField(default=timezone.localdate)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.number


class TaskQuerySet(AppendOnlyQuerySet):
    def visible_to(self, person: Person) -> TaskQuerySet:
        """One's own, and to whoever reads the hotline those of the authorities their roles reach."""
        reads = person.has_perm(READ_TICKETS) or person.has_perm(SEE_HOTLINE)
        own = Q(owner=person)
        rows = self.filter(own | Q(bulletin__authority__in=visible_authorities(person)) if reads else own)
        return rows.select_related("desk", "owner", "bulletin__authority").prefetch_related("steps__by")

    def open(self, *, at: datetime.datetime) -> TaskQuerySet:
        """Those that had not come to an end at a moment."""
        over = TaskStep.objects.filter(at__lt=at, state__in=TaskStep.OVER).values("task")
        return self.filter(at__lt=at).exclude(pk__in=over)


class MonthlyTask(AppendOnlyModel):
    """What a monthly review decided: a root cause, what is done about it, who does it, until when."""

    bulletin = models.ForeignKey(Bulletin, on_delete=models.PROTECT, related_name="tasks")
    nth = models.PositiveSmallIntegerField()
    cause = models.CharField(max_length=300)
    words = models.CharField(max_length=500)
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="+", help_text="whose it is")
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="monthly_tasks")
    due = models.DateField()
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[TaskQuerySet] = TaskQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["bulletin", "nth"], name="tasks_of_a_month_one_after_the_other"),
            models.CheckConstraint(condition=~Q(cause="") & ~Q(words=""), name="a_task_has_a_cause_and_words"),
        ]

    def __str__(self) -> str:
        return f"{self.bulletin_id}.{self.nth}"


class TaskStep(AppendOnlyModel):
    """What became of it; the last row says where it stands."""

    class State(models.TextChoices):
        UNDER_WAY = "under-way", _("under way")
        DONE = "done", _("done")
        DROPPED = "dropped", _("no longer pursued")

    OVER: ClassVar = (State.DONE, State.DROPPED)

    task = models.ForeignKey(MonthlyTask, on_delete=models.PROTECT, related_name="steps")
    nth = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=9, choices=State.choices)
    words = models.CharField(max_length=500)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["task", "nth"], name="a_task_takes_one_step_at_a_time"),
            models.CheckConstraint(condition=~Q(words=""), name="a_step_of_a_task_says_what_was_done"),
        ]

    def __str__(self) -> str:
        return f"{self.task_id}: {self.state}"
