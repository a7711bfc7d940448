"""Credit repair (信用修复) of one fact: promise, acceptance, decision; each a row, none changed (domain F-9.7)."""

from __future__ import annotations

import datetime
from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.people import Person
from accounts.roles import visible_authorities
from materials.uploads.models import Upload
from supervision.credit.facts.models import CreditFact
from supervision.credit.letters.models import CreditLetter
from supervision.credit.subjects.models import Subject
from trail.append_only import AppendOnlyModel, AppendOnlyQuerySet


class RepairQuerySet(AppendOnlyQuerySet):
    def visible_to(self, person: Person) -> RepairQuerySet:
        rows = self.filter(subject__authority__in=visible_authorities(person))
        return rows.select_related("fact", "subject__company", "acceptance", "extension", "decision", "asked_by")

    def open(self) -> RepairQuerySet:
        refused = models.Q(acceptance__accepted=False)
        return self.filter(decision__isnull=True).exclude(refused)


class Repair(AppendOnlyModel):
    """The company asks: the wrong is mended, the duties are done, and it promises in public (信用承诺书)."""

    class Channel(models.TextChoices):
        HERE = "here", _("Here")
        CREDIT_CHINA = "credit-china", _("Through Credit China (信用中国)")

    fact = models.ForeignKey(CreditFact, on_delete=models.PROTECT, related_name="repairs")
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="repairs")
    channel = models.CharField(max_length=12, choices=Channel.choices, default=Channel.HERE)
    channel_number = models.CharField(max_length=60, blank=True)
    mended = models.TextField(help_text="what was mended, and how")
    promise = models.TextField(help_text="the public promise, word for word as it was signed")
    proofs = models.ManyToManyField(Upload, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    accept_by = models.DateField(db_index=True)

    objects: ClassVar[Any] = RepairQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.fact} repair"

    @property
    def decide_by(self) -> datetime.date | None:
        """Until when it is decided, a longer time included; None before it was accepted."""
        answer, longer = getattr(self, "acceptance", None), getattr(self, "extension", None)
        found: datetime.date | None = longer.until if longer is not None else getattr(answer, "decide_by", None)
        return found

    @property
    def state(self) -> str:
        """asked, accepted, not-accepted, repaired, refused."""
        answer, decision = getattr(self, "acceptance", None), getattr(self, "decision", None)
        if decision is not None:
            return "repaired" if decision.repaired else "refused"
        if answer is not None:
            return "accepted" if answer.accepted else "not-accepted"
        return "asked"


class RepairAcceptance(AppendOnlyModel):
    """Accepted, or not, within three working days."""

    repair = models.OneToOneField(Repair, on_delete=models.PROTECT, related_name="acceptance")
    accepted = models.BooleanField()
    words = models.TextField(blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    decide_by = models.DateField(null=True, db_index=True)
    letter = models.OneToOneField(CreditLetter, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.repair} accepted: {self.accepted}"


class RepairExtension(AppendOnlyModel):
    """What is complex takes longer: once, before its day, with reasons told to the company."""

    repair = models.OneToOneField(Repair, on_delete=models.PROTECT, related_name="extension")
    was = models.DateField()
    until = models.DateField()
    reasons = models.TextField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    letter = models.OneToOneField(CreditLetter, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__gt=models.F("was")) & ~models.Q(reasons=""), name="longer_with_reasons"
            )
        ]

    def __str__(self) -> str:
        return f"{self.repair} until {self.until}"


class RepairDecision(AppendOnlyModel):
    """Repaired, or refused with reasons, within ten working days of the acceptance."""

    repair = models.OneToOneField(Repair, on_delete=models.PROTECT, related_name="decision")
    repaired = models.BooleanField()
    reasons = models.TextField(blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    letter = models.OneToOneField(CreditLetter, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.repair} repaired: {self.repaired}"
