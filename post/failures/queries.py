"""What could not be delivered, for those who look after it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from accounts.people import Person
from accounts.roles import visible_authorities
from accounts.sealing import mask, mask_name
from post.telling.models import Channel, Delivery, Missed

REASONS = Delivery.State.FAILED


@dataclass(frozen=True, kw_only=True)
class Failure:
    """A failed delivery as it may be shown: whose, masked, and why."""

    delivery: Delivery
    subject: str
    name: str
    address: str


def failed_deliveries(watcher: Person) -> QuerySet[Delivery]:
    """Failed deliveries about matters of the authorities a person reaches, newest first."""
    divisions = visible_authorities(watcher).values("division")
    rows = Delivery.objects.filter(state=Delivery.State.FAILED, message__authority__in=divisions)
    return rows.select_related("message", "person").order_by("-pk")


def shown(delivery: Delivery, *, language: str) -> Failure:
    words = delivery.message.words
    return Failure(
        delivery=delivery,
        subject=(words.get(language) or words["zh-hans"])["subject"],
        name=mask_name(delivery.person.name),
        address=masked_address(delivery),
    )


def masked_address(delivery: Delivery) -> str:
    if delivery.channel == Channel.SMS:
        return mask(delivery.person.phone)
    name, at, host = delivery.person.email.partition("@")
    return f"{name[:1]}***{at}{host}"


def missed_count() -> int:
    """How many events wait to be told because of an error of ours."""
    return Missed.objects.count()
