"""A submission is received, and answered with a receipt (收件)."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.people import Person
from licensing.applications.evidence.resolution import Resolved, Treatment
from licensing.applications.models.application import Application
from licensing.applications.tracking import tracking_code
from licensing.decisions.actions.acting import write
from licensing.decisions.models.letters import Letter
from licensing.decisions.writing import letters
from pages.sentences import listed


class VehicleTaken(Exception):
    """A vehicle is named in another undecided application; `vehicles` lists plates or VINs."""

    def __init__(self, vehicles: list[str]) -> None:
        super().__init__(", ".join(vehicles))
        self.vehicles = vehicles

    @property
    def told(self) -> str:
        """What its holder is told."""
        words = _("Another application that is not yet decided names the same vehicle: %(vehicles)s.")
        return words % {"vehicles": listed(self.vehicles)}


def acknowledge(application: Application, resolved: Sequence[Resolved], *, by: Person) -> Letter:
    """Write the receipt that answers a submission (收件); `resolved` as it was handed in."""
    with transaction.atomic(savepoint=False):
        dated = timezone.localdate(application.submission.submitted_at)
        receipt = letters.draft(
            application,
            "receipt",
            dated=dated,
            waived=_names_of(resolved, Treatment.WAIVED),
            found=_names_of(resolved, Treatment.FOUND),
            promised=_names_of(resolved, Treatment.PROMISED),
            tracking=tracking_code(application.receipt_number),
        )
        return write(application, receipt, by=by)


def _names_of(resolved: Sequence[Resolved], treatment: Treatment) -> str:
    return "、".join(row.material.name_zh for row in resolved if row.treatment == treatment)
