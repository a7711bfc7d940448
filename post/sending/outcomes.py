"""What others say became of a sending: the delivery goes on, and an address that takes nothing is doubtful."""

from __future__ import annotations

import re

from django.db import transaction

from post.addresses.queries import is_proved_since
from post.sending.composing import number_of
from post.telling.doubts import doubt
from post.telling.models import Delivery
from post.telling.steps import step
from post.telling.writing import address_on

NUMBER = re.compile(r"delivery-([0-9]{1,18})(?:-[0-9]{1,9})?")


def learn(channel: str, number: str, *, is_delivered: bool, reason: str, is_no_address: bool) -> int:
    """Note what a server says of a sending and what it carried; returns how many deliveries changed.

    `is_no_address`: the reason says that nothing is ever taken there.
    """
    known = NUMBER.fullmatch(number)
    rows = Delivery.objects.select_related("person").filter(channel=channel)
    delivery = rows.filter(pk=known[1]).first() if known else None
    if delivery is None or (not is_delivered and number != number_of(delivery)):
        return 0  # not ours any more, or sent again since
    state = Delivery.State.DELIVERED if is_delivered else Delivery.State.FAILED
    with transaction.atomic():
        changed = sum(step(one, state, reason=reason) for one in [delivery, *delivery.carries.all()])
        if changed and is_no_address and _went_to_present_address(delivery):
            doubt(delivery.person, channel, address_on(channel, delivery.person), reason=reason)
    return changed


def _went_to_present_address(delivery: Delivery) -> bool:
    """News of an address its owner had before says nothing of the one they proved since."""
    sent = delivery.steps.filter(state=Delivery.State.SENT).order_by("-pk").first()
    if delivery.to or sent is None:
        return not delivery.to
    return not is_proved_since(delivery.person_id, delivery.channel, sent.at)
