"""Tickets read; each query begins where its reader is known. A desk reads its own, a party of a ticket never."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q, QuerySet

from accounts.authorities import Authority
from accounts.people import Person
from accounts.permissions import READ_TICKETS
from accounts.represented.companies import Company
from accounts.roles import visible_authorities
from hotline.desks.models import Desk
from hotline.tickets.end_models import Correction
from hotline.tickets.letters.models import TicketLetter
from hotline.tickets.models import Caller, Ticket, TicketFile
from hotline.tickets.step_models import Transfer
from trail.models import Event

RELATED = ("authority__division", "standing__desk", "division", "company", "platform__desk", "unit", "caller")
INTERNAL = (
    TicketLetter.Kind.REMINDER,
    TicketLetter.Kind.NOTICE,
    TicketLetter.Kind.LISTED,
    TicketLetter.Kind.TRANSFER,
    TicketLetter.Kind.REDO,
)
"""Papers between offices: the caller is not sent them."""


def tickets_for(person: Person) -> QuerySet[Ticket]:
    """The centre reads those of its hotline, a desk those it has, had or helps with."""
    # Named one by one: with an “or” or a subquery the newest are found by sorting every ticket there is.
    reach = Q(authority__in=_authorities(person))
    if desks := list(Desk.objects.held_by(person).values_list("pk", flat=True)):
        given = Transfer.objects.filter(Q(desk__in=desks) | Q(helpers__in=desks)).exclude(answer__signed=False)
        reach |= Q(pk__in=given.values("ticket"))
    return _besides_own(Ticket.objects.filter(reach), person).select_related(*RELATED)


def ticket_for(person: Person, number: str) -> QuerySet[Ticket]:
    """The ticket of a number, where somebody may read it: one of theirs, or joined to one of theirs.

    Whoever answers a ticket answers every caller of it, and so reads what each told; never who it was (F-10.7).
    """
    read = tickets_for(person)
    own, mothers = read.filter(number=number), read.filter(joined__ticket__number=number)
    reach = Q(pk__in=own.values("pk")) | Q(joined_to__mother__in=mothers.values("pk"))
    return _besides_own(Ticket.objects.filter(reach, number=number), person).select_related(*RELATED)


def _besides_own(rows: QuerySet[Ticket], person: Person) -> QuerySet[Ticket]:
    """Without those about a company somebody acts for, told so or found so."""
    own = Company.objects.acted_for_by(person).values("pk")
    rows = rows.exclude(company__isnull=False, company__in=own)
    return rows.exclude(pk__in=Correction.objects.filter(company__in=own).values("ticket"))


def with_related(rows: Sequence[Ticket]) -> list[Ticket]:
    """The tickets with what is told beside each, in the same order; read for these alone, not for all they are of."""
    found = Ticket.objects.select_related(*RELATED).in_bulk([row.pk for row in rows])
    return [found[row.pk] for row in rows]


def _authorities(person: Person) -> list[int]:
    """Those whose tickets somebody reads whoever has them."""
    if not person.has_perm(READ_TICKETS):
        return []
    return list(visible_authorities(person).values_list("pk", flat=True))


def letters_about(ticket: Ticket) -> QuerySet[TicketLetter]:
    """The papers of a ticket, as they were written."""
    return TicketLetter.objects.filter(about=ticket.number).order_by("pk")


def letters_for(person: Person, number: str) -> QuerySet[TicketLetter]:
    """The papers of a ticket a person may read."""
    rows = TicketLetter.objects.filter(about__in=ticket_for(person, number).values("number"))
    return rows.select_related("authority")


def files_for(person: Person, number: str) -> QuerySet[TicketFile]:
    """The files of a ticket a person may read."""
    return TicketFile.objects.filter(ticket__in=ticket_for(person, number))


def history_of(ticket: Ticket) -> QuerySet[Event]:
    """What happened to a ticket, in order."""
    return Event.objects.filter(subject=f"ticket:{ticket.number}").order_by("at", "pk")


def told_by_code(number: str, digest: str) -> Ticket | None:
    """The ticket somebody has number and code of."""
    rows = Caller.objects.filter(ticket__number=number, code_digest=digest)
    found = rows.select_related("ticket__authority", "ticket__standing", "ticket__caller").first()
    return found.ticket if found else None


def letters_to_caller(ticket: Ticket) -> QuerySet[TicketLetter]:
    """What the caller is sent of a ticket, and of the mother it rests with."""
    about = [ticket.number]
    if hasattr(ticket, "joined_to"):
        about.append(ticket.joined_to.mother.number)
    return TicketLetter.objects.filter(about__in=about).exclude(kind__in=INTERNAL).order_by("pk")


def hotline_for_drivers() -> Authority | None:
    """The hotline that hears who comes without an account: the city's where it has desks, else the first that has."""
    rows = Authority.objects.filter(desks__end__isnull=True, desks__isnull=False, is_active=True).distinct()
    return rows.order_by("division__city", "division").first()
