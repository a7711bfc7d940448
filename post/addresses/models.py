"""A new address for messages, proved by a code that was sent to it."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from accounts.people import Person
from accounts.sealing import BlindIndexField, SealedTextField
from post.telling.models import Channel
from trail.append_only import AppendOnlyModel


class AddressChange(AppendOnlyModel):
    """Somebody wants messages at a new address, or shows that the one they have is theirs: a code was sent there."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=10, choices=Channel.choices)
    to = SealedTextField()
    code = BlindIndexField(help_text="keyed digest of the code")
    asked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["person", "channel", "-id"])]

    def __str__(self) -> str:
        return f"{self.person_id} {self.channel}"


class AddressProof(AppendOnlyModel):
    """The code was typed: the address is the person's."""

    change = models.OneToOneField(AddressChange, on_delete=models.PROTECT, related_name="proof")
    proved_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.change_id}"
