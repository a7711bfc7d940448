"""What was looked at is what is handed in: the check page says which answers, files and procedure it shows."""

from __future__ import annotations

from accounts.versions import Stale, is_stale, version_of
from licensing.applications.sheet import Sheet


def checked_version(sheet: Sheet) -> str:
    """A name of everything the check page shows: answers as they would be handed in, files, procedure."""
    files = sorted(attachment.pk for attachment in sheet.rows.attachments)
    return version_of(sheet.filled.stored(), files, sheet.procedure)


def refuse_unseen(sheet: Sheet, seen: str) -> None:
    """Refuse to hand in what changed after somebody looked at it. Raises Stale."""
    current = checked_version(sheet)
    if is_stale(seen, current):
        raise Stale(version=current, when=sheet.application.saved_at)
