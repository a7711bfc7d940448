"""What the authority did with an application: accepted, reviewed, decided; and the letters that say so."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.people import Person
from licensing.applications.models import Application
from trail.append_only import AppendOnlyModel


class Letter(AppendOnlyModel):
    """An official letter, word for word; its PDF is made from this row and from nothing else."""

    class Kind(models.TextChoices):
        RECEIPT = "receipt", _("Receipt")
        ACCEPTANCE = "acceptance", _("Notice of acceptance")
        GRANT = "grant", _("Decision granting the licence")
        REFUSAL = "refusal", _("Decision refusing the licence")
        WITHDRAWAL = "withdrawal", _("Notice of withdrawal")

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="letters")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    number = models.CharField(max_length=40, unique=True)
    title = models.CharField(max_length=80)
    addressee = models.CharField(max_length=120)
    paragraphs: models.JSONField[Any, Any] = models.JSONField(default=list)
    table: models.JSONField[Any, Any] = models.JSONField(default=list)
    remedies = models.TextField(blank=True)
    dated = models.DateField()
    written_at = models.DateTimeField(default=timezone.now)
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["application", "kind"], name="one_letter_of_a_kind")]

    def __str__(self) -> str:
        return f"{self.title} {self.number}"


class Acceptance(AppendOnlyModel):
    """The application was complete and in legal form (Licensing Law art. 32)."""

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="acceptance")
    accepted_at = models.DateTimeField(default=timezone.now)
    accepted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.application} {self.accepted_at:%Y-%m-%d}"


class Review(AppendOnlyModel):
    """A reviewer's opinion in the ordinary procedure."""

    class Recommendation(models.TextChoices):
        GRANT = "grant", _("Grant")
        REFUSE = "refuse", _("Refuse")

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="review")
    recommendation = models.CharField(max_length=8, choices=Recommendation.choices)
    opinion = models.TextField()
    reviewed_at = models.DateTimeField(default=timezone.now)
    reviewed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.application} {self.recommendation}"


class Decision(AppendOnlyModel):
    """Grant or refusal, in writing, once (Licensing Law art. 38)."""

    class Outcome(models.TextChoices):
        GRANTED = "granted", _("Granted")
        REFUSED = "refused", _("Refused")

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="decision")
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    reasons = models.TextField(blank=True)
    articles = models.TextField(blank=True, help_text="the articles a refusal rests on")
    decided_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["-decided_at"])]

    def __str__(self) -> str:
        return f"{self.application} {self.outcome}"

    @property
    def is_granted(self) -> bool:
        return self.outcome == self.Outcome.GRANTED


class Withdrawal(AppendOnlyModel):
    """The applicant took the application back before the decision."""

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="withdrawal")
    reason = models.CharField(max_length=300, blank=True)
    withdrawn_at = models.DateTimeField(default=timezone.now)
    withdrawn_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.application} {self.withdrawn_at:%Y-%m-%d}"
