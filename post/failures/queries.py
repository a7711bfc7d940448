"""What could not be delivered, for those who look after it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.people import Person
from accounts.roles import visible_authorities
from accounts.sealing import mask_name
from post.addresses.queries import masked
from post.telling.models import Delivery, Missed
from post.telling.writing import address_on

REASONS = {
    "bad-number": gettext_lazy("not a mobile number"),
    "bad-address": gettext_lazy("not an e-mail address"),
    "no-address": gettext_lazy("no address left"),
    "blocked": gettext_lazy("the network refuses this number"),
    "text": gettext_lazy("the gateway refuses these words"),
    "switched-off": gettext_lazy("the telephone was not reached"),
    "timeout": gettext_lazy("the other side did not answer in time"),
    "no-connection": gettext_lazy("the other side could not be reached"),
    "untrustworthy": gettext_lazy("the other side's answer was not signed, or made no sense"),
    "http": gettext_lazy("the gateway refused it, or was out of order"),
    "smtp": gettext_lazy("the mail server refused the mail box"),
    "bounce": gettext_lazy("the mail came back: its server could not deliver it"),
    "no-such-number": gettext_lazy("this number does not exist"),
}
"""The short words of channels and gateways as their reader has them; `http-503` and `smtp-550` by what precedes it."""
_CLASS = re.compile(r"[A-Z]\w+")


@dataclass(frozen=True, kw_only=True)
class Failure:
    """A failed delivery as it may be shown: whose, masked, and why; `word` is the reason as it is kept."""

    delivery: Delivery
    subject: str
    matter: str
    name: str
    address: str
    reason: str

    @property
    def pk(self) -> int:
        return int(self.delivery.pk)

    @property
    def word(self) -> str:
        return self.delivery.reason

    @property
    def channel(self) -> str:
        return self.delivery.get_channel_display()

    @property
    def at(self) -> str:
        return f"{timezone.localtime(self.delivery.message.at):%Y-%m-%d %H:%M}"


def failed_deliveries(watcher: Person) -> QuerySet[Delivery]:
    """Failed deliveries about matters of the authorities a person reaches."""
    divisions = visible_authorities(watcher).values("division")
    rows = Delivery.objects.filter(state=Delivery.State.FAILED, message__authority__in=divisions)
    return rows.select_related("message", "person")


def shown(delivery: Delivery, *, language: str) -> Failure:
    words, about = delivery.message.words, delivery.message.about
    return Failure(
        delivery=delivery,
        subject=(words.get(language) or words["zh-hans"])["subject"],
        matter=about.get(language) or about.get("zh-hans", ""),
        name=mask_name(delivery.person.name),
        address=masked_address(delivery),
        reason=reason_told(delivery.reason),
    )


def reason_told(word: str) -> str:
    """A reason in the reader's language; the word itself stays beside it, for those who look after the gateway."""
    kind, _dash, number = word.partition("-")
    known = REASONS.get(kind if number.replace(".", "").isdecimal() else word)
    if known is not None:
        return str(known)
    if word.startswith("SMTP"):
        return str(REASONS["no-connection"])
    return _("an error of the portal") if _CLASS.fullmatch(word) else _("another reason")


def masked_address(delivery: Delivery) -> str:
    """Where it went, or where it would go now."""
    return masked(delivery.channel, delivery.to or address_on(delivery.channel, delivery.person))


def missed_count() -> int:
    """How many events wait to be told because of an error of ours."""
    return Missed.objects.count()
