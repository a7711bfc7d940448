"""How much an application may bring in files, all of them together; and that they go when it is put away."""

from __future__ import annotations

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Count, Sum
from django.utils.translation import gettext as _

from licensing.applications.models.application import Application
from licensing.applications.models.attachments import Attachment
from materials.uploads.actions import forget
from materials.uploads.models import Upload
from materials.uploads.rules import RefusedUpload

MOST_FILES_IN_ALL = 400
MOST_BYTES_IN_ALL = 200 * 1024 * 1024


def refuse_too_many_files(application: Application, file: UploadedFile) -> None:
    """Refuse a file that would be one too many; what was taken out again does not count. Raises RefusedUpload."""
    held = application.attachments.standing().aggregate(count=Count("pk"), size=Sum("upload__size"))
    if held["count"] >= MOST_FILES_IN_ALL:
        told = _("An application can hold at most %(most)s files. Remove one first.")
        raise RefusedUpload(told % {"most": MOST_FILES_IN_ALL})
    if (held["size"] or 0) + (file.size or 0) > MOST_BYTES_IN_ALL:
        told = _("All files of an application together can be at most %(most)s MB; there are already %(held)s MB.")
        megabyte = 1024 * 1024
        raise RefusedUpload(told % {"most": MOST_BYTES_IN_ALL // megabyte, "held": (held["size"] or 0) // megabyte})


MOST_AT_ONCE = 500


def forget_of_discarded() -> int:
    """Give up the files of what was discarded or put away without being handed in; returns how many.

    What nobody handed in serves no purpose any more (Personal Information Protection Law arts. 19, 47).
    """
    put_away = Application.objects.filter(discarded_at__isnull=False, submission__isnull=True)
    named = Attachment.objects.filter(application__in=put_away, upload__gone__isnull=True)
    elsewhere = Attachment.objects.exclude(application__in=put_away)
    alone = Upload.objects.filter(pk__in=named.values("upload")).exclude(pk__in=elsewhere.values("upload"))
    with transaction.atomic():
        return forget(alone.order_by("pk")[:MOST_AT_ONCE], by_way_of=Attachment)
