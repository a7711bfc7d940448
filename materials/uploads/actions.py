"""Taking a file in."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Model

from accounts.people import Person
from accounts.sealed_files import SealedStorage
from materials.uploads.models import Upload, UploadGone
from materials.uploads.rules import Checked, RefusedUpload, checked

__all__ = ["RefusedUpload", "accept", "checked", "forget", "keep"]


def accept(file: UploadedFile, *, by: Person) -> Upload:
    """Check a file by its content and store it. Raises RefusedUpload."""
    return keep(checked(file), by=by)


def keep(found: Checked, *, by: Person) -> Upload:
    """Store a checked file, sealed, under its digest. Who holds a lock has it checked before: that takes a while."""
    content = found.content
    upload = Upload(
        original_name=found.name,
        kind=found.kind,
        size=len(content),
        digest=hashlib.sha256(content).hexdigest(),
        received_by=by,
    )
    place = upload.file.field.generate_filename(upload, "")
    if SealedStorage().lies_at(place):
        upload.file.name = place
    else:
        upload.file.save("", ContentFile(content), save=False)
    upload.save()
    return upload


def forget(uploads: Iterable[Upload], *, by_way_of: type[Model]) -> int:
    """Give files up that only rows of one kind ever named, and those have no use for them; returns how many.

    The sweep of files without a row takes them from here: at once nothing is deleted, for the same content may be
    coming in this very moment.
    """
    given_up = 0
    for upload in uploads:
        if _is_named_by_others(upload, by_way_of):
            continue
        _gone, is_new = UploadGone.objects.get_or_create(upload=upload)
        SealedStorage().lies_at(str(upload.file.name))  # counts as just stored, so that the sweep looks at it
        given_up += is_new
    return given_up


def _is_named_by_others(upload: Upload, by_way_of: type[Model]) -> bool:
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: upload}).exists()
        for relation in Upload._meta.related_objects
        if relation.related_model not in (by_way_of, UploadGone)
    )
