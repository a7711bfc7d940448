"""Letters of a case, as they are signed, and what corrects their clerical errors."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.people import Person
from licensing.applications.models import Application
from papers.serving.rows import MustBeServed
from trail.append_only import AppendOnlyModel

SEVERAL_TIMES = (
    "pause", "transfer", "rectification", "defence", "verified", "retraction", "striking-off", "hearing", "summons",
    "clerical", "remedy", "revocation", "penalty",
)  # fmt: skip
"""Letters that may come several times in the life of a case, or to several people."""
BEGINS_A_LIMIT = frozenset({"correction", "hearing", "rectification", "defence"})
"""What has to be answered within days: silence after it has consequences, so that it must have been served (0081)."""


class Letter(MustBeServed, AppendOnlyModel):
    """An official letter, word for word; its PDF is made from this row and from nothing else."""

    BEGINS_A_LIMIT = BEGINS_A_LIMIT

    class Kind(models.TextChoices):
        RECEIPT = "receipt", _("Receipt")
        CORRECTION = "correction", _("Request for correction")
        ACCEPTANCE = "acceptance", _("Notice of acceptance")
        NON_ACCEPTANCE = "non-acceptance", _("Refusal of acceptance")
        EXTENSION = "extension", _("Notice of extension")
        PAUSE = "pause", _("Notice that the limit is stopped")
        HEARING = "hearing", _("Notice of the right to a hearing")
        GRANT = "grant", _("Decision granting the licence")
        REFUSAL = "refusal", _("Decision refusing the licence")
        TRANSFER = "transfer", _("Notice that another authority has the case")
        TERMINATION = "termination", _("Notice of termination")
        WITHDRAWAL = "withdrawal", _("Notice of withdrawal")
        RECTIFICATION = "rectification", _("Order to rectify")
        DEFENCE = "defence", _("Notice of the right to be heard before an act")
        VERIFIED = "verified", _("Result of the verification")
        REVOCATION = "revocation", _("Decision to revoke")
        RETRACTION = "retraction", _("Decision to withdraw the licence")
        PENALTY = "penalty", _("Decision to cancel as a penalty")
        STRIKING_OFF = "striking-off", _("Decision to strike off")
        SUMMONS = "summons", _("Notice of the day and place of the hearing")
        CLERICAL = "clerical", _("Correction of a clerical error")
        REMEDY = "remedy", _("Outcome of a reconsideration or suit")
        BUNDLE_RESULT = "bundle-result", _("Results of a one-thing application")

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="letters")
    kind = models.CharField(max_length=14, choices=Kind.choices)
    template_version = models.PositiveSmallIntegerField(default=1, help_text="version of the text it was made from")
    number = models.CharField(max_length=40, unique=True)
    title = models.CharField(max_length=80)
    addressee = models.CharField(max_length=120)
    paragraphs: models.JSONField[Any, Any] = models.JSONField(default=list)
    table: models.JSONField[Any, Any] = models.JSONField(default=list)
    remedies = models.TextField(blank=True)
    dated = models.DateField()
    written_at = models.DateTimeField(default=timezone.now)
    written_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+", help_text="nobody: written by force of law"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "kind"],
                condition=~Q(kind__in=SEVERAL_TIMES),
                name="one_letter_of_a_kind",
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.number}"


class LetterCorrection(AppendOnlyModel):
    """A clerical error of a letter that was sent (更正): the original stays as it was, its correction beside it."""

    original = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="corrections")
    wrong = models.CharField(max_length=60)
    right = models.CharField(max_length=60)
    reasons = models.TextField()
    corrected_at = models.DateTimeField(default=timezone.now)
    corrected_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["original", "wrong"], name="corrected_once"),
            models.CheckConstraint(condition=~Q(wrong=models.F("right")), name="correction_changes_words"),
        ]

    def __str__(self) -> str:
        return f"{self.original} – {self.letter}"
