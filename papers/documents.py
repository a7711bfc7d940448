"""Stored documents: signed once, found by the paper they were made from, served byte for byte."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone

from trail.append_only import AppendOnlyModel


def _place(document: StoredPaper, _name: str) -> str:
    return f"{document.FOLDER}/{document.sha256[:2]}/{document.sha256}.pdf"


class StoredPaper(models.Model):
    """A signed PDF. `paper_digest` names what it says, `sha256` its very bytes."""

    FOLDER: ClassVar[str]

    paper_digest = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=20)
    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveIntegerField(help_text="bytes")
    signer = models.CharField(max_length=12, help_text="division code of the authority whose key signed")
    file = models.FileField(upload_to=_place, max_length=120)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.kind} {self.sha256[:12]}"

    def content(self) -> bytes:
        """The stored bytes."""
        with self.file.open("rb") as file:
            return bytes(file.read())


class Document(StoredPaper, AppendOnlyModel):
    """What is kept for ever: the database refuses to delete it."""

    FOLDER = "documents"


class PassingDocument(StoredPaper):
    """What is kept for a time the law sets, and then taken away (`papers.forgetting`)."""

    FOLDER = "passing"


def is_stored(sha256: str) -> bool:
    """Whether a file of these bytes is among what was signed and is kept."""
    return any(kind.objects.filter(sha256=sha256).exists() for kind in (Document, PassingDocument))
