"""A ZIP archive made in parts: stretches of files, one after the other, and the directory at the end.

Each stretch is made from its files and the place where it begins; the directory from the notes of all stretches. An
archive that was made with a pause is the same bytes as one that was made at once.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

EARLIEST, LATEST = (1980, 1, 1, 0, 0, 0), (2107, 12, 31, 23, 59, 58)
"""What a ZIP archive can say of a moment."""
_READABLE_BY_ITS_OWNER = 0o600 << 16
_UNIX = 3
_ENTRY = ("filename", "date_time", "CRC", "compress_size", "file_size", "header_offset", "flag_bits")


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A file of an archive; `at` is a moment of local time (year, month, day, hour, minute, second)."""

    name: str
    content: bytes
    at: tuple[int, int, int, int, int, int]


class _Onward(io.BytesIO):
    """A buffer that is a later stretch of a file: it knows where it begins."""

    def __init__(self, begins: int) -> None:
        super().__init__()
        self._begins = begins

    def tell(self) -> int:
        return self._begins + super().tell()

    def seek(self, position: int, whence: int = io.SEEK_SET, /) -> int:
        if whence == io.SEEK_SET:
            position -= self._begins
        return self._begins + super().seek(position, whence)


def stretch(entries: Iterable[Entry], *, begins: int) -> tuple[bytes, list[dict[str, Any]]]:
    """Files as they stand in the archive from byte `begins` on, and the notes `directory` needs of them."""
    buffer = _Onward(begins)
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for entry in entries:
            info = zipfile.ZipInfo(entry.name, date_time=min(max(entry.at, EARLIEST), LATEST))
            info.external_attr, info.create_system = _READABLE_BY_ITS_OWNER, _UNIX
            archive.writestr(info, entry.content)
        written = buffer.getvalue()
        notes = [{name: getattr(info, name) for name in _ENTRY} for info in archive.filelist]
    return written, notes


def directory(notes: Iterable[dict[str, Any]], *, begins: int) -> bytes:
    """The end of the archive, from byte `begins` on."""
    buffer = _Onward(begins)
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        archive.filelist.extend(map(_info, notes))
    return buffer.getvalue()


def _info(note: dict[str, Any]) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo()
    for name in _ENTRY:
        setattr(info, name, note[name])
    info.date_time = tuple(note["date_time"])
    info.external_attr, info.create_system = _READABLE_BY_ITS_OWNER, _UNIX
    return info
