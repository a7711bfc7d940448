"""Who may do what with a ticket, and where it may go (domain F-10.7, F-10.9, F-10.12); asked under the lock."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence

from django.db.models import Prefetch, prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.people import Person
from accounts.permissions import (
    CALL_BACK,
    DISPATCH_TICKETS,
    LEAD_HOTLINE,
    LEAD_UNIT,
    READ_TICKETS,
    TAKE_CALLS,
)
from accounts.represented.companies import Company
from accounts.roles import works_at
from accounts.sealing import lasting_index
from hotline.desks.models import Desk, DeskSeat
from hotline.rulebook.reading import CallBackRule
from hotline.tickets.dues import book_of
from hotline.tickets.end_models import CallBack, Correction, Joining
from hotline.tickets.models import Caller, Ticket
from hotline.tickets.step_models import Reply, Transfer, TransferAnswer
from pages.lists.beside import has_none
from pages.once import once_a_page
from pages.statements import Asked, Statement

SIDES = (TAKE_CALLS, DISPATCH_TICKETS, CALL_BACK)
"""Whose work at the centre needs the caller's name."""

# Asked by every act on a ticket, some of them more than once.
_JOINED = Statement(lambda: Joining.objects.select_related("mother__authority").filter(ticket=Asked("ticket")))
_TRANSFERRED = Statement(
    lambda: (
        Transfer.objects.filter(ticket=Asked("ticket"))
        .select_related("desk__authority", "answer__by__authority", "by__authority")
        .order_by("-turn")[:1]
    )
)
_REPLIED = Statement(
    lambda: (
        Reply.objects.filter(ticket=Asked("ticket"))
        .select_related("by", "review__by", "review__letter")
        .order_by("-round", "-turn")[:1]
    )
)


def works_at_centre(person: Person, ticket: Ticket) -> bool:
    """Whether a person works for this hotline and is no party of the ticket."""
    return works_at(person, ticket.authority_id) and person.has_perm(READ_TICKETS) and not is_party(person, ticket)


@once_a_page
def caller_of(ticket: Ticket) -> Caller:
    """Who called, as it stands now; for rules, not for eyes."""
    return Caller.objects.get(ticket=ticket)


@once_a_page
def is_party(person: Person, ticket: Ticket) -> bool:
    """Whether somebody acts for the company complained of."""
    named = [ticket.company_id, *ticket.corrections.values_list("company", flat=True)]
    told = [key for key in named if key is not None]
    return bool(told) and Company.objects.acted_for_by(person).filter(pk__in=told).exists()


_CORRECTED = Prefetch(
    "corrections",
    Correction.objects.select_related("company", "platform", "unit").order_by("nth"),
    to_attr="corrected",
)


@once_a_page
def classified(ticket: Ticket) -> Ticket | Correction:
    """What it is about: theme and object as they were corrected last, else as they were told."""
    told: Sequence[Correction] | None = getattr(ticket, "corrected", None)
    if told is not None:
        return told[-1] if told else ticket
    return ticket.corrections.select_related("company", "platform", "unit").order_by("nth").last() or ticket


def read_corrections(tickets: Sequence[Ticket]) -> None:
    """Read what each of some tickets is about, in one statement: for pages that tell many and change none."""
    prefetch_related_objects(tickets, _CORRECTED)


@once_a_page
def answering(ticket: Ticket) -> Ticket:
    """The ticket whose reply counts: a joined one rests with its mother."""
    joined = next(iter(_JOINED(ticket=ticket.pk)), None)
    return rests_with(ticket, joined, ticket.transfers.all() if joined else ())


def rests_with(ticket: Ticket, joined: Joining | None, transfers: Iterable[Transfer]) -> Ticket:
    """Its mother, or itself: a joined ticket that went on alone has a transfer younger than its joining."""
    is_alone = joined is None or any(one.at > joined.at for one in transfers)
    return ticket if joined is None or is_alone else joined.mother


@once_a_page
def transfer_of(ticket: Ticket) -> Transfer | None:
    """The transfer that counts now."""
    if has_none(ticket, "transfers"):
        return None
    found = next(iter(_TRANSFERRED(ticket=ticket.pk)), None)
    if found is not None:
        found.ticket = ticket
    return found


def desk_of(ticket: Ticket) -> Desk | None:
    """Who has it now: the desk of the newest transfer that was not given back."""
    found = transfer_of(ticket)
    if found is None or not getattr(getattr(found, "answer", None), "signed", True):
        return None
    return found.desk


def gave_it_back(ticket: Ticket) -> set[int]:
    """The desks that said it is not theirs: none of them is suggested again."""
    rows = ticket.transfers.filter(answer__signed=False)
    return set(rows.values_list("desk", flat=True))


@once_a_page
def sits_at(person: Person, desk: Desk | None, *roles: DeskSeat.Role) -> bool:
    """Whether a person has a seat at a desk now, in one of some roles."""
    if desk is None:
        return False
    rows = DeskSeat.objects.filled().filter(desk=desk, person=person)
    return (rows.filter(role__in=roles) if roles else rows).exists()


def may_handle(person: Person, ticket: Ticket) -> bool:
    """Whether a person sits at the desk that has the ticket."""
    return sits_at(person, desk_of(ticket)) and not is_party(person, ticket)


def may_lead(person: Person, ticket: Ticket) -> bool:
    """The head of the unit; for a platform and other bodies the leader of the hotline (F-10.5)."""
    desk = desk_of(ticket)
    is_unit = desk is not None and not desk.is_outside
    if is_unit and person.has_perm(LEAD_UNIT) and sits_at(person, desk, DeskSeat.Role.HEAD):
        return True
    return person.has_perm(LEAD_HOTLINE) and works_at(person, ticket.authority_id)


