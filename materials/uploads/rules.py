"""What a file must be to be taken in: its content says what it is, never its name."""

from __future__ import annotations

import io
import json
import re
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath, PureWindowsPath

import pillow_heif
import puremagic
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from PIL import Image

from accounts.typed.text import one_line
from materials.confined import TooLong, run_confined
from materials.uploads import pdf_reader, picture_reader
from materials.uploads.bare_pictures import bare_jpeg, bare_png
from materials.uploads.models import Upload
from materials.uploads.scanner import ScannerSilent, virus_in
from pages.sentences import listed

LARGEST = 10 * 1024 * 1024
"""Bytes of one file."""
MOST_PIXELS = 210_000_000
"""Of a JPEG, which is opened at an eighth of its size: a telephone's 108 or 200 megapixels are not too many."""
MOST_PIXELS_WHOLE = 52_000_000
"""Of a picture that has to be opened whole."""
PICTURES = "image/jpeg,image/png,image/heic,image/heif,.jpg,.jpeg,.png,.heic,.heif"
ACCEPTED = f"application/pdf,.pdf,{PICTURES}"
"""What a file chooser offers, on every page; of a picture alone, `PICTURES`."""
EICAR = b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE"
_HEAD = 1024
"""Readers look for %PDF within so many bytes; scanners and mail gateways put a few before it, and before pictures."""
_BEFORE_A_PICTURE = re.compile(rb"(?:\xef\xbb\xbf)?[\0\t\n\r\x20-\x7e]*\Z")
"""Lines and blanks: what holds a picture in another kind of file begins otherwise."""
_PICTURE_STARTS = {b"\xff\xd8\xff": Upload.Kind.JPEG, b"\x89PNG\r\n\x1a\n": Upload.Kind.PNG}
_OTHER_PROGRAMS = (b"MZ", b"PK", b"\x7fELF", b"#!", b"<", b"GIF8", b"\xca\xfe\xba\xbe")
_HEIC_BRANDS = {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"hevm", b"hevs"}
_ANY_HEIF = {b"mif1", b"msf1"}
"""Of every picture in the container (ISO/IEC 23008-12); AVIF is in it as well, and says so."""
_MPO = "MPO"
"""A JPEG with a second picture behind the first, as telephones take them: for depth, or for light."""

DANGERS: dict[str, Callable[[], str]] = {
    "script": lambda: _("it contains a script"),
    "program": lambda: _("it starts a program"),
    "embedded-file": lambda: _("a file is attached inside"),
    "other-file": lambda: _("it opens another file"),
    "import": lambda: _("it reads in data from elsewhere"),
    "submit": lambda: _("it sends what is filled in to elsewhere"),
    "link": lambda: _("it contains a link to the internet"),
    "media": lambda: _("it contains film, sound or 3D"),
    "dynamic-form": lambda: _("it is a dynamic form (XFA)"),
}


# Pillow refuses a picture by its size alone, however it is opened: above ours, not above its own.
Image.MAX_IMAGE_PIXELS = MOST_PIXELS


class Why(StrEnum):
    """Why a file cannot be taken in, for what is worded later and for somebody else."""

    LARGE = "large"
    EMPTY = "empty"
    VIRUS = "virus"
    KIND = "kind"
    PIXELS = "pixels"
    DAMAGED = "damaged"
    LOCKED = "locked"
    DANGEROUS = "dangerous"
    OTHER = "other"


class RefusedUpload(Exception):
    """The file cannot be taken in; the message tells its sender why."""

    def __init__(self, words: str, code: Why = Why.OTHER) -> None:
        super().__init__(words)
        self.code = code


@dataclass(frozen=True, kw_only=True)
class Checked:
    """A file that may be taken in: its name, what it is, and its bytes as they are kept."""

    name: str
    kind: Upload.Kind
    content: bytes


def safe_name(name: str) -> str:
    """The file's own name without folders and invisible characters; rare characters (生僻字) stay."""
    kept = one_line(re.sub(r"[\r\n\t]", "", PureWindowsPath(PurePath(name).name).name)).strip(" .")
    return kept[-120:] or "upload"


def kind_of(file: UploadedFile) -> Upload.Kind:
    """Check a file and tell its kind. Raises RefusedUpload."""
    return checked(file).kind


