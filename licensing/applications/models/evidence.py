"""What stands in place of a document: a registry's answer, an official's check, and what is waived for it."""

from __future__ import annotations

import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.people import Person
from accounts.sealing import BlindIndexField, SealedJSONField, mask_if_id
from licensing.applications.models.application import Application
from licensing.events import OUTCOMES
from materials.catalogue.models.items import Requirement
from materials.catalogue.queries import field_labels, material_name, registry_name
from materials.lookups.vocabulary import said
from trail.append_only import AppendOnlyModel


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
