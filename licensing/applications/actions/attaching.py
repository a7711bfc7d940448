"""Files brought as proof are added to a draft, and taken out again."""

from __future__ import annotations

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from accounts.people import Person
from licensing import events
from licensing.applications.actions.drafting import open_draft
from licensing.applications.files import refuse_too_many_files
from licensing.applications.models.application import Application
from licensing.applications.models.attachments import Attachment
from materials.catalogue.queries import name_zh
from materials.uploads.actions import checked, keep
from materials.uploads.rules import Checked


def attach(application: Application, material: str, file: UploadedFile, *, by: Person) -> Attachment:
    """Add an upload as proof of a material. Raises RefusedUpload, AlreadySubmitted."""
    found = checked(file)
    with transaction.atomic():
        draft = open_draft(application)
        refuse_too_many_files(draft, file)
        return keep_proof(draft, material, found, by=by)


def keep_proof(application: Application, material: str, found: Checked, *, by: Person) -> Attachment:
    """Keep a file that may come in, and say so in the trail. Caller: in a transaction."""
    upload = keep(found, by=by)
    attachment = Attachment.objects.create(application=application, material=material, upload=upload, added_by=by)
    events.ATTACHED.record(
        subject=application.subject,
        by=by,
        authority=application.authority.division_id,
        file=upload.original_name,
        material=name_zh(material),
    )
    return attachment


def detach(attachment: Attachment, *, by: Person) -> None:
    """Take an upload out of a draft; the file is kept. Raises AlreadySubmitted."""
    with transaction.atomic():
        draft = open_draft(attachment.application)
        attachment.removed_at = timezone.now()
        attachment.save(update_fields=["removed_at"])
        events.DETACHED.record(
            subject=draft.subject, by=by, authority=draft.authority.division_id, file=attachment.upload.original_name
        )
