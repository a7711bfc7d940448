"""What came in and could not be understood: kept whole and sealed until somebody settled it, never lost (F-13.8)."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.authorities import Authority
from accounts.people import Person
from accounts.sealing import SealedTextField
from trail.append_only import AppendOnlyModel


class Unclear(AppendOnlyModel):
    """A message of a known sender that made no ticket, with the reasons; sent again, it is kept once."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=16)
    external = models.CharField(max_length=60, blank=True, help_text="their number, where it could be read")
    digest = models.CharField(max_length=64)
    body = SealedTextField(help_text="as it came")
    reasons: models.JSONField[Any, Any] = models.JSONField(help_text='[{"pointer", "code"}]')
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "digest"], name="kept_once")]
        indexes = [models.Index(fields=["source", "external"])]
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.source}: {self.external}"


class Settled(AppendOnlyModel):
    """Somebody looked at it, and says what became of it."""

    unclear = models.OneToOneField(Unclear, on_delete=models.PROTECT, related_name="settled")
    words = models.CharField(max_length=300)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="settled_with_words")]

    def __str__(self) -> str:
        return str(self.unclear_id)
