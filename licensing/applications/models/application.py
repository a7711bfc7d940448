"""The application itself, from its first draft: as handed in, as corrected, as taken over from a registry."""

from __future__ import annotations

import datetime
import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.authorities import Authority
from accounts.people import Person
from accounts.represented.companies import Company
from accounts.roles import visible_authorities
from accounts.sealing import SealedJSONField, mask_if_id
from licensing.applications.answers.given import Answers
from licensing.applications.answers.identity import of_account
from licensing.applications.keeping.editions import retention_on
from materials.catalogue.models.items import ServiceItem
from trail.append_only import AppendOnlyModel


class Procedure(models.TextChoices):
    COMMITMENT = "commitment", _("Notification and commitment")
    ORDINARY = "ordinary", _("Ordinary procedure")


WHOLE = ("item", "company__division", "authority", "submission", "amendment", "taken_over")
"""What every rule reads of an application."""


class ApplicationQuerySet(models.QuerySet["Application"]):
    def visible_to(self, person: Person) -> ApplicationQuerySet:
        """What a person has business with: their companies' applications, their authority's submitted ones."""
        mine = Q(company__in=Company.objects.acted_for_by(person))
        official = Q(authority__in=visible_authorities(person), submission__isnull=False)
        return self.filter(mine | official)

    def of_company(self, company: Company) -> ApplicationQuerySet:
        """What a company applies or applied for; drafts put away are gone."""
        return self.filter(company=company, discarded_at__isnull=True)

    def submitted(self) -> ApplicationQuerySet:
        return self.filter(submission__isnull=False)

    def closed(self) -> ApplicationQuerySet:
        """Decided, withdrawn, or ended."""
        is_closed = Q(decision__isnull=False) | Q(withdrawal__isnull=False) | Q(ending__isnull=False)
        return self.filter(is_closed)

    def whole(self) -> ApplicationQuerySet:
        """With what every rule reads of an application, in one statement: a handful of rows found by their keys."""
        return self.select_related(*WHOLE)

    def to_be_decided(self) -> ApplicationQuerySet:
        """The same with what stands between acceptance and decision."""
        return self.whole().select_related("acceptance", "decision", "hearing_offer", "site_check")

    def drafts(self) -> ApplicationQuerySet:
        """What people have begun; what the portal prepared is none until somebody takes it up."""
        return self.filter(submission__isnull=True, discarded_at__isnull=True, prepared_at__isnull=True)


class Application(models.Model):
    """One item for one company at one authority. It does not know where it stands: the flow does."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False, help_text="names it in addresses")
    item = models.ForeignKey(ServiceItem, on_delete=models.PROTECT, related_name="+")
    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="applications")
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="applications")
    started_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    procedure = models.CharField(max_length=10, choices=Procedure.choices, default=Procedure.COMMITMENT)
    draft = SealedJSONField(default=dict, blank=True, help_text="answers while they are being typed")
    created_at = models.DateTimeField(default=timezone.now)
    saved_at = models.DateTimeField(default=timezone.now)
    discarded_at = models.DateTimeField(null=True, blank=True)
    prepared_at = models.DateTimeField(null=True, blank=True, help_text="by the portal, overnight")
    opened_at = models.DateTimeField(null=True, blank=True, help_text="when what was prepared was first looked at")
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        help_text="the one-thing application this item was handed in with",
    )
    node = models.CharField(max_length=40, blank=True, help_text="its step of the one-thing bundle")
    taken_over = models.ForeignKey(
        "TakeOver",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="the newest particulars an official took over from a registry",
    )

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["company", "-id"]),
            models.Index(fields=["authority", "-id"]),
            models.Index(fields=["item", "procedure", "-id"]),
            # The few the portal prepared: swept each minute.
            models.Index(fields=["prepared_at"], name="prepared", condition=models.Q(prepared_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.receipt_number or str(self.key)

    @property
    def kept_until(self) -> datetime.date:
        """The last day a draft is kept that nobody works on."""
        day = timezone.localdate(self.saved_at)
        return day + datetime.timedelta(days=retention_on(day).draft_days)

    @property
    def is_submitted(self) -> bool:
        return hasattr(self, "submission")

    @property
    def receipt_number(self) -> str:
        return self.submission.receipt_number if self.is_submitted else ""

    @property
    def answers(self) -> Answers:
        """What was handed in, as last corrected or taken over; of a draft what was typed, what the account knows."""
        if not self.is_submitted:
            return Answers.of(self.draft).with_section(fields=of_account(self), rows={}, doubts={})
        return Answers.of(self.stands().answers)

    def stands(self) -> Submission | Amendment | TakeOver:
        """The newest word on the application: as handed in, as corrected, as taken over from a registry."""
        amendment: Amendment | None = getattr(self, "amendment", None)
        taken_over = self.taken_over
        if amendment is None or taken_over is None:
            return taken_over or amendment or self.submission
        return amendment if amendment.made_at > taken_over.taken_at else taken_over

    @property
    def subject(self) -> str:
        """Its name in the trail."""
        return f"application:{self.pk}"


class Submission(AppendOnlyModel):
    """The application as it was handed in, once; the receipt number is drawn with it (Licensing Law art. 32)."""

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="submission")
    receipt_number = models.CharField(max_length=30, unique=True)
    submitted_at = models.DateTimeField(default=timezone.now)
    submitted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    answers = SealedJSONField(default=dict)
    answers_digest = models.CharField(max_length=64)
    typed = models.PositiveIntegerField(null=True, help_text="answers a person gave; empty where copied")
    seconds = models.PositiveIntegerField(null=True, help_text="from the first click to handing in")

    class Meta:
        indexes = [models.Index(fields=["-submitted_at"])]

    def __str__(self) -> str:
        return self.receipt_number


class Amendment(AppendOnlyModel):
    """The answer to a correction request: the whole form as it stands since; the submission stays as it was."""

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="amendment")
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    answers = SealedJSONField(default=dict)
    answers_digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.application_id}: {self.made_at:%Y-%m-%d}"


class TakeOver(AppendOnlyModel):
    """What a registry said after the submission was taken over by an official; the submission stays as it was."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="takeovers")
    answers = SealedJSONField(default=dict)
    changes = SealedJSONField(default=dict, help_text="{changes: [{label, before, after, evidence}]}")
    taken_at = models.DateTimeField(default=timezone.now)
    taken_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.taken_at:%Y-%m-%d}"

    @property
    def told(self) -> list[dict[str, str]]:
        """The changes for the screen; ID numbers masked."""
        masked = ("before", "now")
        return [
            {key: mask_if_id(str(value)) if key in masked else str(value) for key, value in change.items()}
            for change in self.changes.get("changes", [])
        ]


class ProcedureChange(AppendOnlyModel):
    """The applicant left the commitment for the ordinary procedure after handing in (domain F-3.3)."""

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="procedure_change")
    to = models.CharField(max_length=10, choices=Procedure.choices)
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.application_id}: {self.to}"


class SubmittedVehicle(AppendOnlyModel):
    """A vehicle of a submitted application, so that the same one is not licensed twice at once."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="vehicles")
    plate = models.CharField(max_length=10, blank=True, db_index=True)
    plate_colour = models.CharField(max_length=20, blank=True)
    vin = models.CharField(max_length=17, blank=True, db_index=True)

    def __str__(self) -> str:
        return self.plate or self.vin
