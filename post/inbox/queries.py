"""A person's messages as their page shows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch

from accounts.people import Person
from pages.looks import Look
from post.looks import DELIVERIES
from post.telling.models import Channel, Delivery, Message, MessageQuerySet

State = Delivery.State


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A message in the reader's language."""

    message: Message
    subject: str
    body: str
    about: str
    is_unread: bool


@dataclass(frozen=True, kw_only=True)
class Way:
    """What became of a message on one channel."""

    channel: str
    look: Look
    delivery: Delivery


def messages_of(person: Person, *, matter: str = "", unread: bool = False) -> MessageQuerySet:
    """A person's messages, newest first; of one matter, or those not yet read."""
    rows = Message.objects.of(person).prefetch_related(
        Prefetch("deliveries", Delivery.objects.filter(channel=Channel.INBOX), to_attr="in_inbox")
    )
    if matter:
        rows = rows.about(matter)
    return rows.unread() if unread else rows


def shown(rows: Iterable[Message], *, language: str) -> list[Shown]:
    """Messages as they are read."""
    return [show(row, language=language) for row in rows]


def show(message: Message, *, language: str) -> Shown:
    words = message.words.get(language) or message.words["zh-hans"]
    held: list[Delivery] = getattr(message, "in_inbox", [])
    return Shown(
        message=message,
        subject=words["subject"],
        body=words["body"],
        about=message.about.get(language) or message.about["zh-hans"],
        is_unread=any(delivery.state == State.DELIVERED for delivery in held),
    )


def ways_of(message: Message) -> list[Way]:
    """What became of a message on each channel."""
    return [
        Way(channel=one.get_channel_display(), look=DELIVERIES[one.state], delivery=one)
        for one in message.deliveries.order_by("pk")
    ]
