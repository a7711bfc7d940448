"""The texts of messages: versions of the authority's own beside what ships, and who released them."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone

from accounts.people import Person
from trail.append_only import AppendOnlyModel


class PostText(AppendOnlyModel):
    """A version of a text, in the languages it is written in; traditional characters are made of simplified ones."""

    name = models.CharField(max_length=60, help_text="the name of the text, as it ships")
    version = models.PositiveSmallIntegerField()
    words: models.JSONField[Any, Any] = models.JSONField(help_text="language → subject, body, sms")
    in_force_from = models.DateField()
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "version"], name="one_message_text_per_version")]

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


class PostTextApproval(AppendOnlyModel):
    """A second person released the text."""

    text = models.OneToOneField(PostText, on_delete=models.PROTECT, related_name="approval")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.text} {self.at:%Y-%m-%d}"
