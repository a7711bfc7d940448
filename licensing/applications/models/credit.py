"""A company's credit file: an untrue promise or application, made good or lifted."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.people import Person
from accounts.represented.companies import Company
from licensing.applications.models.application import Application
from trail.append_only import AppendOnlyModel


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
