"""Photos and drawings that are not kept for ever: sealed files of their own, taken away with the row."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable

from django.core.files.base import ContentFile
from django.db import models, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.sealed_files import SealedStorage
from materials.uploads.models import Upload
from materials.uploads.rules import Checked
from supervision.personal import PersonalModel


def _place(file: KeptFile, _name: str) -> str:
    return f"{file.folder}/{uuid.uuid4()}{Upload(kind=file.kind).suffix}"


class KeptFile(PersonalModel):
    """A photo, a picture of a code or the drawing of a signature: kept apart from uploads, which never go."""

    class What(models.TextChoices):
        PHOTO = "photo", _("photo")
        SIGNATURE = "signature", _("signature")
        CODE = "code", _("picture of the code")

    folder = ""
    """Where files of one kind of record lie."""

    what = models.CharField(max_length=9, choices=What.choices)
    kind = models.CharField(max_length=20, choices=Upload.Kind.choices)
    original_name = models.CharField(max_length=200)
    file = models.FileField(upload_to=_place, storage=SealedStorage(), max_length=120)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.original_name

    @property
    def is_image(self) -> bool:
        return self.kind != Upload.Kind.PDF


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
    for name in names:
        SealedStorage().lies_at(name)  # counts as just stored: of a process that dies now the sweep takes it

    def away() -> None:
        for name in names:
            SealedStorage().delete(name)

    transaction.on_commit(away)
