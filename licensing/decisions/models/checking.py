"""Between handing in and decision: accepted, sent back, given over, reviewed, looked at on site."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.authorities import Authority
from accounts.people import Person
from licensing.applications.models.application import Application
from licensing.decisions.models.letters import Letter
from materials.uploads.models import Upload
from papers.serving.lasting import AskedByLetter
from trail.append_only import AppendOnlyModel


class Acceptance(AppendOnlyModel):
    """The application was complete and in legal form (Licensing Law art. 32)."""

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="acceptance")
    accepted_at = models.DateTimeField(default=timezone.now)
    accepted_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+", help_text="nobody: deemed accepted, or by rule"
    )
    is_deemed = models.BooleanField(default=False, help_text="not told in time: accepted by force of law")
    grounds: models.JSONField[Any, Any] = models.JSONField(
        default=list, help_text="why no person was needed, when it was accepted by rule: [{code, count}]"
    )
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="+")

    class Meta:
        # The few by force of law, for who looks for them.
        indexes = [models.Index(fields=["application"], name="acceptance_deemed", condition=Q(is_deemed=True))]

    def __str__(self) -> str:
        return f"{self.application} {self.accepted_at:%Y-%m-%d}"

    @property
    def is_by_rule(self) -> bool:
        """Whether nothing needed a person, so that the rule accepted it at once."""
        return bool(self.grounds)


class CorrectionRequest(AskedByLetter):
    """Everything that is missing, told once (Licensing Law art. 32 item 4)."""

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="correction")
    points: models.JSONField[Any, Any] = models.JSONField(
        help_text="[{section, row, field, material, label, words}]: a field of the form, or a material"
    )
    answer_by = models.DateField(db_index=True)
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.application} {self.asked_at:%Y-%m-%d}"


class Transfer(AppendOnlyModel):
    """A case was given to the authority that is competent by now; its letter says so (domain F-1.3)."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="transfers")
    from_authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    to_authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    transferred_at = models.DateTimeField(default=timezone.now)
    transferred_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.application} → {self.to_authority}"


class Review(AppendOnlyModel):
    """An official's opinion before the decision; `step` is the step of the procedure it belongs to."""

    class Recommendation(models.TextChoices):
        GRANT = "grant", _("Grant")
        REFUSE = "refuse", _("Refuse")

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="reviews")
    step = models.CharField(max_length=20, default="review")
    recommendation = models.CharField(max_length=8, choices=Recommendation.choices)
    opinion = models.TextField()
    reviewed_at = models.DateTimeField(default=timezone.now)
    reviewed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["application", "step"], name="one_opinion_per_step")]

    def __str__(self) -> str:
        return f"{self.application} {self.step} {self.recommendation}"


class SiteCheck(AppendOnlyModel):
    """What two officers saw on site (Licensing Law art. 34)."""

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="site_check")
    checked_on = models.DateField()
    officer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    second_officer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    passed = models.BooleanField()
    findings = models.TextField()
    photos = models.ManyToManyField(Upload, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(officer=models.F("second_officer")), name="site_check_by_two")
        ]

    def __str__(self) -> str:
        return f"{self.application} {self.checked_on}"


class VisitReport(AppendOnlyModel):
    """What one officer wrote down of a visit of two; it counts once the other has confirmed it himself (art. 34)."""

    class Step(models.TextChoices):
        SITE_CHECK = "site_check", _("Check on site (two officers)")
        VERIFY = "verify", _("Verify the commitment")

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="visit_reports")
    step = models.CharField(max_length=20, choices=Step.choices)
    record: models.JSONField[Any, Any] = models.JSONField(help_text="what was seen, as the form of the step has it")
    photos = models.ManyToManyField(Upload, related_name="+")
    officer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    second_officer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    filed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=~Q(officer=models.F("second_officer")), name="visit_by_two")]

    def __str__(self) -> str:
        return f"{self.application} {self.step} {self.filed_at:%Y-%m-%d}"

    @property
    def lines(self) -> list[tuple[str, str]]:
        """The report as the second officer reads it before he confirms it: (label, value)."""
        seen = self.record
        if self.step == self.Step.SITE_CHECK:
            return [
                (str(_("Day of the check")), seen["checked_on"]),
                (str(_("Result")), str(_("Passed") if seen["passed"] else _("Not passed"))),
                (str(_("What was seen")), seen["findings"]),
            ]
        kept = {True: _("Kept"), False: _("Not kept")}
        found = [(row["zh"], f"{kept[row['kept']]} {row['note']}".strip()) for row in seen["results"]]
        return [*found, *([(str(_("Notes")), seen["notes"])] if seen["notes"] else [])]


class VisitAnswer(AppendOnlyModel):
    """The second officer confirms the report, or says what was otherwise: then it is written anew."""

    report = models.OneToOneField(VisitReport, on_delete=models.PROTECT, related_name="answer")
    agrees = models.BooleanField()
    words = models.TextField(blank=True)
    answered_at = models.DateTimeField(default=timezone.now)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.report} {self.agrees}"
