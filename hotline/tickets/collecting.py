"""What companies said they need at a visit is collected as tickets, and answered when the ticket is.

Supervision never knows the hotline: open needs are read here, each once, by its number as the external one.
"""

from __future__ import annotations

from accounts.authorities import Authority
from hotline.desks.models import Desk
from hotline.tickets.doing.recording import Told, record
from hotline.tickets.models import Ticket
from hotline.tickets.step_models import ReplyReview, Sorted
from supervision.visits.actions import answer_by_ticket
from supervision.visits.models import Need

CHANNEL = "visit"
MOST = 1000
THEMES = {
    "licence": "licence",
    "vehicle": "licence",
    "driver": "licence",
    "insurance": "insurance",
    "road": "passage",
    "pay": "freight-unpaid",
}
"""Kind of need → theme; every other one is “other”."""


def hotline_of(authority: Authority) -> Authority:
    """The hotline that hears for an authority: its own where it has desks, else its city's."""
    if Desk.objects.open().filter(authority=authority).exists():
        return authority
    city = authority.division.city_id
    return Authority.objects.filter(division=city).first() or authority if city else authority


def tick() -> int:
    """Timer: needs nobody took up become tickets, answered tickets answer their needs. Harmless to repeat."""
    return _collect() + _answer()


def _collect() -> int:
    """Needs without a ticket, by the numbers tickets remember."""
    waiting = {_external(need): need for need in _open_needs()}
    known = set(Ticket.objects.filter(channel=CHANNEL, external__in=waiting).values_list("external", flat=True))
    fresh = [need for external, need in waiting.items() if external not in known]
    for need in fresh:
        _take_up(need)
    return len(fresh)


def _open_needs() -> list[Need]:
    rows = Need.objects.open().select_related("visit__company", "visit__grid__authority__division", "visit__member")
    return list(rows.order_by("pk")[:MOST])


def _external(need: Need) -> str:
    return f"need:{need.pk}"


def _take_up(need: Need) -> Ticket:
    visit = need.visit
    told = Told(
        channel=CHANNEL,
        kind="suggestion",
        theme=THEMES.get(need.kind, "other"),
        facts=need.words or need.kind,
        is_driver=False,
        external=_external(need),
        division=visit.grid.division,
        object_name=visit.company.public_name,
        name=visit.company.public_name,
    )
    return record(told, authority=hotline_of(visit.grid.authority), by=None)


def _answer() -> int:
    """Needs whose ticket was answered, by whoever answered for it there."""
    open_needs = {_external(need): need for need in _open_needs()}
    tickets = Ticket.objects.filter(channel=CHANNEL, external__in=open_needs)
    replied = ReplyReview.objects.filter(reply__ticket__in=tickets, agrees=True).select_related("reply__ticket")
    at_once = Sorted.objects.filter(ticket__in=tickets).exclude(outcome=Sorted.Outcome.ACCEPTED)
    told = [(row.reply.ticket, row.reply.told, row.by) for row in replied]
    for row in at_once.select_related("ticket", "by"):
        told.append((row.ticket, row.words or row.body or row.get_outcome_display(), row.by))
    for ticket, words, by in told:
        answer_by_ticket(open_needs[ticket.external], words, reference=ticket.number, by=by)
    return len(told)
