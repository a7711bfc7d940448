"""Photos and drawings of encounters: sealed files of their own, taken away with the row."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import QuerySet

from accounts.sealed_files import SealedStorage
from materials.uploads.rules import Checked
from supervision.encounters.captures.models import KeptFile


def keep(files: Iterable[tuple[str, Checked]], new: Callable[[], KeptFile]) -> None:
    """Store checked files in the caller's transaction; each row is begun by `new`."""
    for what, found in files:
        row = new()
        row.what, row.kind, row.original_name = what, found.kind, found.name
        row.file.save(found.name, ContentFile(found.content), save=False)
        row.save()


def forget_files(rows: QuerySet[KeptFile]) -> None:
    """Take files away with their rows; nothing goes unless the caller's transaction holds."""
    names = list(rows.values_list("file", flat=True))
    rows.delete()

    def away() -> None:
        for name in names:
            SealedStorage().delete(name)

    transaction.on_commit(away)
