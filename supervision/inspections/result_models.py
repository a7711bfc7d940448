"""What an inspection found, and what followed: record, result, second look; what the company says of it.

Rows that are only added. The other officer confirms the record, an order has a day, a refusal to sign its reason.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.people import Person
from accounts.represented.companies import Company
from materials.uploads.models import Upload
from papers.serving.lasting import MayAskByLetter
from supervision.inspections.letters.models import InspectionLetter
from supervision.inspections.models import CompanyInspection
from trail.append_only import AppendOnlyModel


class Record(AppendOnlyModel):
    """现场检查笔录: the checklist as it was answered, what the company said, and whether it signed."""

    class Signed(models.TextChoices):
        SIGNED = "signed", _("read and signed by the company")
        REFUSED = "refused", _("the company refused to sign")
        ABSENT = "absent", _("nobody of the company was there to sign")

    inspection = models.ForeignKey(CompanyInspection, on_delete=models.PROTECT, related_name="records")
    turn = models.PositiveSmallIntegerField(default=1)
    answers: models.JSONField[Any, Any] = models.JSONField(help_text='[{"item", "code", "answer", "note"}]')
    left_at = models.DateTimeField()
    statement = models.TextField(blank=True, help_text="what the company states (陈述申辩)")
    signed = models.CharField(max_length=8, choices=Signed.choices)
    signed_words = models.CharField(max_length=300, blank=True, help_text="who signed; or why not")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["inspection", "turn"], name="one_record_a_turn"),
            models.CheckConstraint(condition=~Q(signed_words=""), name="who_signed_or_why_not"),
        ]
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.inspection_id}/{self.turn}"

    @property
    def findings(self) -> list[dict[str, Any]]:
        """The lines that were not in order."""
        return [line for line in self.answers if line["answer"] == "no"]


class RecordFile(AppendOnlyModel):
    """What was taken on site and belongs to a record; its digest stands in the record's paper, signed with it."""

    class Kind(models.TextChoices):
        PHOTO = "photo", _("photo")
        SAMPLING = "sampling", _("form of sampling")
        QUESTIONING = "questioning", _("record of questioning")

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="files")
    upload = models.ForeignKey(Upload, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=11, choices=Kind.choices)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.record_id} {self.kind}"


class RecordAnswer(AppendOnlyModel):
    """The other officer confirms the record under his own name, or has it written anew."""

    record = models.OneToOneField(Record, on_delete=models.PROTECT, related_name="answer")
    agrees = models.BooleanField()
    words = models.CharField(max_length=500, blank=True)
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    letter = models.OneToOneField(InspectionLetter, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(by=F("written_by")), name="record_confirmed_by_the_other"),
        ]

    def __str__(self) -> str:
        return f"{self.record}: {self.agrees}"


class Result(MayAskByLetter):
    """The result as it was told; an order to rectify has a day, counted from its service."""

    told_in = "rectify_by"
    in_calendar_days = True

    class Outcome(models.TextChoices):
        CLEAN = "clean", _("No problem found")
        RECTIFY = "rectify", _("To be put right")
        TRANSFERRED = "transferred", _("Passed on to the ordinary procedure")

    inspection = models.OneToOneField(CompanyInspection, on_delete=models.PROTECT, related_name="result")
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    rectify_by = models.DateField(null=True, db_index=True)
    words = models.TextField(blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    letter = models.OneToOneField(InspectionLetter, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(outcome="rectify") & Q(rectify_by__isnull=False))
                | (~Q(outcome="rectify") & Q(rectify_by__isnull=True)),
                name="an_order_to_rectify_has_a_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.inspection_id}: {self.outcome}"


class RectificationReport(AppendOnlyModel):
    """The company says what it put right."""

    result = models.OneToOneField(Result, on_delete=models.PROTECT, related_name="report")
    words = models.TextField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return str(self.result)


class RectificationMissed(AppendOnlyModel):
    """The day passed without a report."""

    result = models.OneToOneField(Result, on_delete=models.PROTECT, related_name="missed")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return str(self.result)


class Recheck(AppendOnlyModel):
    """An officer looked again."""

    result = models.OneToOneField(Result, on_delete=models.PROTECT, related_name="recheck")
    passed = models.BooleanField()
    words = models.CharField(max_length=500)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    letter = models.OneToOneField(InspectionLetter, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.result}: {self.passed}"


class Rating(AppendOnlyModel):
    """What the company thinks of how it was inspected."""

    inspection = models.OneToOneField(CompanyInspection, on_delete=models.PROTECT, related_name="rating")
    stars = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(stars__gte=1, stars__lte=5), name="one_to_five_stars")]

    def __str__(self) -> str:
        return f"{self.inspection_id}: {self.stars}"


class TurnedAway(AppendOnlyModel):
    """A company refused an inspection it may refuse: unpublished, not approved, one officer, no certificate."""

    class Reason(models.TextChoices):
        NO_CERTIFICATE = "no-certificate", _("No valid certificate was shown")
        ONE_OFFICER = "one-officer", _("Only one officer came")
        NOT_APPROVED = "not-approved", _("No approved inspection is known")
        NOT_PUBLISHED = "not-published", _("What they want to see is not a published item")

    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="turned_away")
    reason = models.CharField(max_length=16, choices=Reason.choices)
    shown = models.CharField(max_length=40, blank=True, help_text="the number that was shown")
    words = models.CharField(max_length=500)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.company_id}: {self.reason}"
