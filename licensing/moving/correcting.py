"""A corrected certificate: what is entered at once, and the file the worker makes."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from accounts.people import Person
from licensing.applications.models.application import Application
from licensing.certificates.correcting import correct_certificates
from licensing.certificates.models import Certificate
from licensing.decisions.models.letters import Letter
from licensing.moving.worker import finish_case


def correct_misprint(
    application: Application,
    certificates: Sequence[Certificate],
    particular: str,
    *,
    wrong: str,
    right: str,
    reasons: str,
    by: Person,
) -> Letter:
    """Issue the next version of misprinted certificates. Raises MayNotHandle, NotNow."""
    with transaction.atomic():
        letter = correct_certificates(
            application, certificates, particular, wrong=wrong, right=right, reasons=reasons, by=by
        )
        transaction.on_commit(lambda: finish_case.enqueue(application.pk))
    return letter
