"""Inspections (行政检查): drafted, approved, entered, recorded, told, put right. Each step a row that is only added.

What the law says and a row can say is a constraint: never one officer, never approved by who inspects or drafted it,
never entered without approval unless urgent, an order with a day, a refusal to sign with its reason (F-9.3, F-9.15).
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.authorities import Authority
from accounts.people import Person
from accounts.represented.companies import Company
from accounts.roles import visible_authorities
from supervision.credit.subjects.models import Subject
from supervision.draws.models import DrawObject
from supervision.inspections.letters.models import InspectionLetter
from supervision.officers.models import EnforcementCertificate
from trail.append_only import AppendOnlyModel, AppendOnlyQuerySet


class InspectionQuerySet(AppendOnlyQuerySet):
    def visible_to(self, person: Person) -> InspectionQuerySet:
        """Those of the authorities a person's roles reach."""
        return self.filter(authority__in=visible_authorities(person))


class CompanyInspection(AppendOnlyModel):
    """An inspection as it was drafted: of whom, what for, by which two, on which day."""

    class Source(models.TextChoices):
        PLAN = "plan", _("Yearly plan")
        DRAW = "draw", _("Random draw")
        COMPLAINT = "complaint", _("Complaint or report")
        TRANSFER = "transfer", _("Transfer by another body")
        ACCIDENT = "accident", _("Accident")
        ALERT = "alert", _("Data alert")
        ORDER = "order", _("Order of a superior")
        COVERAGE = "coverage", _("Statutory full coverage")

    number = models.CharField(max_length=30, unique=True)
    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="inspections")
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="+")
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=10, choices=Source.choices)
    words = models.CharField(max_length=500, help_text="the number of the complaint, what the alert said, why this one")
    edition = models.PositiveSmallIntegerField(help_text="of the programme it began under")
    on_site = models.BooleanField(default=True)
    urgent = models.BooleanField(default=False)
    unannounced = models.CharField(max_length=200, blank=True, help_text="why the notice is served at the door")
    joint = models.CharField(max_length=200, blank=True, help_text="other bodies that come along (综合查一次)")
    planned_on = models.DateField()
    drawn = models.OneToOneField(DrawObject, on_delete=models.PROTECT, null=True, related_name="inspection")
    first = models.ForeignKey(EnforcementCertificate, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(EnforcementCertificate, on_delete=models.PROTECT, related_name="+")
    drafted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[Any] = InspectionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(first=F("second")), name="two_officers_are_planned"),
            models.CheckConstraint(
                condition=(Q(source="draw") & Q(drawn__isnull=False)) | (~Q(source="draw") & Q(drawn__isnull=True)),
                name="drawn_ones_keep_their_draw",
            ),
            models.CheckConstraint(
                condition=Q(urgent=False) | ~Q(source__in=["plan", "draw"]), name="routine_is_never_urgent"
            ),
        ]
        indexes = [models.Index(fields=["authority", "-id"]), models.Index(fields=["company", "-id"])]
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.number

    @property
    def is_routine(self) -> bool:
        """日常检查: what a green code may exempt from, and what a year's limit is for."""
        return self.source in (self.Source.PLAN, self.Source.DRAW)


class ChosenItem(AppendOnlyModel):
    """An item of an inspection, as it was published when it was chosen; several make one joint visit (综合查一次)."""

    inspection = models.ForeignKey(CompanyInspection, on_delete=models.PROTECT, related_name="items")
    code = models.CharField(max_length=40)
    name_zh = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80)
    basis = models.CharField(max_length=300)
    published_on = models.DateField()
    chosen_on = models.DateField(default=timezone.localdate)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["inspection", "code"], name="item_chosen_once"),
            models.CheckConstraint(condition=Q(published_on__lte=F("chosen_on")), name="item_published_before_chosen"),
        ]
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.code


class Approval(AppendOnlyModel):
    """The head's answer before an inspection, or afterwards when it was urgent; by neither officer, nor the drafter."""

    inspection = models.OneToOneField(CompanyInspection, on_delete=models.PROTECT, related_name="approval")
    granted = models.BooleanField()
    afterwards = models.BooleanField(default=False)
    words = models.CharField(max_length=500, blank=True)
    first = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    drafted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    letter = models.OneToOneField(InspectionLetter, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(by=F("first")) & ~Q(by=F("second")) & ~Q(by=F("drafted_by")),
                name="who_approves_does_not_inspect",
            ),
            models.CheckConstraint(condition=Q(granted=True) | ~Q(words=""), name="not_approved_with_reasons"),
        ]

    def __str__(self) -> str:
        return f"{self.inspection_id}: {self.granted}"


class Entry(AppendOnlyModel):
    """Two officers showed their certificates and the inspection began."""

    inspection = models.OneToOneField(CompanyInspection, on_delete=models.PROTECT, related_name="entry")
    approval = models.OneToOneField(Approval, on_delete=models.PROTECT, null=True, related_name="entry")
    urgent = models.BooleanField(default=False)
    approve_by = models.DateField(null=True, db_index=True, help_text="until when an urgent one is approved")
    first = models.ForeignKey(EnforcementCertificate, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(EnforcementCertificate, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(first=F("second")), name="two_officers_come"),
            models.CheckConstraint(
                condition=Q(approval__isnull=False) | (Q(urgent=True) & Q(approve_by__isnull=False)),
                name="never_entered_without_approval",
            ),
        ]

    def __str__(self) -> str:
        return str(self.inspection_id)


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


class Result(AppendOnlyModel):
    """The result as it was told; an order to rectify has a day."""

    class Outcome(models.TextChoices):
        CLEAN = "clean", _("Nothing found")
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


class Ending(AppendOnlyModel):
    """An inspection ended without a result: cancelled before it began, or never approved."""

    class Kind(models.TextChoices):
        CANCELLED = "cancelled", _("Cancelled before it began")
        VOID = "void", _("Not approved in time: without effect")

    inspection = models.OneToOneField(CompanyInspection, on_delete=models.PROTECT, related_name="ending")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    words = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.inspection_id}: {self.kind}"


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