def checked(file: UploadedFile, *, is_evidence: bool = False) -> Checked:
    """Check a file by its content; a picture no browser shows becomes one that every browser does.

    What a picture tells in secret (place, time, telephone) stays only in an official's evidence. Raises RefusedUpload.
    """
    if (file.size or 0) > LARGEST:
        raise RefusedUpload(
            _("The file is larger than %(mb)s MB. Scan it at a lower resolution or split it.") % {"mb": 10}, Why.LARGE
        )
    name, content = safe_name(file.name or ""), file.read()
    file.seek(0)
    if not content:
        raise RefusedUpload(_("The file is empty."), Why.EMPTY)
    _check_for_viruses(content)
    content = _from_its_beginning(content)
    if _is_heic(content):
        return Checked(name=name, kind=Upload.Kind.JPEG, content=_as_jpeg(content, is_evidence=is_evidence))
    kind = _by_content(content)
    (_check_pdf if kind == Upload.Kind.PDF else _check_image)(content)
    return Checked(name=name, kind=kind, content=content if is_evidence else _bare(content, kind))


def _from_its_beginning(content: bytes) -> bytes:
    """A picture without the few bytes some programs put before it; anything else as it is."""
    head = content[:_HEAD]
    for start in _PICTURE_STARTS:
        before, found, _rest = head.partition(start)
        is_other = before.startswith(_OTHER_PROGRAMS) or b"%PDF-" in before
        if found and before and not is_other and _BEFORE_A_PICTURE.match(before):
            return content[len(before) :]
    return content


def _bare(content: bytes, kind: Upload.Kind) -> bytes:
    if kind == Upload.Kind.PDF:
        return content
    try:
        return bare_jpeg(content) if kind == Upload.Kind.JPEG else bare_png(content)
    except ValueError as broken:
        raise RefusedUpload(_("The picture cannot be opened: it is damaged."), Why.DAMAGED) from broken


def _check_for_viruses(content: bytes) -> None:
    try:
        virus = "EICAR" if EICAR in content else virus_in(content)
    except ScannerSilent as silent:
        raise RefusedUpload(
            _("The virus check is not responding, so the file was not accepted. Try again in a few minutes.")
        ) from silent
    if virus:
        raise RefusedUpload(_("The file was refused by the virus check."), Why.VIRUS)


def _by_content(content: bytes) -> Upload.Kind:
    found = _kinds_of(content)
    for start, kind in _PICTURE_STARTS.items():
        if content.startswith(start) and kind.value in found:
            return kind
    if b"%PDF-" in content[:_HEAD] and not content.startswith(_OTHER_PROGRAMS):
        return Upload.Kind.PDF
    if told := _other_kind(content, found):
        raise RefusedUpload(
            _("Only PDF, JPEG, PNG and HEIC files are accepted; this file is something else: %(kind)s.")
            % {"kind": told},
            Why.KIND,
        )
    raise RefusedUpload(_("Only PDF, JPEG, PNG and HEIC files are accepted; this file is something else."), Why.KIND)


_OTHER_KINDS = (
    (b"OFD.xml", "OFD"),
    (b"word/", "Word"),
    (b"xl/", "Excel"),
    (b"ppt/", "PowerPoint"),
    (b"W\0o\0r\0d\0D\0o\0c\0", "Word"),
    (b"W\0o\0r\0k\0b\0o\0o\0k\0", "Excel"),
    (b"Rar!", "RAR"),
    (b"PK\x03\x04", "ZIP"),
)
"""What stands in the kinds of files offices bring besides: who is told OFD or Word knows what to save as PDF."""


def _other_kind(content: bytes, found: set[str]) -> str:
    """What a file is that cannot be taken in, as people call it, or ""."""
    if content.startswith((b"PK", b"Rar!", b"\xd0\xcf\x11\xe0")):
        return next((kind for mark, kind in _OTHER_KINDS if mark in content), "")
    told = next((kind for way in ("image/", "video/", "audio/") for kind in sorted(found) if kind.startswith(way)), "")
    return re.sub(r"\A(?:x-)?(?:ms-)?|\+.*", "", told.partition("/")[2]).upper()


