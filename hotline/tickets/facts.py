"""What of a ticket counts for a credit code: a substantiated complaint about a company. One door to credit (F-9.11)."""

from __future__ import annotations

from decimal import Decimal

from django.utils import timezone

from accounts.people import Person
from hotline.tickets.duplicates import is_repeat
from hotline.tickets.models import Ticket
from hotline.tickets.rules import classified
from hotline.tickets.step_models import Reply
from supervision.credit.facts.actions import NewFact, end_fact, enter_facts
from supervision.credit.facts.models import CreditFact, FactEnd, Source

COMPLAINTS = "complaints"
COUNTS = (Reply.Result.VERIFIED, Reply.Result.PARTLY)


def substantiated(ticket: Ticket, reply: Reply) -> None:
    """A reviewed reply says a complaint is true: known once, a repeated one counts twice.

    A redone ticket whose new reply says otherwise takes the fact back.
    """
    company = classified(ticket).company_id
    if company is None or ticket.kind != "complaint":
        return
    if reply.result not in COUNTS:
        _take_back(ticket, by=None)
        return
    enter_facts(
        [
            NewFact(
                company=company,
                indicator=COMPLAINTS,
                happened_on=ticket.happened_on or timezone.localdate(ticket.received_at),
                source=Source.HOTLINE,
                source_ref=ticket.number,
                magnitude=Decimal(2 if is_repeat(ticket) else 1),
                words=f"12328工单{ticket.number}",
            )
        ],
        by=None,
    )


def _take_back(ticket: Ticket, *, by: Person | None) -> None:
    rows = CreditFact.objects.filter(source=Source.HOTLINE, source_ref=ticket.number).select_related("company")
    for fact in rows:
        end_fact(fact, FactEnd.Kind.REMOVED, words="重办后结论改变", by=by)
