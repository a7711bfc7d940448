"""What a file must be to be taken in: its content says what it is, never its name."""

from __future__ import annotations

import io
import unicodedata
import warnings
from pathlib import PurePath, PureWindowsPath

import pikepdf
import puremagic
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from PIL import Image

from materials.uploads.models import Upload

LARGEST = 10 * 1024 * 1024
"""Bytes of one file."""
MOST_PIXELS = 50_000_000
EICAR = b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE"
ACTIVE = ("/JavaScript", "/JS", "/Launch", "/EmbeddedFile", "/RichMedia", "/XFA", "/OpenAction", "/AA")
"""What a scanned document never needs and an attacker does."""


class RefusedUpload(Exception):
    """The file cannot be taken in; the message tells its sender why."""


def safe_name(name: str) -> str:
    """The file's own name without folders and control characters; rare characters (生僻字) stay."""
    last = PureWindowsPath(PurePath(name).name).name
    kept = "".join(c for c in unicodedata.normalize("NFC", last) if unicodedata.category(c)[0] != "C").strip(" .")
    return kept[-120:] or "upload"


def kind_of(file: UploadedFile) -> Upload.Kind:
    """Check a file and tell its kind. Raises RefusedUpload."""
    if (file.size or 0) > LARGEST:
        raise RefusedUpload(_("The file is larger than %(mb)s MB. Scan it with less detail or split it.") % {"mb": 10})
    content = file.read()
    file.seek(0)
    if not content:
        raise RefusedUpload(_("The file is empty."))
    if EICAR in content:
        raise RefusedUpload(_("The file was refused by the virus check."))
    kind = _by_content(content)
    (_check_pdf if kind == Upload.Kind.PDF else _check_image)(content)
    return kind


def _by_content(content: bytes) -> Upload.Kind:
    try:
        found = {match.mime_type for match in puremagic.magic_string(content[:4096])}
    except (puremagic.PureError, ValueError):
        found = set()
    starts = {b"%PDF-": Upload.Kind.PDF, b"\xff\xd8\xff": Upload.Kind.JPEG, b"\x89PNG\r\n\x1a\n": Upload.Kind.PNG}
    for start, kind in starts.items():
        if content.startswith(start) and (kind.value in found or kind == Upload.Kind.PDF):
            return kind
    raise RefusedUpload(_("Only PDF, JPEG and PNG files can be taken in; this file is something else."))


def _check_image(content: bytes) -> None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(content), formats=("JPEG", "PNG"))
            if image.width * image.height > MOST_PIXELS:
                raise RefusedUpload(_("The picture has too many pixels. Make it smaller and try again."))
            image.load()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError, Image.DecompressionBombWarning) as broken:
        raise RefusedUpload(_("The picture cannot be opened: it is damaged.")) from broken


def _check_pdf(content: bytes) -> None:
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            if not len(pdf.pages):
                raise RefusedUpload(_("The PDF has no pages."))
            if _is_active(pdf):
                raise RefusedUpload(_("The PDF holds scripts or other files inside. Print it to a plain PDF first."))
    except pikepdf.PasswordError as locked:
        raise RefusedUpload(_("The PDF is protected by a password. Remove it and try again.")) from locked
    except pikepdf.PdfError as broken:
        raise RefusedUpload(_("The PDF cannot be opened: it is damaged.")) from broken


def _is_active(pdf: pikepdf.Pdf) -> bool:
    return any(
        isinstance(thing, pikepdf.Dictionary | pikepdf.Stream) and any(name in thing for name in ACTIVE)
        for thing in pdf.objects
    )
