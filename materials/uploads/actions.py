"""Taking a file in."""

from __future__ import annotations

import hashlib

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile

from accounts.people import Person
from accounts.sealed_files import SealedStorage
from materials.uploads.models import Upload
from materials.uploads.rules import Checked, RefusedUpload, checked

__all__ = ["RefusedUpload", "accept", "checked", "keep"]


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
