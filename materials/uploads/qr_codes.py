"""What the QR codes in somebody's picture say; the picture is looked at and not kept."""

from __future__ import annotations

import json
from threading import BoundedSemaphore

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from materials.confined import TooLong, run_confined
from materials.uploads import qr_reader
from materials.uploads.models import Upload
from materials.uploads.rules import Checked, RefusedUpload, checked

AT_ONCE = 2
WAITS_SECONDS = 5
_readers = BoundedSemaphore(AT_ONCE)
"""Anybody may hand in a picture: a process of the web server reads so many at once, whatever is waiting."""


class ReadersBusy(RefusedUpload):
    """It passes: others are being read."""


def codes_of(file: UploadedFile) -> list[str]:
    """The texts of the QR codes in a picture, none when there is none to be read. Raises RefusedUpload."""
    return codes_in(checked(file))


def codes_in(picture: Checked) -> list[str]:
    """The same of a picture that was checked. Raises RefusedUpload, ReadersBusy."""
    if picture.kind == Upload.Kind.PDF:
        raise RefusedUpload(_("This is a PDF. Use “By PDF file” instead."))
    if not _readers.acquire(timeout=WAITS_SECONDS):
        raise ReadersBusy(_("Many pictures are being read right now: try again in a moment."))
    try:
        code, told = run_confined(qr_reader, picture.content)
    except TooLong as endless:
        raise RefusedUpload(_("The picture cannot be opened: it is damaged.")) from endless
    finally:
        _readers.release()
    if code != 0:
        raise RefusedUpload(_("The picture cannot be opened: it is damaged."))
    codes: list[str] = json.loads(told)
    return codes
