"""Official letters about a code: to a company, not about a case."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.authorities import Authority
from accounts.people import Person
from accounts.represented.companies import Company
from trail.append_only import AppendOnlyModel


class CreditLetter(AppendOnlyModel):
    """A letter, word for word; its PDF is made from this row and from nothing else."""

    class Kind(models.TextChoices):
        NOTICE = "credit-notice", _("Notice of the credit code")
        OBJECTION = "credit-object", _("Decision on an objection")
        REPAIR_BEGUN = "credit-accept", _("Answer to a request for credit repair")
        REPAIR = "credit-repair", _("Decision on credit repair")

    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="credit_letters")
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=14, choices=Kind.choices)
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
