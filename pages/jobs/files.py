"""Where parts lie: sealed, each job's in a folder of its own; a part is a file, and a result is read part by part."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.files.base import ContentFile

from accounts.sealed_files import SealedStorage
from pages.jobs.models import Job, Part

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

FOLDER = "work"


def keep(job: Job, number: int, content: bytes) -> str:
    """Write a part; returns its name. Whoever holds the job writes under a name nobody else writes to."""
    place = f"{FOLDER}/{job.key}/{number}-{job.holder}"
    storage = SealedStorage()
    storage.delete(place)  # an earlier try in the same hands, perhaps cut short
    return storage.save(place, ContentFile(content))


def content_of(part: Part) -> bytes:
    """The bytes of a part."""
    with SealedStorage().open(part.file) as file:
        return bytes(file.read())


def drop(part: Part) -> None:
    """Take away the file of one part."""
    SealedStorage().delete(part.file)


def remove(job: Job) -> None:
    """Take away every file of a job, also what no row names."""
    shutil.rmtree(Path(settings.PRIVATE_DIR) / FOLDER / str(job.key), ignore_errors=True)


class Result(io.RawIOBase):
    """A result as one file to read from, one part in memory at a time."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self._rest: Iterator[Part] = iter(parts)
        self._held = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        while not self._held:
            part = next(self._rest, None)
            if part is None:
                return 0
            self._held = memoryview(content_of(part))
        into = memoryview(buffer).cast("B")
        count = min(len(into), len(self._held))
        into[:count], self._held = self._held[:count], self._held[count:]
        return count
