"""Which limits were warned of before they passed."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from licensing.applications.models.application import Application
from trail.append_only import AppendOnlyModel


class Forewarning(AppendOnlyModel):
    """A limit of a case was warned of, so many days before; once."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="forewarnings")
    limit = models.CharField(max_length=20)
    due = models.DateField()
    days = models.PositiveSmallIntegerField(help_text="the step of warnings.json it is")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "limit", "due", "days"], name="one_warning_per_limit")
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.limit} {self.due}"


class WarningRun(AppendOnlyModel):
    """The day's warnings were all written."""

    day = models.DateField(unique=True)
    warned = models.PositiveIntegerField()

    def __str__(self) -> str:
        return str(self.day)
