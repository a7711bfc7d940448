"""Timer: tickets that are over long enough, and calls without one, forget who told them and what (PIPL art. 47).

What stays – number, days, kinds, desks, results, stars, who did what – is what figures and the trail are made of, and
none of it changes (docs/decisions/0089).
"""

from __future__ import annotations

import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts.sealed_files import SealedStorage
from clock.months import months_later
from hotline.calls.models import Call
from hotline.chain.models import Demand
from hotline.channels.models import Unclear
from hotline.keeping import events
from hotline.keeping.columns import MATTERS, OF_A_CALL, OF_A_TICKET, empty
from hotline.keeping.editions import retention_on
from hotline.keeping.models import CallForgotten, MatterForgotten, TicketForgotten
from hotline.tickets.doing.refused import tell
from hotline.tickets.letters.models import TicketLetter
from hotline.tickets.letters.writing import forget_document
from hotline.tickets.models import Ticket, TicketCall, TicketFile
from hotline.tickets.step_models import OwedAnswer
from pages.days import midnight
from pages.one_by_one import one_by_one

Kind = MatterForgotten.Kind
AT_ONCE = 50
NIGHT = range(1, 5)
"""Hours of the day: whoever looks for what is over reads past everything that was forgotten before."""


def tick() -> int:
    """By night the next tickets and calls whose time is over; returns how many. Harmless to repeat."""
    if timezone.localtime().hour not in NIGHT:
        return 0
    today = timezone.localdate()
    tickets = one_by_one(over_long_ago(on=today)[:AT_ONCE], partial(forget, on=today), what="forgetting")
    return tickets + forget_calls(on=today) + forget_matters(on=today)


def over_long_ago(*, on: datetime.date) -> QuerySet[Ticket]:
    """Tickets that are over as long as they are kept, and so are those they are joined with."""
    before = midnight(months_later(on, -12 * retention_on(on).ticket_years))
    kept = Q(process__finished__isnull=True) | Q(process__finished__gte=before)
    joined = Ticket.objects.filter(kept, joined_to__mother=OuterRef("pk"))
    mother = Ticket.objects.filter(kept, joined__ticket=OuterRef("pk"))
    # By the day it was received first: it has an index, and nothing is over before it was received.
    rows = Ticket.objects.filter(received_at__lt=before, process__finished__lt=before, standing__is_over=True)
    rows = rows.filter(forgotten__isnull=True).exclude(Exists(joined)).exclude(Exists(mother))
    return rows.select_related("authority", "process").order_by("received_at", "pk")


def forget(ticket: Ticket, *, on: datetime.date) -> bool:
    """Take away who told a ticket and what; whether it was still there."""
    edition = retention_on(on).edition
    over_on = timezone.localdate(ticket.process.finished)
    with transaction.atomic():
        Ticket.objects.select_for_update(of=("self",)).get(pk=ticket.pk)
        if TicketForgotten.objects.filter(ticket=ticket).exists():
            return False
        TicketForgotten.objects.create(ticket=ticket, edition=edition, over_on=over_on, on=on)
        for letter in TicketLetter.objects.filter(about=ticket.number).select_related("authority"):
            forget_document(letter)
        _give_up_files(ticket)
        for demand in Demand.objects.filter(became__ticket=ticket).select_related("authority"):
            _forget_matter(Kind.DEMAND, demand, edition=edition)
        empty(OF_A_TICKET, ticket)
        OwedAnswer.objects.filter(ticket=ticket).exclude(state=OwedAnswer.State.WAITING).update(words={})
        tell(events.TICKET_FORGOTTEN, ticket, by="timer", over_on=over_on.isoformat())
    return True


def _give_up_files(ticket: Ticket) -> None:
    """From now on no row of this ticket names its files: the sweep of files without a row takes what none names (0078).

    At once nothing is deleted: the same content may be coming in with another ticket in this very moment.
    """
    for name in TicketFile.objects.filter(ticket=ticket).exclude(file="").values_list("file", flat=True):
        SealedStorage().lies_at(name)  # counts as just stored, so that the sweep looks at it


def forget_matters(*, on: datetime.date) -> int:
    """Demands answered in the chain, and messages nobody could read and somebody settled; returns how many."""
    rules = retention_on(on)
    answered = midnight(months_later(on, -12 * rules.ticket_years))
    settled = midnight(months_later(on, -rules.call_months))
    rows: dict[Kind, QuerySet[Any]] = {
        Kind.DEMAND: Demand.objects.filter(answer__at__lt=answered, became__isnull=True),
        Kind.UNCLEAR: Unclear.objects.filter(settled__at__lt=settled),
    }
    count = 0
    for kind, found in rows.items():
        gone = MatterForgotten.objects.filter(kind=kind, key=OuterRef("pk"))
        left = found.exclude(Exists(gone)).select_related("authority").order_by("pk")[:AT_ONCE]
        count += one_by_one(left, partial(_forget_matter, kind, edition=rules.edition), what="forgetting")
    return count


def _forget_matter(kind: Kind, one: Demand | Unclear, *, edition: str) -> bool:
    with transaction.atomic():
        _mark, is_new = MatterForgotten.objects.get_or_create(kind=kind, key=one.pk, defaults={"edition": edition})
        if is_new:
            empty(MATTERS[kind], one)
            name = one.number if isinstance(one, Demand) else one.external or str(one.pk)
            events.MATTER_FORGOTTEN.record(
                subject=f"{kind.value}:{one.pk}", by="timer", authority=one.authority.division_id, number=name
            )
    return bool(is_new)


def forget_calls(*, on: datetime.date) -> int:
    """Calls that are old enough, and whose tickets have forgotten them or never were; returns how many."""
    edition = retention_on(on)
    before = midnight(months_later(on, -edition.call_months))
    whole = TicketCall.objects.filter(call=OuterRef("pk"), ticket__forgotten__isnull=True)
    rows = Call.objects.filter(started_at__lt=before, forgotten__isnull=True).exclude(Exists(whole))
    calls = rows.select_related("authority").order_by("pk")[:AT_ONCE]
    return one_by_one(calls, partial(_forget_call, edition=edition.edition), what="forgetting")


def _forget_call(call: Call, *, edition: str) -> bool:
    with transaction.atomic():
        Call.objects.select_for_update(of=("self",)).get(pk=call.pk)
        if CallForgotten.objects.filter(call=call).exists():
            return False
        CallForgotten.objects.create(call=call, edition=edition)
        empty(OF_A_CALL, call)
        events.CALL_FORGOTTEN.record(
            subject=f"call:{call.pk}", by="timer", authority=call.authority.division_id, reference=call.reference
        )
    return True
