"""What leaves: a message in its receiver's language with its link, or several that go out together."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from post.channels.contract import Outgoing
from post.sending.links import link_to
from post.telling.models import Channel, Delivery
from post.telling.writing import address_on


def compose(delivery: Delivery, carried: Sequence[Delivery]) -> Outgoing:
    """The thing to send for a delivery and those it carries along."""
    with override(delivery.language):
        subject, words = _many(delivery, [delivery, *carried]) if carried else _one(delivery)
    to = delivery.to or address_on(delivery.channel, delivery.person)
    return Outgoing(number=number_of(delivery), to=to, subject=subject, words=words)


def number_of(delivery: Delivery) -> str:
    """What a gateway knows a sending by: the same at every try, another when somebody has it sent again.

    A gateway takes a number once: what it reported as failed would be taken under the same number and not sent.
    """
    times = delivery.steps.filter(state=Delivery.State.QUEUED).count()
    return f"delivery-{delivery.pk}" if times < 2 else f"delivery-{delivery.pk}-{times}"


def _one(delivery: Delivery) -> tuple[str, str]:
    said = _said(delivery)
    if delivery.channel == Channel.SMS:
        return "", said["sms"].replace("{link}", link_to(delivery))
    return said["subject"], _mail([said["body"]], delivery)


def _many(leader: Delivery, together: Sequence[Delivery]) -> tuple[str, str]:
    told = ngettext("%(n)s new message", "%(n)s new messages", len(together)) % {"n": len(together)}
    if leader.channel == Channel.SMS:
        return "", f"{told} {link_to(leader)}"
    return told, _mail([f"· {_said(one)['body']}" for one in together], leader)


def _said(delivery: Delivery) -> dict[str, str]:
    words: dict[str, dict[str, str]] = delivery.message.words
    return words.get(delivery.language) or words["zh-hans"]


def _mail(paragraphs: Sequence[str], delivery: Delivery) -> str:
    last = _("This message was sent by the freight licence portal. Please do not reply. The link works once.")
    return "\n\n".join([*paragraphs, link_to(delivery), last])
