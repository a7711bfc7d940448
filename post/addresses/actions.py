"""Messages go to another address once a code that was sent there has come back; whoever had the old one is told.

Neither the old nor the new address gets into an event, a log or an address of a page.
"""

from __future__ import annotations

import datetime
import hmac
import secrets

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from accounts.people import Person
from accounts.sealing import blind_index
from post.addresses.models import AddressChange, AddressProof
from post.channels.contract import Outgoing, Send
from post.events import ADDRESS_CHANGED
from post.telling.doubts import believe
from post.telling.models import Channel, Delivery
from post.telling.writing import address_on, write

LIVES = datetime.timedelta(minutes=15)
FIELDS = {Channel.EMAIL.value: "email", Channel.SMS.value: "phone"}


class WrongCode(Exception):
    """It is not the code that was sent."""


class CodeOver(Exception):
    """The code is too old, was used, or another was sent since."""


def ask(person: Person, channel: str, address: str) -> AddressChange:
    """Send a code to an address. Never inside a transaction: a server is asked. Raises Refused, Unreachable."""
    code = f"{secrets.randbelow(10**6):06}"
    change = AddressChange(person=person, channel=channel, to=address, code=_digest(person, address, code))
    send: Send = import_string(settings.POST_CHANNELS[channel])
    subject = _("Your code") if channel == Channel.EMAIL else ""
    words = _("%(code)s is your code for receiving messages here. It is valid for 15 minutes. Do not share it.")
    number = f"code-{secrets.token_hex(8)}"
    send(Outgoing(number=number, to=address, subject=subject, words=words % {"code": code}))
    change.save()
    return change


def pending(person: Person, channel: str) -> AddressChange | None:
    """The address that waits for its code."""
    newest = AddressChange.objects.filter(person=person, channel=channel).order_by("-pk").first()
    if newest is None or newest.asked_at < timezone.now() - LIVES or hasattr(newest, "proof"):
        return None
    return newest


def prove(person: Person, channel: str, code: str, *, change: int) -> None:
    """The address is theirs: messages go there from now on. `change` is the one the page showed.

    Raises WrongCode, CodeOver.
    """
    with transaction.atomic():
        held = Person.objects.select_for_update().get(pk=person.pk)
        wanted = pending(held, channel)
        if wanted is None or wanted.pk != change:
            raise CodeOver
        if not hmac.compare_digest(wanted.code, _digest(held, wanted.to, code)):
            raise WrongCode
        AddressProof.objects.create(change=wanted)
        believe(held, channel)
        if address_on(channel, held) != wanted.to:
            _change(held, channel, wanted.to)


def _change(person: Person, channel: str, address: str) -> None:
    """Write the new address; what is told of it goes to the old one."""
    old = address_on(channel, person)
    setattr(person, FIELDS[channel], address)
    person.save(update_fields=[FIELDS[channel]])
    authority = person.authority.division_id if person.authority else ""
    happened = ADDRESS_CHANGED.record(subject=f"person:{person.pk}", by=person, authority=authority, channel=channel)
    write(happened)
    if old:
        Delivery.objects.filter(message__event=happened, channel=channel).update(to=old)


def _digest(person: Person, address: str, code: str) -> str:
    return blind_index(f"address-code:{person.pk}:{address}:{code}")
