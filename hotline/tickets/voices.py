"""Files of callers: photos and papers by the rules of uploads, voice notes by what they begin with; kept sealed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from accounts.sealed_files import SealedStorage
from hotline.tickets.models import Ticket, TicketFile
from materials.uploads.rules import ACCEPTED, RefusedUpload, checked, safe_name
from materials.uploads.scanner import ScannerSilent, virus_in

LARGEST_VOICE = 5 * 1024 * 1024
"""Bytes: some minutes of speech."""
ACCEPTED_WITH_VOICE = f"{ACCEPTED},audio/*"
_BEGINNINGS = (
    (b"ID3", 0, "audio/mpeg"),
    (b"\xff\xfb", 0, "audio/mpeg"),
    (b"\xff\xf3", 0, "audio/mpeg"),
    (b"ftypM4A", 4, "audio/mp4"),
    (b"OggS", 0, "audio/ogg"),
    (b"\x1aE\xdf\xa3", 0, "audio/webm"),
    (b"#!AMR", 0, "audio/amr"),
    (b"WAVE", 8, "audio/wav"),
    (b"\xff\xf1", 0, "audio/aac"),
    (b"\xff\xf9", 0, "audio/aac"),
)
_CONTAINERS = (b"ftypmp4", b"ftypisom", b"ftypiso", b"ftyp3gp", b"ftypM4B")
"""How recorders of Android begin an M4A, and cameras a film: which it is, its tracks say (ISO/IEC 14496-12, 8.4.3)."""


@dataclass(frozen=True, kw_only=True)
class CheckedFile:
    """A file that may be taken in."""

    name: str
    kind: str
    content: bytes


def voice_kind(head: bytes) -> str:
    """What kind of voice note begins like this; "" when none does."""
    return next((kind for begins, at, kind in _BEGINNINGS if head[at : at + len(begins)] == begins), "")


def _is_sound_alone(content: bytes) -> bool:
    """Whether a file in the container of films has a track of sound and none of pictures."""
    is_container = content[4:].startswith(_CONTAINERS)
    return is_container and b"hdlr" in content and b"soun" in content and b"vide" not in content


def checked_file(file: UploadedFile) -> CheckedFile:
    """Check a photo, paper or voice note by its content. Raises RefusedUpload."""
    head = file.read(16)
    file.seek(0)
    kind = voice_kind(head)
    if not kind and head[4:8] == b"ftyp" and (file.size or 0) <= LARGEST_VOICE:
        kind = "audio/mp4" if _is_sound_alone(file.read()) else ""
        file.seek(0)
    if not kind:
        found = checked(file)
        return CheckedFile(name=found.name, kind=str(found.kind), content=found.content)
    if (file.size or 0) > LARGEST_VOICE:
        raise RefusedUpload(_("A voice note may have %(mb)s MB at most.") % {"mb": LARGEST_VOICE // 1024 // 1024})
    content = file.read()
    try:
        virus = virus_in(content)
    except ScannerSilent as silent:
        told = _("The virus check is not responding, so the file was not accepted. Try again in a few minutes.")
        raise RefusedUpload(told) from silent
    if virus:
        raise RefusedUpload(_("The file was refused by the virus check."))
    return CheckedFile(name=safe_name(file.name or ""), kind=kind, content=content)


def keep_file(ticket: Ticket, found: CheckedFile) -> TicketFile:
    """Store a checked file, sealed, under its digest; in the caller's transaction."""
    row = TicketFile(
        ticket=ticket,
        original_name=found.name[:200],
        kind=found.kind,
        size=len(found.content),
        digest=hashlib.sha256(found.content).hexdigest(),
    )
    place = row.file.field.generate_filename(row, "")
    if SealedStorage().lies_at(place):
        row.file.name = place
    else:
        row.file.save("", ContentFile(found.content), save=False)
    row.save()
    return row
