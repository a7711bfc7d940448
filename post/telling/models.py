"""What people are told: messages, their deliveries step by step, and how far the trail was heard."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.people import Person
from accounts.sealing import SealedTextField
from trail.append_only import AppendOnlyModel, AppendOnlyQuerySet
from trail.models import Event


class Channel(models.TextChoices):
    INBOX = "inbox", _("In the portal")
    EMAIL = "email", _("By e-mail")
    SMS = "sms", _("By text message")


class Cursor(models.Model):
    """How far the trail was heard: all of it up to `settled`; up to `mark` what could be seen at `marked_at`."""

    name = models.CharField(max_length=30, unique=True)
    settled = models.BigIntegerField(default=0)
    mark = models.BigIntegerField(default=0)
    marked_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.name} {self.settled}"


class Missed(models.Model):
    """An event whose telling failed by an error of ours: kept, shown, and tried again."""

    event = models.OneToOneField(Event, on_delete=models.PROTECT, related_name="+")
    error = models.CharField(max_length=80, help_text="class of the exception")
    tries = models.PositiveSmallIntegerField(default=1)
    next_try_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name_plural = "missed"

    def __str__(self) -> str:
        return f"{self.event} {self.error}"


class MessageQuerySet(AppendOnlyQuerySet):
    def of(self, person: Person) -> MessageQuerySet:
        """What a person was told, newest first."""
        return self.filter(person=person).order_by("-pk")

    def unread(self) -> MessageQuerySet:
        return self.filter(deliveries__channel=Channel.INBOX, deliveries__state=Delivery.State.DELIVERED)

    def about(self, matter: str) -> MessageQuerySet:
        return self.filter(matter=matter)


class Message(AppendOnlyModel):
    """One person told of one event, in the words of one version of a text; kept as it was said, in every language."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="messages")
    text = models.CharField(max_length=60)
    version = models.PositiveSmallIntegerField()
    words: models.JSONField[Any, Any] = models.JSONField(help_text="language → subject, body, sms")
    matter = models.CharField(max_length=80, help_text="subject of the event")
    about: models.JSONField[Any, Any] = models.JSONField(help_text="language → name of the matter")
    address = models.CharField(max_length=200, help_text="where it leads, within the portal")
    topic = models.CharField(max_length=30)
    authority = models.CharField(max_length=12, blank=True, help_text="division code of the authority it concerns")
    is_obligatory = models.BooleanField(default=False)
    at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[Any] = MessageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "person", "text"], name="told_once_per_event_person_and_text")
        ]
        indexes = [models.Index(fields=["person", "-id"]), models.Index(fields=["person", "matter", "-id"])]

    def __str__(self) -> str:
        return f"{self.text} {self.matter}"


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def unread_by(self, person_id: int) -> DeliveryQuerySet:
        """What waits in a person's inbox."""
        return self.filter(person=person_id, channel=Channel.INBOX, state=Delivery.State.DELIVERED)


class Delivery(models.Model):
    """A message on one channel: the row of the queue. What became of it, and when, are its steps."""

    class State(models.TextChoices):
        QUEUED = "queued", _("Waiting to be sent")
        SENT = "sent", _("Sent")
        DELIVERED = "delivered", _("Delivered")
        OPENED = "opened", _("Opened")
        FAILED = "failed", _("Failed")
        GIVEN_UP = "given-up", _("Given up")

    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="deliveries")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=10, choices=Channel.choices)
    language = models.CharField(max_length=10, choices=settings.LANGUAGES)
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    reason = models.CharField(max_length=60, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(help_text="not before; while it is being sent, when it is tried again")
    is_digest = models.BooleanField(default=False)
    to = SealedTextField(blank=True, default="", help_text="where it goes, when not to the person's present address")
    carried_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="carries", help_text="goes out together with this one"
    )

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "deliveries"
        constraints = [models.UniqueConstraint(fields=["message", "channel"], name="one_delivery_per_channel")]
        indexes = [
            models.Index(
                fields=["due_at"], name="deliveries_due", condition=Q(state="queued", carried_by__isnull=True)
            ),
            models.Index(fields=["person"], name="deliveries_unread", condition=Q(channel="inbox", state="delivered")),
            models.Index(fields=["due_at"], name="deliveries_reported", condition=Q(channel="sms", state="sent")),
            models.Index(fields=["-id"], name="deliveries_failed", condition=Q(state="failed")),
        ]

    def __str__(self) -> str:
        return f"{self.message} {self.channel} {self.state}"


class DeliveryStep(AppendOnlyModel):
    """What became of a delivery, and when: queued, sent, delivered, opened, failed with its reason, given up."""

    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="steps")
    state = models.CharField(max_length=10, choices=Delivery.State.choices)
    reason = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.delivery_id} {self.state}"
