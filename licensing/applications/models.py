"""An application from its first draft to its submission, with the evidence, waivers and promise it rests on."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.authorities import Authority
from accounts.people import Person
from accounts.represented.companies import Company
from accounts.roles import visible_authorities
from accounts.sealing import BlindIndexField, SealedJSONField, mask_if_id
from licensing.applications.answers.given import Answers
from licensing.applications.answers.identity import of_account
from licensing.applications.keeping.editions import retention_on
from licensing.events import OUTCOMES
from materials.catalogue.models import Notice, Requirement, ServiceItem
from materials.catalogue.queries import field_labels, material_name, registry_name
from materials.lookups.vocabulary import said
from materials.uploads.models import Upload
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


class ExternalStep(AppendOnlyModel):
    """A step of a one-thing bundle that another authority did: told by its registry, or by the applicant."""

    class How(models.TextChoices):
        LOOKED_UP = "looked-up", _("Told by the registry")
        STATED = "stated", _("Stated by the applicant")

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="external_steps")
    node = models.CharField(max_length=40)
    how = models.CharField(max_length=10, choices=How.choices)
    evidence = models.TextField(blank=True, help_text="evidence numbers")
    done_at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["application", "node"], name="one_external_step")]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.node}"


class CreditEntry(AppendOnlyModel):
    """An untrue promise or application in a company's credit file: closes the commitment until repaired.

    Domain F-3.4, F-3.7; up to and including `barred_until` the same licence may not be applied for (arts. 78, 79).
    """

    class Ground(models.TextChoices):
        DECEIT = "deceit", _("Obtained by deceit (art. 79)")
        FALSE_APPLICATION = "false-application", _("False materials when applying (art. 78)")
        UNMENDED = "unmended", _("A promise was not put right in time")

    ground = models.CharField(max_length=20, choices=Ground.choices, default=Ground.DECEIT)
    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="credit_entries")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=timezone.now)
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reasons = models.TextField()
    barred_until = models.DateField(null=True)

    class Meta:
        verbose_name_plural = "credit entries"

    def __str__(self) -> str:
        return f"{self.company_id}: {self.entered_at:%Y-%m-%d}"


class CreditRepair(AppendOnlyModel):
    """The entry is made good (信用修复): the commitment is open again.

    It rests on a decision on repair, of our credit office or of 信用中国: that its conditions were met – the shortest
    time over, the wrong put right, the public promise given – is decided there (domain F-9.7, record 0076).
    """

    entry = models.OneToOneField(CreditEntry, on_delete=models.PROTECT, related_name="repair")
    repaired_at = models.DateTimeField(default=timezone.now)
    repaired_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    document = models.CharField(max_length=60, help_text="number of the decision on repair")
    dated = models.DateField(help_text="of the decision on repair")
    reasons = models.TextField(help_text="what was put right")

    def __str__(self) -> str:
        return f"{self.entry} repaired"


class CreditLifted(AppendOnlyModel):
    """The decision that made the entry was annulled: neither its bar nor the closed commitment counts any more."""

    entry = models.OneToOneField(CreditEntry, on_delete=models.PROTECT, related_name="lifted")
    lifted_at = models.DateTimeField(default=timezone.now)
    lifted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reasons = models.TextField()

    def __str__(self) -> str:
        return f"{self.entry} lifted"


class Evidence(AppendOnlyModel):
    """What a registry answered, and everything domain F-4.4 asks to be kept of the look-up."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="evidence")
    material = models.CharField(max_length=60)
    registry = models.CharField(max_length=40)
    subject_label = models.CharField(max_length=200, help_text="whom or what it is about, masked")
    key_digest = BlindIndexField()
    purpose = models.JSONField(default=dict, help_text="item, case and legal basis")
    triggered_by = models.CharField(max_length=60)
    requested_at = models.DateTimeField()
    answered_at = models.DateTimeField()
    outcome = models.CharField(max_length=12)
    reason = models.CharField(max_length=30, blank=True)
    source_version = models.CharField(max_length=60, blank=True)
    as_of = models.DateTimeField(null=True, blank=True)
    answer_digest = models.CharField(max_length=64, blank=True)
    fields = SealedJSONField(default=dict, help_text="the fields taken over")

    class Meta:
        indexes = [
            models.Index(fields=["application", "material", "key_digest", "-id"]),
            models.Index(fields=["key_digest", "-id"]),
            models.Index(fields=["triggered_by", "requested_at"]),
            models.Index(fields=["answered_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.material} {self.outcome}"

    @property
    def number(self) -> str:
        """The evidence number shown to the applicant and proved to the auditor."""
        return f"E{self.pk:09d}"

    @property
    def outcome_label(self) -> str:
        return str(OUTCOMES.get(self.outcome, self.outcome))

    @property
    def registry_name(self) -> str:
        return registry_name(self.registry)

    @property
    def material_name(self) -> str:
        return material_name(self.material)

    @property
    def public_fields(self) -> list[tuple[str, str]]:
        """The fields taken over, with their labels, in the reader's words; ID numbers masked.

        What a registry sends beyond what the catalogue lists is kept as evidence, and has no name to show it under.
        """
        labels = field_labels(self.material)
        told = ((code, mask_if_id(str(value))) for code, value in self.fields.items())
        return [(labels[code], said(code, value)) for code, value in told if code in labels]

    def is_fresh(self, hours: int | None, *, now: datetime.datetime | None = None) -> bool:
        """Whether the answer may still be relied on; None hours means it does not age."""
        return hours is None or (now or timezone.now()) - self.answered_at <= datetime.timedelta(hours=hours)


class FactCheck(AppendOnlyModel):
    """An official says: checked by me, on this. It stands where no registry gave a valid answer (domain F-4.5).

    It covers exactly what was stated, brought and known at that time: when any of it changes, it is asked for again.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="fact_checks")
    material = models.CharField(max_length=60)
    subject_label = models.CharField(max_length=200, help_text="whom or what it is about, masked")
    key_digest = BlindIndexField()
    covers = models.CharField(max_length=64, help_text="digest of what was stated, brought and known")
    basis = models.TextField(help_text="on what it was checked")
    checked_at = models.DateTimeField(default=timezone.now)
    checked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(basis=""), name="fact_check_says_on_what"),
        ]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.material}"

    @property
    def material_name(self) -> str:
        return material_name(self.material)


class Waiver(AppendOnlyModel):
    """A material the catalogue waives, with the evidence that stands in its place."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="waivers")
    requirement = models.ForeignKey(Requirement, on_delete=models.PROTECT, related_name="+")
    evidence = models.ManyToManyField(Evidence, related_name="waivers")
    granted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "requirement"], name="one_waiver_per_requirement")
        ]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.requirement_id}"


