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
from pages.languages import localised
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

    @property
    def name(self) -> str:
        """What it is called in the language of its reader."""
        return localised(self.name_zh, self.name_en)


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


class Ending(AppendOnlyModel):
    """An inspection ended without a result: cancelled before it began, never approved, or never recorded."""

    class Kind(models.TextChoices):
        CANCELLED = "cancelled", _("Cancelled before it began")
        VOID = "void", _("Not approved in time: without effect")
        UNRECORDED = "unrecorded", _("Without a record: both officers have left")

    inspection = models.OneToOneField(CompanyInspection, on_delete=models.PROTECT, related_name="ending")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    words = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.inspection_id}: {self.kind}"
