"""How much an application may bring in files, all of them together."""

from __future__ import annotations

from django.core.files.uploadedfile import UploadedFile
from django.db.models import Count, Sum
from django.utils.translation import gettext as _

from licensing.applications.models import Application
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
