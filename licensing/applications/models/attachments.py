"""The files somebody brought as proof."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from accounts.people import Person
from licensing.applications.models.application import Application
from materials.catalogue.queries import material_name
from materials.uploads.models import Upload


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def standing(self) -> AttachmentQuerySet:
        return self.filter(removed_at__isnull=True)


class Attachment(models.Model):
    """An uploaded file as the proof of one material; taken away by marking, never by deleting."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="attachments")
    material = models.CharField(max_length=60)
    upload = models.ForeignKey(Upload, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.material}: {self.upload}"

    @property
    def material_name(self) -> str:
        return material_name(self.material)
