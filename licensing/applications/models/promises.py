"""What the applicant promises instead of proving it (告知承诺)."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone

from accounts.people import Person
from licensing.applications.models.application import Application
from materials.catalogue.models.items import Notice, Requirement
from trail.append_only import AppendOnlyModel


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
