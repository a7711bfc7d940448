"""Where messages go, as it may be shown to whoever has the address."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise

from accounts.people import Person
from accounts.sealing import mask
from post.addresses.models import AddressProof
from post.addresses.post_set import WAYS
from post.telling.doubts import doubted, is_doubtful
from post.telling.models import Channel
from post.telling.writing import address_on


@dataclass(frozen=True, kw_only=True)
class Where:
    """The address of a channel, masked."""

    channel: str
    title: str | Promise
    address: str
    is_doubtful: bool


def masked(channel: str, address: str) -> str:
    """First letter and host of a mail box, ends of a number; "" for none."""
    if channel == Channel.SMS:
        return mask(address)
    name, at, host = address.partition("@")
    return f"{name[:1]}***{at}{host}" if at else ""


def addresses_of(person: Person) -> list[Where]:
    """Where each way outside the portal leads."""
    doubts = doubted([person.pk])
    return [_where(person, channel, doubts) for channel in WAYS if channel in settings.POST_CHANNELS]


def _where(person: Person, channel: str, doubts: dict[tuple[int, str], str]) -> Where:
    address = address_on(channel, person)
    return Where(
        channel=channel,
        title=WAYS[channel],
        address=masked(channel, address),
        is_doubtful=is_doubtful(doubts, person, channel, address),
    )


def is_proved_since(person: int, channel: str, moment: datetime.datetime) -> bool:
    """Whether somebody proved their address after a moment: what went out before may have gone to another."""
    return AddressProof.objects.filter(change__person=person, change__channel=channel, proved_at__gt=moment).exists()
