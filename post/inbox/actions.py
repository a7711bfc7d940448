"""Reading messages, and choosing how they come."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from django.db import transaction
from django.db.models import QuerySet

from accounts.choices.choice import CHANNELS, LANGUAGE, choose
from accounts.people import Person
from post.events import CHOSEN
from post.telling.models import Channel, Delivery, Message
from post.telling.steps import step


def mark_read(message: Message) -> None:
    """The person has seen it; the second time changes nothing."""
    _open(message.deliveries.filter(channel=Channel.INBOX, state=Delivery.State.DELIVERED))


def mark_all_read(person: Person) -> int:
    """Everything in a person's inbox counts as seen; returns how many were not."""
    return _open(Delivery.objects.unread_by(person.pk))


def mark_told(person: Person, *, matter: str, texts: Collection[str]) -> int:
    """What a person was told of a matter in some texts counts as seen: they have the thing itself before them."""
    return _open(Delivery.objects.unread_by(person.pk).filter(message__matter=matter, message__text__in=texts))


def _open(deliveries: QuerySet[Delivery]) -> int:
    with transaction.atomic():
        return sum(step(delivery, Delivery.State.OPENED) for delivery in deliveries.select_for_update())


def choose_channels(
    person: Person,
    channels: Mapping[str, Sequence[str]],
    *,
    language: str,
    refuse: Callable[[], None] = lambda: None,
) -> None:
    """By which ways messages of each topic come, and in which language; `refuse`, under the lock, may raise Stale."""
    with transaction.atomic():
        Person.objects.select_for_update(no_key=True).get(pk=person.pk)
        refuse()
        choose(person, CHANNELS, {topic: list(ways) for topic, ways in channels.items()})
        choose(person, LANGUAGE, language)
        CHOSEN.record(subject=f"person:{person.pk}", by=person)
