"""What a one-thing application knows of the steps of other authorities."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.people import Person
from licensing.applications.models.application import Application
from trail.append_only import AppendOnlyModel


class ExternalStep(AppendOnlyModel):
    """A step of a one-thing bundle that another authority did: told by its registry, or by the applicant."""

    class How(models.TextChoices):
        LOOKED_UP = "looked-up", _("Told by the registry")
        STATED = "stated", _("Stated by the applicant")

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="external_steps")
    node = models.CharField(max_length=40)
    how = models.CharField(max_length=10, choices=How.choices)
    evidence = models.TextField(blank=True, help_text="evidence numbers")
    done_at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["application", "node"], name="one_external_step")]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.node}"
