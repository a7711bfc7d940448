"""Files that came with a message; who may see one follows from the matter the message is about."""

from __future__ import annotations

from django.db import models

from materials.uploads.models import Upload
from post.talks.models import TalkMessage
from trail.append_only import AppendOnlyModel


class TalkFile(AppendOnlyModel):
    """A file of a message; it is no material of the application."""

    message = models.ForeignKey(TalkMessage, on_delete=models.PROTECT, related_name="files")
    upload = models.ForeignKey(Upload, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["message", "upload"], name="each_file_of_a_message_once")]
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.message_id} {self.upload_id}"
