"""One row for each handed-in case: what it has come to, for registers and counts over a million of them.

The truth is the rows beside a case – an acceptance, a decision, a withdrawal; this row is what they say together.
The database writes it (`kept.py`), no act does, and `manage.py integrity` compares it with them (`told.py`).
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from licensing.applications.models.application import Application


class Standing(models.TextChoices):
    """What a case has come to."""

    WITHDRAWN = "withdrawn", _("Withdrawn")
    TERMINATED = "terminated", _("Terminated")
    NOT_ACCEPTED = "not-accepted", _("Not accepted")
    GRANTED = "granted", _("Granted")
    REFUSED = "refused", _("Refused")
    BUNDLE_DONE = "bundle-done", _("Every item closed")
    BUNDLE_IN_HAND = "bundle-in-hand", _("In hand")
    ACCEPTED = "accepted", _("Accepted")
    TO_BE_CORRECTED = "to-be-corrected", _("To be corrected")
    RECEIVED = "received", _("Received")


class CaseStanding(models.Model):
    """What a handed-in case has come to, and since when it is over; never written by hand."""

    application = models.OneToOneField(Application, on_delete=models.PROTECT, primary_key=True, related_name="standing")
    at = models.CharField(max_length=15, choices=Standing.choices)
    receipt_number = models.CharField(max_length=30, unique=True, help_text="as its submission says")
    submitted_at = models.DateTimeField(help_text="as its submission says: registers are read in this order")
    ended_at = models.DateTimeField(null=True, help_text="when it was decided, withdrawn, or ended otherwise")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["-submitted_at", "-application"], name="standing_newest"),
            models.Index(fields=["at", "-submitted_at", "-application"], name="standing_newest_of"),
            # The few that are open, whatever they wait for.
            models.Index(
                fields=["-submitted_at", "-application"],
                name="standing_open",
                condition=models.Q(ended_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.at}"