class Found(AppendOnlyModel):
    """A material the catalogue lists as to be brought or promised, which a registry has shown: not asked for."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="found")
    requirement = models.ForeignKey(Requirement, on_delete=models.PROTECT, related_name="+")
    evidence = models.ManyToManyField(Evidence, related_name="found")
    found_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "found"
        constraints = [
            models.UniqueConstraint(fields=["application", "requirement"], name="one_finding_per_requirement")
        ]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.requirement_id}"


class Promised(AppendOnlyModel):
    """A material for which the commitment stands (domain F-3.1); counted apart from what was waived."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="promised")
    requirement = models.ForeignKey(Requirement, on_delete=models.PROTECT, related_name="+")
    promised_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "promised"
        constraints = [
            models.UniqueConstraint(fields=["application", "requirement"], name="one_promise_per_requirement")
        ]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.requirement_id}"


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def standing(self) -> AttachmentQuerySet:
        return self.filter(removed_at__isnull=True)


class Attachment(models.Model):
    """An uploaded file as the proof of one material; taken away by marking, never by deleting."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="attachments")
    material = models.CharField(max_length=60)
    upload = models.ForeignKey(Upload, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.material}: {self.upload}"

    @property
    def material_name(self) -> str:
        return material_name(self.material)


class Commitment(AppendOnlyModel):
    """The promise: which version of the notice, which statements, when and by whom (国办发〔2020〕42号).

    A draft changed after signing needs a new signature, so an application may hold several; the last one counts.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="commitments")
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="+")
    statements: models.JSONField[Any, Any] = models.JSONField(
        help_text="exact words in zh-Hans and when each was affirmed: [{order, code, zh, affirmed_at}]"
    )
    notice_text: models.JSONField[Any, Any] = models.JSONField(
        default=list, help_text="the notice as it was told, in zh-Hans: [[heading, text]]"
    )
    answers_digest = models.CharField(max_length=64, help_text="digest of the answers it was made over")
    signed_at = models.DateTimeField(default=timezone.now)
    signed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.signed_at:%Y-%m-%d}"


class SubmittedVehicle(AppendOnlyModel):
    """A vehicle of a submitted application, so that the same one is not licensed twice at once."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="vehicles")
    plate = models.CharField(max_length=10, blank=True, db_index=True)
    plate_colour = models.CharField(max_length=20, blank=True)
    vin = models.CharField(max_length=17, blank=True, db_index=True)

    def __str__(self) -> str:
        return self.plate or self.vin
