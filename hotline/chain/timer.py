"""Timer of the chain: what nobody answered goes on, what its ticket answered goes back. It reads only what is due."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone

from desk.refusals import NotNow
from hotline.chain.models import Demand, DemandTicket, Whereabouts
from hotline.chain.moving import answer_by_ticket, move_on
from hotline.tickets.step_models import ReplyReview, Sorted
from pages.one_by_one import one_by_one

MOST = 200


def tick() -> int:
    """Move and answer; returns how many demands went on. Harmless to repeat."""
    return _move() + _answer()


def _move() -> int:
    due = Whereabouts.objects.filter(look_at__lte=timezone.now()).order_by("look_at")
    rows = due.select_related("demand__authority", "demand__branch__division")
    return one_by_one(rows[:MOST], _moved, what="moving on")


def _moved(row: Whereabouts) -> bool:
    try:
        return move_on(row.demand)
    except NotNow:
        return False  # somebody was quicker


def _answer() -> int:
    waiting = Whereabouts.objects.filter(is_answered=False, demand__became__isnull=False).values("demand")
    rows = DemandTicket.objects.filter(demand__in=waiting).select_related("demand__authority")
    found = {one.ticket_id: one.demand for one in rows}
    return sum(_answered(found[ticket], words) for ticket, words in _told(list(found)))


def _answered(demand: Demand, words: str) -> bool:
    try:
        answer_by_ticket(demand, words=words)
    except NotNow:
        return False
    return True


def _told(tickets: list[int]) -> Iterator[tuple[int, str]]:
    """What was answered: a reviewed reply, or what became of it at the first."""
    for review in ReplyReview.objects.filter(reply__ticket__in=tickets, agrees=True).select_related("reply"):
        yield review.reply.ticket_id, review.reply.told
    ended = Sorted.objects.filter(ticket__in=tickets).exclude(outcome=Sorted.Outcome.ACCEPTED)
    for row in ended:
        yield row.ticket_id, row.words or row.body or str(row.get_outcome_display())
