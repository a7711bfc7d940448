"""Taking a file in."""

from __future__ import annotations

import hashlib

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile

from accounts.people import Person
from materials.uploads.models import Upload
from materials.uploads.rules import RefusedUpload, checked, safe_name

__all__ = ["RefusedUpload", "accept"]


def accept(file: UploadedFile, *, by: Person) -> Upload:
    """Check a file by its content and store it, sealed, under its digest. Raises RefusedUpload."""
    found = checked(file)
    content = found.content
    upload = Upload(
        original_name=safe_name(file.name or ""),
        kind=found.kind,
        size=len(content),
        digest=hashlib.sha256(content).hexdigest(),
        received_by=by,
    )
    place = upload.file.field.generate_filename(upload, "")
    if upload.file.storage.exists(place):
        upload.file.name = place
    else:
        upload.file.save("", ContentFile(content), save=False)
    upload.save()
    return upload
