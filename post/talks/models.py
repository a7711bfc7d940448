"""What two sides write each other about a matter, and what one side notes for itself. Nothing of it is ever changed."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.people import Person
from accounts.sealing import BlindIndexField, SealedTextField
from trail.append_only import AppendOnlyModel


class Side(models.TextChoices):
    HOLDER = "applicant-side", _("Applicant's side")
    OFFICE = "authority-side", _("Authority")


class Talk(AppendOnlyModel):
    """The conversation about a matter; it begins with the first message, and there is one."""

    subject = models.CharField(max_length=80, unique=True, help_text="as in the trail: <noun>:<id>")
    begun_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.subject


class TalkMessage(AppendOnlyModel):
    """What somebody wrote to the other side. Sealed: people write what the law has kept apart."""

    talk = models.ForeignKey(Talk, on_delete=models.PROTECT, related_name="messages")
    side = models.CharField(max_length=14, choices=Side.choices)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    words = SealedTextField()
    at = models.DateTimeField(default=timezone.now)
    once = BlindIndexField(unique=True, help_text="digest of who, what, and after which message")

    class Meta:
        indexes = [models.Index(fields=["talk", "id"])]

    def __str__(self) -> str:
        return f"{self.talk} {self.pk}"


class TalkTurn(AppendOnlyModel):
    """A conversation was closed or opened again; the newest says which. Without any it is open."""

    talk = models.ForeignKey(Talk, on_delete=models.PROTECT, related_name="turns")
    is_open = models.BooleanField()
    side = models.CharField(max_length=14, choices=Side.choices)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.talk} {'open' if self.is_open else 'closed'}"


class TalkReading(AppendOnlyModel):
    """Somebody had a conversation before them, up to a message."""

    talk = models.ForeignKey(Talk, on_delete=models.PROTECT, related_name="readings")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    side = models.CharField(max_length=14, choices=Side.choices)
    up_to = models.ForeignKey(TalkMessage, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "up_to"], name="read_once_per_person_and_message")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.up_to_id}"


class Note(AppendOnlyModel):
    """What officials note for each other; the other side never sees it."""

    subject = models.CharField(max_length=80, db_index=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    words = SealedTextField()
    at = models.DateTimeField(default=timezone.now)
    once = BlindIndexField(unique=True, help_text="digest of who, what, and after which note")
    mentioned = models.ManyToManyField(Person, related_name="+")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.subject} {self.pk}"
