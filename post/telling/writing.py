"""From an event to messages and their deliveries, in the transaction of the caller."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import timezone

from accounts.choices.choice import CHANNELS, LANGUAGE, choices_of
from accounts.people import Person
from post.contract import PostSet, Rule, Told, rules_by_event
from post.telling.doubts import Doubts, doubted, is_doubtful
from post.telling.models import Channel, Delivery, DeliveryStep, Message
from post.telling.timing import moment
from post.wording.texts import fill_in, text_in_force
from trail.models import Event

MOBILE = re.compile(r"1[3-9][0-9]{9}")


@dataclass(frozen=True, kw_only=True)
class _Receiver:
    """A person with what they chose."""

    person: Person
    language: str
    channels: Mapping[str, list[str]] | None
    doubts: Doubts

    def wants(self, rule: Rule, channel: str) -> bool:
        """Whether a message of a rule reaches the person on a channel."""
        if channel == Channel.INBOX:
            return True
        if channel not in settings.POST_CHANNELS or not address_on(channel, self.person):
            return False
        if rule.obligatory:
            return True
        if is_doubtful(self.doubts, self.person, channel, address_on(channel, self.person)):
            return False
        return self.channels is None or channel in self.channels.get(rule.topic, [])


def address_on(channel: str, person: Person) -> str:
    """Where a channel reaches a person; "" when it does not."""
    if channel == Channel.SMS:
        return person.phone if MOBILE.fullmatch(person.phone) else ""
    return person.email if channel == Channel.EMAIL else ""


def write(happened: Event) -> int:
    """Write what people are told of an event; returns how many messages. To be called once for an event."""
    written = 0
    for post_set, rules in _fitting(happened).items():
        told = post_set.read(happened, {rule.to for rule in rules})
        if told is not None:
            written += sum(_write(happened, rule, told) for rule in rules)
    return written


def _fitting(happened: Event) -> dict[PostSet, list[Rule]]:
    found: dict[PostSet, list[Rule]] = {}
    for post_set, rule in rules_by_event().get(happened.kind, ()):
        if rule.fits(happened):
            found.setdefault(post_set, []).append(rule)
    return found


def _write(happened: Event, rule: Rule, told: Told) -> int:
    receivers = _receivers(rule, told, happened)
    now = timezone.now()
    text = text_in_force(rule.text, on=timezone.localdate(now))
    words = fill_in(text, told.values)
    messages = Message.objects.bulk_create(
        Message(
            event=happened,
            person=receiver.person,
            text=rule.text,
            version=text.version,
            words=words,
            matter=happened.subject,
            about=dict(told.about),
            address=told.addresses[rule.page],
            topic=rule.topic,
            authority=happened.authority,
            is_obligatory=rule.obligatory,
            at=now,
        )
        for receiver in receivers
    )
    deliveries = Delivery.objects.bulk_create(
        _delivery(message, receiver, rule, channel, now)
        for message, receiver in zip(messages, receivers, strict=True)
        for channel in rule.channels
        if receiver.wants(rule, channel)
    )
    DeliveryStep.objects.bulk_create(DeliveryStep(delivery=one, state=one.state, at=now) for one in deliveries)
    return len(messages)


def _delivery(message: Message, receiver: _Receiver, rule: Rule, channel: str, now: datetime.datetime) -> Delivery:
    is_inbox = channel == Channel.INBOX
    return Delivery(
        message=message,
        person=receiver.person,
        channel=channel,
        language=receiver.language,
        state=Delivery.State.DELIVERED if is_inbox else Delivery.State.QUEUED,
        due_at=now if is_inbox else moment(rule.timing, now=now, is_digest=rule.digest),
        is_digest=rule.digest and not is_inbox,
    )


def _receivers(rule: Rule, told: Told, happened: Event) -> list[_Receiver]:
    """Whom a rule reaches, each once; who acted knows already."""
    wanted = set(told.people.get(rule.to, ()))
    if not rule.also_who_acted:
        wanted.discard(int(happened.by.removeprefix("person:")) if happened.by.startswith("person:") else 0)
    if rule.once and wanted:
        wanted -= _told_already(rule, happened, wanted)
    people = list(Person.objects.filter(pk__in=wanted, is_active=True).order_by("pk"))
    keys = [person.pk for person in people]
    languages, channels, doubts = choices_of(keys, LANGUAGE), choices_of(keys, CHANNELS), doubted(keys)
    return [_receiver(person, languages, channels, doubts) for person in people]


def _receiver(person: Person, languages: Mapping[int, Any], channels: Mapping[int, Any], doubts: Doubts) -> _Receiver:
    return _Receiver(
        person=person,
        language=languages.get(person.pk, person.language),
        channels=channels.get(person.pk),
        doubts=doubts,
    )


def _told_already(rule: Rule, happened: Event, wanted: Iterable[int]) -> set[int]:
    before = Message.objects.filter(person__in=wanted, matter=happened.subject, text=rule.text)
    return set(before.values_list("person", flat=True))
