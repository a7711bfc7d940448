"""What was looked at is what is signed and handed in: a page says which answers, files and procedure it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accounts.versions import Stale, is_stale, version_of

if TYPE_CHECKING:
    from licensing.applications.sheet import Sheet


def checked_version(sheet: Sheet) -> str:
    """A name of all that is shown: answers as they would be handed in, what became of materials, files, procedure."""
    files = sorted(attachment.pk for attachment in sheet.rows.attachments)
    materials = [(row.material.code, row.treatment) for row in sheet.resolved]
    return version_of(sheet.filled.stored(), materials, files, sheet.procedure)


def refuse_unseen(sheet: Sheet, seen: str) -> None:
    """Refuse to sign or hand in what changed after somebody looked at it. Raises Stale."""
    current = checked_version(sheet)
    if is_stale(seen, current):
        raise Stale(version=current, when=sheet.application.saved_at)
