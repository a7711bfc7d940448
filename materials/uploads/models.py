"""Uploaded files, stored under their digest."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.people import Person
from accounts.sealed_files import SealedStorage
from trail.append_only import AppendOnlyModel


def _place(upload: Upload, _name: str) -> str:
    return f"uploads/{upload.digest[:2]}/{upload.digest}{upload.suffix}"


class Upload(AppendOnlyModel):
    """A file as it was received; who may see it is decided by whoever refers to it."""

    class Kind(models.TextChoices):
        PDF = "application/pdf", "PDF"
        JPEG = "image/jpeg", "JPEG"
        PNG = "image/png", "PNG"

    original_name = models.CharField(_("file name"), max_length=200)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    size = models.PositiveIntegerField(help_text="bytes")
    digest = models.CharField(max_length=64, db_index=True, help_text="SHA-256")
    file = models.FileField(upload_to=_place, storage=SealedStorage(), max_length=120)
    received_at = models.DateTimeField(default=timezone.now)
    received_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.original_name

    @property
    def suffix(self) -> str:
        return {self.Kind.PDF: ".pdf", self.Kind.JPEG: ".jpg", self.Kind.PNG: ".png"}[self.Kind(self.kind)]

    @property
    def is_image(self) -> bool:
        return self.kind != self.Kind.PDF


class UploadGone(AppendOnlyModel):
    """An upload nobody has a use for any more: its row stays, its file goes with what no row knows (0078)."""

    upload = models.OneToOneField(Upload, on_delete=models.PROTECT, related_name="gone")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return str(self.upload)
