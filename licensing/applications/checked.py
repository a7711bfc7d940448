"""What was looked at is what is handed in: the check page says which answers, files and procedure it shows."""

from __future__ import annotations

from accounts.versions import Stale, is_stale, version_of
from licensing.applications.evidence.prefill import filled_in
from licensing.applications.models import Application
from materials.catalogue.forms import form_for


def checked_version(application: Application) -> str:
    """A name of everything the check page shows: answers as they would be handed in, files, procedure."""
    answers = filled_in(application, form_for(application.item))
    files = sorted(application.attachments.standing().values_list("pk", flat=True))
    return version_of(answers.stored(), files, application.procedure)


def refuse_unseen(application: Application, seen: str) -> None:
    """Refuse to hand in what changed after somebody looked at it. Raises Stale."""
    current = checked_version(application)
    if is_stale(seen, current):
        raise Stale(version=current, when=application.saved_at)
