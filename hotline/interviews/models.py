"""Interviews (约谈) of units and platforms that lag behind (domain F-10.15): no penalty, and no row is ever changed.

What happened is a row each; where an interview stands is said by the last of them.
"""

from __future__ import annotations

import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.authorities import Authority
from accounts.people import Person
from accounts.roles import visible_authorities
from hotline.bulletins.models import Bulletin
from hotline.desks.models import Desk
from hotline.interviews.letters.models import InterviewLetter
from trail.append_only import AppendOnlyModel, AppendOnlyQuerySet


class Round(AppendOnlyModel):
    """The figures of a month were held against the triggers: once an edition of them."""

    bulletin = models.OneToOneField(Bulletin, on_delete=models.PROTECT, related_name="interview_round")
    triggers = models.CharField(max_length=20, help_text="edition")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.bulletin_id)


class InterviewQuerySet(AppendOnlyQuerySet):
    def visible_to(self, person: Person) -> InterviewQuerySet:
        """Those of the authorities a person's roles reach."""
        rows = self.filter(authority__in=visible_authorities(person)).select_related("authority", "desk", "bulletin")
        return rows.prefetch_related("steps__by", "steps__letter__service", "promises__outcome__by")

    def open(self) -> InterviewQuerySet:
        """Those no last step has ended."""
        ended = InterviewStep.objects.filter(interview=OuterRef("pk"), kind__in=InterviewStep.OVER)
        return self.exclude(Exists(ended))

    def held(self) -> InterviewQuerySet:
        """Those that took place."""
        return self.filter(_was_held())

    def to_be_held(self) -> InterviewQuerySet:
        """Those that are open and did not take place yet."""
        return self.open().exclude(_was_held())

    def told_in(self, bulletin: Bulletin) -> InterviewQuerySet:
        """Those a month called for, and those of earlier months that are not over."""
        rows = self.filter(authority=bulletin.authority_id, month__lte=bulletin.since).select_related("desk")
        return rows.filter(Q(month=bulletin.since) | Q(pk__in=self.open().values("pk"))).prefetch_related("steps")

    def called_for_in(self, month: datetime.date) -> InterviewQuerySet:
        """Those the figures of a month called for, in whatever edition."""
        return self.filter(month=month, bulletin__isnull=False)

    def to_remind(self) -> InterviewQuerySet:
        """Held, not over, and nobody was reminded of it yet."""
        rows = self.open().held().filter(reminder__isnull=True)
        return rows.select_related("desk", "authority").prefetch_related("steps")

    def with_unserved_notice(self) -> InterviewQuerySet:
        """Those of platforms, not over, whose notice reached nobody yet; a unit is told within the house."""
        notice = InterviewStep.objects.filter(interview=OuterRef("pk"), kind=InterviewStep.Kind.SERVED)
        rows = self.open().filter(Exists(notice.filter(letter__service__isnull=True)), desk__kind=Desk.Kind.PLATFORM)
        return rows.select_related("desk", "authority").prefetch_related("steps__letter__service")


def _was_held() -> Exists:
    return Exists(InterviewStep.objects.filter(interview=OuterRef("pk"), kind=InterviewStep.Kind.HELD))


class Interview(AppendOnlyModel):
    """Proposed by the figures of a month, once a desk and month, whatever edition of them; or by what was broken."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="interviews")
    bulletin = models.ForeignKey(
        Bulletin, on_delete=models.PROTECT, null=True, related_name="interviews", help_text="none: by what was broken"
    )
    month = models.DateField(help_text="its first day")
    edition = models.CharField(max_length=20, help_text="of the triggers")
    grounds: models.JSONField[Any, Any] = models.JSONField(help_text='[{"code", "number", "of"}], as they were')
    proposed_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[InterviewQuerySet] = InterviewQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["desk", "month"], condition=Q(bulletin__isnull=False), name="one_interview_of_a_desk_and_month"
            )
        ]

    def __str__(self) -> str:
        return f"{self.desk_id} {self.month:%Y-%m}"


class InterviewStep(AppendOnlyModel):
    """What was done: approved or turned down, served, held, released or escalated."""

    class Kind(models.TextChoices):
        APPROVED = "approved", _("approved")
        TURNED_DOWN = "turned-down", _("turned down")
        SERVED = "served", _("notice written")
        HELD = "held", _("held")
        RELEASED = "released", _("released: promises kept")
        ESCALATED = "escalated", _("escalated")

    OVER: ClassVar = (Kind.TURNED_DOWN, Kind.RELEASED, Kind.ESCALATED)

    interview = models.ForeignKey(Interview, on_delete=models.PROTECT, related_name="steps")
    nth = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=Kind.choices)
    words = models.TextField(blank=True, help_text="reasons, or the minutes")
    meets_at = models.DateTimeField(null=True, help_text="of a notice")
    place = models.CharField(max_length=120, blank=True, help_text="of a notice")
    present = models.CharField(max_length=300, blank=True, help_text="of minutes: who was there")
    letter = models.OneToOneField(InterviewLetter, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["interview", "nth"], name="an_interview_takes_one_step_at_a_time"),
            models.UniqueConstraint(fields=["interview", "kind"], name="each_step_of_an_interview_once"),
            models.CheckConstraint(
                condition=Q(kind__in=["approved", "served"]) | ~Q(words=""), name="a_step_of_an_interview_has_words"
            ),
            models.CheckConstraint(
                condition=~Q(kind="served") | (Q(letter__isnull=False, meets_at__isnull=False) & ~Q(place="")),
                name="a_notice_says_when_and_where",
            ),
            models.CheckConstraint(condition=~Q(kind="held") | ~Q(present=""), name="minutes_say_who_was_there"),
        ]

    def __str__(self) -> str:
        return f"{self.interview_id}: {self.kind}"


class InterviewPromise(AppendOnlyModel):
    """What was promised at an interview, until a day."""

    interview = models.ForeignKey(Interview, on_delete=models.PROTECT, related_name="promises")
    words = models.CharField(max_length=300)
    due = models.DateField()
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="a_promise_of_an_interview_has_words")]

    def __str__(self) -> str:
        return f"{self.interview_id}: {self.due}"


class PromiseOutcomeQuerySet(AppendOnlyQuerySet):
    def broken(self) -> PromiseOutcomeQuerySet:
        """Those of promises that were not kept, each with the desk that made it (`of_desk`)."""
        return self.filter(kept=False).select_related("promise").annotate(of_desk=F("promise__interview__desk"))


class PromiseOutcome(AppendOnlyModel):
    """Whether it was kept, and on what that rests."""

    promise = models.OneToOneField(InterviewPromise, on_delete=models.PROTECT, related_name="outcome")
    kept = models.BooleanField()
    words = models.CharField(max_length=300)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[PromiseOutcomeQuerySet] = PromiseOutcomeQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="an_outcome_says_on_what_it_rests")]

    def __str__(self) -> str:
        return f"{self.promise_id}: {self.kept}"


class InterviewReminder(AppendOnlyModel):
    """Who leads was told once that the promises of an interview are to be followed up."""

    interview = models.OneToOneField(Interview, on_delete=models.PROTECT, related_name="reminder")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return str(self.interview_id)
