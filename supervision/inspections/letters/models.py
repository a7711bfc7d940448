"""The papers of an inspection (seven forms of the 2025 set), word for word; each PDF is made from its row."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.authorities import Authority
from accounts.people import Person
from accounts.represented.companies import Company
from trail.append_only import AppendOnlyModel


class InspectionLetter(AppendOnlyModel):
    """One paper. The approval form stays in the house; the others are the company's too."""

    class Kind(models.TextChoices):
        APPROVAL = "inspect-approval", _("Approval form")
        NOTICE = "inspect-notice", _("Notice of inspection")
        RECORD = "inspect-record", _("Record on site")
        RESULT = "inspect-result", _("Result of the inspection")
        ORDER = "inspect-order", _("Order to rectify")
        RECHECK = "inspect-recheck", _("Result of the second look")

    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="inspection_letters")
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    about = models.CharField(max_length=30, db_index=True, help_text="the number of the inspection")
    kind = models.CharField(max_length=18, choices=Kind.choices)
    template_version = models.PositiveSmallIntegerField(default=1)
    number = models.CharField(max_length=40, unique=True)
    title = models.CharField(max_length=80)
    addressee = models.CharField(max_length=120)
    paragraphs: models.JSONField[Any, Any] = models.JSONField(default=list)
    table: models.JSONField[Any, Any] = models.JSONField(default=list)
    dated = models.DateField()
    written_at = models.DateTimeField(default=timezone.now)
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.title} {self.number}"