def _kinds_of(content: bytes) -> set[str]:
    try:
        return {match.mime_type for match in puremagic.magic_string(content[:4096])}
    except (puremagic.PureError, ValueError):
        return set()


def _is_heic(content: bytes) -> bool:
    """By the brand of the file and those it is compatible with."""
    if content[4:8] != b"ftyp":
        return False
    end = min(int.from_bytes(content[:4], "big"), 256)
    brands = {content[8:12], *(content[place : place + 4] for place in range(16, end, 4))}
    return bool(brands & _HEIC_BRANDS) or (content[8:12] in _ANY_HEIF and b"avif" not in brands)


def _as_jpeg(content: bytes, *, is_evidence: bool) -> bytes:
    """A telephone's HEIC picture as JPEG; where and when it was taken stays behind, but in an official's evidence."""
    try:
        heif = pillow_heif.open_heif(io.BytesIO(content), convert_hdr_to_8bit=True)
        if heif.size[0] * heif.size[1] > MOST_PIXELS_WHOLE:
            raise _too_many_pixels()
        picture = io.BytesIO()
        found = heif.to_pillow()
        told = found.info.get("exif") if is_evidence else None
        found.convert("RGB").save(picture, "JPEG", quality=88, **({"exif": told} if told else {}))
    except (OSError, SyntaxError, ValueError, RuntimeError, EOFError) as broken:
        raise RefusedUpload(_("The picture cannot be opened: it is damaged."), Why.DAMAGED) from broken
    return picture.getvalue()


def _check_image(content: bytes) -> None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(content), formats=("JPEG", "PNG"))
            pixels, is_jpeg = image.width * image.height, image.format in ("JPEG", _MPO)
            if pixels > (MOST_PIXELS if is_jpeg else MOST_PIXELS_WHOLE):
                raise _too_many_pixels()
            if pixels > MOST_PIXELS_WHOLE:
                _check_confined(content)
                return
            image.draft(None, (image.width // 8, image.height // 8))
            image.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise _too_many_pixels() from bomb
    except (OSError, SyntaxError, ValueError) as broken:
        raise RefusedUpload(_("The picture cannot be opened: it is damaged."), Why.DAMAGED) from broken


def _too_many_pixels() -> RefusedUpload:
    return RefusedUpload(_("The picture has too many pixels. Make it smaller and try again."), Why.PIXELS)


def _check_confined(content: bytes) -> None:
    """Open a very large JPEG where it cannot take more memory than it is given."""
    try:
        code, _told = run_confined(picture_reader, content)
    except TooLong as endless:
        raise _too_many_pixels() from endless
    if code == picture_reader.DAMAGED:
        raise RefusedUpload(_("The picture cannot be opened: it is damaged."), Why.DAMAGED)
    if code != 0:
        raise _too_many_pixels()


def _check_pdf(content: bytes) -> None:
    try:
        code, told = run_confined(pdf_reader, content, "check")
    except TooLong as endless:
        raise RefusedUpload(_("The PDF is built so that it cannot be opened."), Why.DANGEROUS) from endless
    if code == pdf_reader.LOCKED:
        raise RefusedUpload(_("The PDF is protected by a password. Remove it and try again."), Why.LOCKED)
    if code == pdf_reader.DAMAGED:
        raise RefusedUpload(_("The PDF cannot be opened: it is damaged."), Why.DAMAGED)
    if code != 0:
        raise RefusedUpload(_("The PDF is built so that it cannot be opened."), Why.DANGEROUS)
    found = json.loads(told)
    if not found["pages"]:
        raise RefusedUpload(_("The PDF has no pages."), Why.EMPTY)
    if found["dangers"]:
        what = listed(DANGERS[danger]() for danger in found["dangers"])
        raise RefusedUpload(
            _("The PDF was refused: %(what)s. Print it to a plain PDF first.") % {"what": what}, Why.DANGEROUS
        )


def is_harmless_to_open(pdf: bytes) -> bool:
    """Whether a PDF, genuine or damaged, can be looked into without filling the memory or never coming to an end."""
    try:
        code, _told = run_confined(pdf_reader, pdf, "check")
    except TooLong:
        return False
    return code in (0, pdf_reader.DAMAGED, pdf_reader.LOCKED)
