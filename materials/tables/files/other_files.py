"""What a file is that is no table, and how its sender makes a table of it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

from django.utils.translation import gettext_lazy

OLD = b"\xd0\xcf\x11\xe0"
"""How files of office programs begin that were made before 2007, or with a password (MS-CFB)."""
_PICTURE = gettext_lazy(
    "This is a picture. A table in it cannot be read: type it into a spreadsheet and save that as XLSX or CSV."
)
_PACKED = gettext_lazy("This is a packed file. Unpack it and choose the spreadsheet in it.")
_DOCUMENT = gettext_lazy(
    "This is a text document. Copy its table into a spreadsheet, save that as XLSX or CSV, and choose it."
)
_SLIDES = gettext_lazy(
    "These are slides. Copy their table into a spreadsheet, save that as XLSX or CSV, and choose it."
)
_PAGES = gettext_lazy(
    "This is a document for printing (PDF or OFD). Ask for the spreadsheet it was made from, "
    "or copy its table into one, and save that as XLSX or CSV."
)
_NUMBERS = gettext_lazy(
    "This is a file of Apple Numbers or Pages. Open it there, choose File > Export To > Excel or CSV, "
    "and choose the file that makes."
)
_MAIL = gettext_lazy("This is a saved e-mail or web page (MHT). Open it and save its table as XLSX or CSV.")
_RECORDING = gettext_lazy("This is a recording or a video, not a table.")
_PROGRAM = gettext_lazy("This is a program or a database, not a table. Save the table as XLSX or CSV.")

_BEGINNINGS: tuple[tuple[bytes, object], ...] = (
    (b"%PDF", _PAGES),
    (b"{\\rtf", _DOCUMENT),
    (b"MIME-Version:", _MAIL),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"BM", _PICTURE),
    (b"II*\0", _PICTURE),
    (b"MM\0*", _PICTURE),
    (b"Rar!", _PACKED),
    (b"7z\xbc\xaf", _PACKED),
    (b"\x1f\x8b", _PACKED),
    (b"MZ", _PROGRAM),
    (b"\x7fELF", _PROGRAM),
    (b"SQLite format 3\0", _PROGRAM),
    (b"\0\1\0\0Standard ", _PROGRAM),
    (b"ID3", _RECORDING),
    (b"OggS", _RECORDING),
)
_SHORT = 4
"""A beginning shorter than this is one of words, too: a file that begins so is no text only if it holds a zero."""
_PARTS: tuple[tuple[str, object], ...] = (
    ("word/", _DOCUMENT),
    ("ppt/", _SLIDES),
    ("Index/Document.iwa", _NUMBERS),
    ("Index.zip", _NUMBERS),
    ("OFD.xml", _PAGES),
)
_KINDS: tuple[tuple[bytes, object], ...] = (
    (b"opendocument.text", _DOCUMENT),
    (b"opendocument.presentation", _SLIDES),
    (b"epub", _DOCUMENT),
)
_OF_SPREADSHEETS = ("xl/", "content.xml", "[Content_Types].xml")


def what_it_is(content: bytes) -> str:
    """The kind of a file that is no table and what to do about it; "" for what may be one."""
    for begin, told in _BEGINNINGS:
        if content.startswith(begin) and (len(begin) >= _SHORT or b"\0" in content[:1024] or begin == b"\xff\xd8\xff"):
            return str(told)
    if content[4:8] == b"ftyp":
        return str(_PICTURE if content[8:12] in (b"heic", b"heix", b"mif1", b"msf1", b"avif") else _RECORDING)
    if content.startswith(b"RIFF"):
        return str(_PICTURE if content[8:12] == b"WEBP" else _RECORDING)
    if content.startswith(OLD):
        return _of_old(content)
    return _of_packed(content) if content.startswith(b"PK") else ""


def _of_old(content: bytes) -> str:
    for name, told in (("WordDocument", _DOCUMENT), ("PowerPoint Document", _SLIDES)):
        if name.encode("utf-16-le") in content:
            return str(told)
    return ""


def _of_packed(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            names = packed.namelist()
            kind = packed.read("mimetype")[:100] if "mimetype" in names else b""
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        return ""
    for mark, told in _KINDS:
        if mark in kind:
            return str(told)
    for part, told in _PARTS:
        if _holds(names, part):
            return str(told)
    return "" if any(_holds(names, part) for part in _OF_SPREADSHEETS) else str(_PACKED)


def _holds(names: Iterable[str], part: str) -> bool:
    return any(name.startswith(part) for name in names)
