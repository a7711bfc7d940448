"""The limit of a case: stopped, extended, passed."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.people import Person
from licensing.applications.models.application import Application
from licensing.decisions.models.letters import Letter
from trail.append_only import AppendOnlyModel


class Pause(AppendOnlyModel):
    """The limit stands still: hearing, test, expert review; its length is told in writing (art. 45)."""

    class Ground(models.TextChoices):
        HEARING = "hearing", _("Hearing")
        EXPERT_REVIEW = "expert-review", _("Expert review, test or examination")

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="pauses")
    ground = models.CharField(max_length=14, choices=Ground.choices)
    expected_days = models.PositiveSmallIntegerField(help_text="working days, as told to the applicant")
    since = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.application} {self.ground}"


class Resumption(AppendOnlyModel):
    """The limit runs on."""

    pause = models.OneToOneField(Pause, on_delete=models.PROTECT, related_name="resumption")
    at = models.DateTimeField(default=timezone.now)
    result = models.TextField(blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.pause} – {self.at:%Y-%m-%d}"


class ExtensionRequest(AppendOnlyModel):
    """Who has the case in hand asks the head for more time; only the head gives it (Licensing Law art. 42)."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="extension_requests")
    reasons = models.TextField()
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.application} {self.asked_at:%Y-%m-%d}"


class ExtensionDenial(AppendOnlyModel):
    """The head did not approve: the limit stays as it is."""

    request = models.OneToOneField(ExtensionRequest, on_delete=models.PROTECT, related_name="denial")
    words = models.TextField(blank=True)
    denied_at = models.DateTimeField(default=timezone.now)
    denied_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.request} denied"


class Extension(AppendOnlyModel):
    """Ten more working days, approved by the head, the reasons told (Licensing Law art. 42)."""

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="extension")
    request = models.OneToOneField(
        ExtensionRequest, on_delete=models.PROTECT, null=True, related_name="extension", help_text="none before 0.2"
    )
    days = models.PositiveSmallIntegerField()
    reasons = models.TextField()
    approved_at = models.DateTimeField(default=timezone.now)
    approved_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.application} +{self.days}"


LIMITS = {
    "completeness": _("check of completeness"),
    "correction": _("answer to the correction request"),
    "promise": _("promised limit"),
    "decision": _("statutory limit"),
    "hearing": _("hearing"),
    "delivery": _("delivery"),
    "publicity": _("publicity of the decision"),
    "verification": _("verification"),
    "vehicles": _("promised vehicles put into service"),
    "holder": _("step without its holder"),
    "service": _("letter not served"),
    "anew": _("decision to be made anew"),
}
"""Every limit that is watched, as people say it."""


class Escalation(AppendOnlyModel):
    """A limit passed without its act: told to the supervisor, once per limit."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="escalations")
    limit = models.CharField(max_length=30, help_text="which limit: completeness, promise, decision, delivery …")
    due = models.DateField()
    noticed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["application", "limit", "due"], name="escalated_once")]
        indexes = [models.Index(fields=["-noticed_at"]), models.Index(fields=["due", "id"])]

    def __str__(self) -> str:
        return f"{self.application} {self.limit} {self.due}"

    @property
    def limit_label(self) -> str:
        return str(LIMITS.get(self.limit, self.limit))