def may_see_caller(person: Person, ticket: Ticket) -> bool:
    """Whether somebody may be shown the caller at all; each time is written down (F-10.7).

    The accused and platforms only with the caller's consent.
    """
    if works_at(person, ticket.authority_id) and any(person.has_perm(one) for one in SIDES):
        return not is_party(person, ticket)
    desk = desk_of(ticket)
    if desk is None or not sits_at(person, desk):
        return False
    if is_accused(desk, ticket) or desk.is_outside:
        return bool(caller_of(ticket).consent)
    return True


def is_accused(desk: Desk, ticket: Ticket) -> bool:
    """Whether a ticket is, or was told to be, about a desk's own people or its platform."""
    return any(_is_about(told, desk) for told in {ticket, classified(ticket)})


def _is_about(told: Ticket | Correction, desk: Desk) -> bool:
    return desk.pk == told.unit_id or (told.platform is not None and told.platform.desk_id == desk.pk)


def against_transfer(ticket: Ticket, desk: Desk, helpers: Sequence[Desk] = ()) -> Iterator[str]:
    """What stands against giving a ticket to a desk (F-10.12); nothing when it may go there."""
    if not desk.is_open:
        yield _("This desk takes no new tickets.")
    if desk.authority_id != ticket.authority_id or any(one.authority_id != ticket.authority_id for one in helpers):
        yield _("This desk belongs to another hotline.")
    if desk.pk in {one.pk for one in helpers}:
        yield _("The desk that handles it cannot also be a helper.")
    yield from against_desk(ticket, desk, classified(ticket))


def against_desk(ticket: Ticket, desk: Desk, told: Ticket | Correction) -> Iterator[str]:
    """What a ticket is about stands against a desk: it is complained of, or enforcement is (F-10.12)."""
    if desk.pk == told.unit_id:
        yield _("A complaint never goes to the unit complained of, which may only help.")
    needs_oversight = ticket.kind == "complaint" and book_of(ticket).term("themes", told.theme).oversight
    if needs_oversight and desk.kind != Desk.Kind.OVERSIGHT:
        yield _("A complaint about enforcement goes to the supervision of enforcement.")


def was_given_back(ticket: Ticket) -> bool:
    """A ticket is given back once (F-10.5)."""
    return TransferAnswer.objects.filter(transfer__ticket=ticket, signed=False).exists()


@once_a_page
def round_of(ticket: Ticket) -> int:
    """The first handling is round 1; each redo begins the next."""
    return ticket.redos.count() + 1


@once_a_page
def newest_reply(ticket: Ticket) -> Reply | None:
    """The reply written last for a ticket, or for the mother it rests with."""
    return next(iter(_REPLIED(ticket=answering(ticket).pk)), None)


@once_a_page
def promise_of(ticket: Ticket) -> Reply | None:
    """The reply whose promise stands: the newest sent one that promised something until a day (F-10.10).

    A later reply that promises nothing takes nothing back; one that promises again stands instead.
    """
    rows = Reply.objects.filter(ticket__in=[ticket, answering(ticket)], review__agrees=True)
    return rows.exclude(promised_on=None).order_by("-round", "-turn").first()


def is_kept(promise: Reply) -> bool:
    """Whether somebody of the centre saw that it is done."""
    return hasattr(promise, "promise_kept")


@once_a_page
def wrote_a_reply(person: Person, ticket: Ticket) -> bool:
    """Whether somebody wrote any reply to it: then they neither review, call back nor strike off."""
    return Reply.objects.filter(ticket__in=[ticket, answering(ticket)], by=person).exists()


@once_a_page
def belongs_to_handlers(person: Person, ticket: Ticket) -> bool:
    """Whether somebody sits at any desk that has or had the ticket: they do not call back (F-10.9)."""
    desks = Transfer.objects.filter(ticket__in=[ticket, answering(ticket)]).values("desk")
    return DeskSeat.objects.filled().filter(desk__in=desks, person=person).exists()


@once_a_page
def needs_call_back(ticket: Ticket) -> bool:
    """Every driver, every complaint and a sample of the rest; who is anonymous cannot be (F-10.5, F-10.7)."""
    caller = caller_of(ticket)
    return not caller.is_anonymous and (ticket.is_driver or ticket.kind == "complaint" or is_sampled(ticket))


def is_sampled(ticket: Ticket) -> bool:
    """Whether a ticket is one of the fifth that is called back all the same: by a digest nobody can foresee."""
    return int(lasting_index(f"sample:{ticket.number}")[:8], 16) % 100 < book_of(ticket).call_back.sample_percent


def is_unsatisfied(solved: str, stars: int, rule: CallBackRule) -> bool:
    """Not solved, or few stars; three of five are no praise, and no complaint."""
    return solved == CallBack.Solved.NO or stars <= rule.unsatisfied_up_to


def tried_enough(moments: Iterable[datetime.datetime], rule: CallBackRule) -> bool:
    """Whether somebody counts as not reachable: three tries on two days at different hours (F-10.10)."""
    local = [timezone.localtime(at) for at in moments]
    hours = {at.hour for at in local}
    return len(local) >= rule.tries and len({at.date() for at in local}) >= rule.days and len(hours) >= rule.tries


def has_answer(ticket: Ticket) -> bool:
    """Whether a reviewed reply is there to be read."""
    found = newest_reply(ticket)
    review = getattr(found, "review", None)
    return review is not None and bool(review.agrees)
