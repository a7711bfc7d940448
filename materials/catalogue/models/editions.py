"""The editions of the catalogue: written, released by a second person, in force from a day."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone

from accounts.people import Person
from trail.append_only import AppendOnlyModel


class CatalogueVersion(models.Model):
    """One edition of the catalogue; a case stays with the edition it began under."""

    version = models.CharField(max_length=20, unique=True)
    in_force_from = models.DateField()
    digest = models.CharField(max_length=64, help_text="SHA-256 of the data files")
    loaded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-in_force_from", "-id"]

    def __str__(self) -> str:
        return self.version

    @property
    def content(self) -> dict[str, Any]:
        """The data files it was loaded from."""
        return dict(self.files.content)


class EditionFiles(models.Model):
    """The data files of an edition: apart, being a third of a megabyte which hardly any reader of the edition needs."""

    version = models.OneToOneField(CatalogueVersion, on_delete=models.PROTECT, related_name="files")
    content: models.JSONField[Any, Any] = models.JSONField()

    def __str__(self) -> str:
        return str(self.version)


class CatalogueDraft(models.Model):
    """The next edition while it is written: may change until it is sent to review; put away, never deleted."""

    based_on = models.ForeignKey(CatalogueVersion, on_delete=models.PROTECT, related_name="drafts")
    version = models.CharField(max_length=20, unique=True, help_text="its name once it is in force")
    content: models.JSONField[Any, Any] = models.JSONField(default=dict)
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    discarded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.version


class CatalogueRelease(AppendOnlyModel):
    """A second person put an edition in force from a day."""

    draft = models.OneToOneField(CatalogueDraft, on_delete=models.PROTECT, related_name="release")
    edition = models.OneToOneField(CatalogueVersion, on_delete=models.PROTECT, related_name="release")
    released_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return str(self.draft)
