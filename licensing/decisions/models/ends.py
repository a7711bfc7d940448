"""How a case ends: decided, ended without a decision, withdrawn; and how the result was handed over."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.people import Person
from licensing.applications.models.application import Application
from licensing.decisions.models.letters import Letter
from trail.append_only import AppendOnlyModel


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
    decided_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+", help_text="nobody: granted by force of law"
    )
    is_for_falsehood = models.BooleanField(
        default=False, help_text="refused for false materials, with a warning (Licensing Law art. 78)"
    )
    is_deemed = models.BooleanField(default=False, help_text="renewal undecided at expiry (Licensing Law art. 50)")
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["-decided_at"]),
            models.Index(fields=["application"], name="decision_deemed", condition=Q(is_deemed=True)),
        ]

    def __str__(self) -> str:
        return f"{self.application} {self.outcome}"

    @property
    def is_granted(self) -> bool:
        return self.outcome == self.Outcome.GRANTED

    @property
    def outcome_label(self) -> str:
        """How it was decided, in the words of its type: a filing is entered, not granted."""
        if self.application.item.type != "filing":
            return str(self.get_outcome_display())
        return str(_("Filing entered") if self.is_granted else _("Filing not entered"))


class Ending(AppendOnlyModel):
    """The procedure ended without a decision on the merits, in writing and with reasons (arts. 32, 38)."""

    class Kind(models.TextChoices):
        NOT_NEEDED = "not-needed", _("No licence is needed")
        NOT_COMPETENT = "not-competent", _("Another authority is competent")
        INCOMPLETE = "incomplete", _("Still incomplete after the correction request")
        UNANSWERED = "unanswered", _("Terminated: the correction request was not answered")
        DIED = "died", _("Terminated: the applicant died, or lost legal capacity")
        ENDED = "ended", _("Terminated: the applicant came to its end")

    TERMINATIONS: ClassVar[tuple[str, ...]] = (Kind.UNANSWERED, Kind.DIED, Kind.ENDED)

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="ending")
    kind = models.CharField(max_length=14, choices=Kind.choices)
    reasons = models.TextField(blank=True)
    articles = models.TextField(blank=True)
    competent_body = models.CharField(max_length=100, blank=True)
    ended_at = models.DateTimeField(default=timezone.now)
    ended_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.application} {self.kind}"

    @property
    def is_termination(self) -> bool:
        return self.kind in self.TERMINATIONS


class Withdrawal(AppendOnlyModel):
    """The applicant took the application back before the decision."""

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="withdrawal")
    reason = models.CharField(max_length=300, blank=True)
    withdrawn_at = models.DateTimeField(default=timezone.now)
    withdrawn_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.application} {self.withdrawn_at:%Y-%m-%d}"


class Delivery(AppendOnlyModel):
    """How and when the result reached the applicant (送达; ten working days after the decision, art. 44)."""

    class Way(models.TextChoices):
        ELECTRONIC = "electronic", _("Electronic")
        POST = "post", _("By post")
        COUNTER = "counter", _("At the counter")

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="delivery")
    way = models.CharField(max_length=10, choices=Way.choices)
    delivered_at = models.DateTimeField(default=timezone.now)
    note = models.CharField(max_length=200, blank=True, help_text="who received it, or the tracking number")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.application} {self.way}"
