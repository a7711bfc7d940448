"""The demo's calls: one that became a ticket, one that waits for its ticket, one nobody answered."""

from __future__ import annotations

import datetime

from django.utils import timezone

from accounts.authorities import Authority
from accounts.people import Person
from hotline.calls.hearing import Heard, hear
from hotline.calls.models import Call, CallWord
from hotline.telephone.taking import tie
from hotline.tickets.models import Ticket

EXCHANGE = "exchange"
Kind = CallWord.Kind


def seed_calls(authority: Authority) -> int:
    """Calls as an exchange tells of them; 0 when there are some."""
    operator = Person.objects.filter(username="operator").first()
    if operator is None or Call.objects.exists():
        return 0
    _told(authority, "PBX-D-0001", phone="13839110007", minutes=95, seconds=187)
    _told(authority, "PBX-D-0002", phone="13839110008", minutes=25, seconds=64)
    _told(authority, "PBX-D-0003", phone="13839110009", minutes=40)
    ticket = Ticket.objects.filter(authority=authority, channel="phone").order_by("pk").first()
    if ticket is not None:
        tie(Call.objects.get(reference="PBX-D-0001"), ticket, by=operator)
    return Call.objects.count()


def _told(authority: Authority, reference: str, *, phone: str, minutes: int, seconds: int = 0) -> None:
    """All that is told of a call that is over; of no length: nobody answered."""
    began = timezone.now() - datetime.timedelta(minutes=minutes)
    answered = began + datetime.timedelta(seconds=7)
    ended = answered + datetime.timedelta(seconds=seconds or 20)
    words = [(Kind.STARTED, began), (Kind.ENDED, ended)]
    if seconds:
        words += [(Kind.ANSWERED, answered), (Kind.RECORDING, ended)]
    for kind, at in words:
        heard = Heard(
            exchange=EXCHANGE,
            reference=reference,
            kind=kind,
            at=at,
            started_at=began,
            digest=f"{reference}-{kind}",
            number=phone,
            line="12328",
            account="operator" if kind == Kind.ANSWERED else "",
            recording=f"REC-{reference}" if kind == Kind.RECORDING else "",
        )
        hear(heard, authority=authority)
