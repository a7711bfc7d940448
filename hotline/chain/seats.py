"""Who sits where in the chain: offered by whoever is above, taken by one's own consent alone, left at any time.

A seat gives no permission: it lets somebody read, answer and pass on demands of the chain, and decides nothing.
"""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.authorities import Authority, Division
from accounts.people import Person
from accounts.permissions import LEAD_HOTLINE
from desk.refusals import MayNotHandle, NotNow, TooLate
from hotline.chain import events
from hotline.chain.models import Branch, ChainSeat, SeatConsent, SeatEnd, SeatQuerySet
from hotline.chain.nodes import chain_on

MEMBER, SECRETARY, COMMITTEE = "member", "branch", "committee"


def leads(person: Person, authority: Authority) -> bool:
    """Whether somebody leads the hotline: they enter branches, their secretaries and the committee."""
    return person.has_perm(LEAD_HOTLINE) and person.authority_id == authority.pk


def branches_of(authority: Authority | None = None) -> QuerySet[Branch]:
    """The branches of a hotline; of all, for drivers to choose from."""
    rows = Branch.objects.select_related("division")
    return rows.filter(authority=authority) if authority is not None else rows.order_by("name", "pk")


def branches_for(person: Person) -> QuerySet[Branch]:
    """Whose demands somebody may enter: the own branch's, for the committee every one's."""
    taken = ChainSeat.objects.taken().filter(person=person)
    own, whole = taken.values("branch"), taken.filter(branch__isnull=True).values("authority")
    return Branch.objects.filter(Q(pk__in=own) | Q(authority__in=whole))


def taken_by(person: Person) -> SeatQuerySet:
    """Where somebody sits now, as rows to choose from."""
    return ChainSeat.objects.taken().filter(person=person).select_related("branch", "authority")


def to_be_left_by(person: Person, pk: int) -> ChainSeat | None:
    """A seat somebody may leave, or take back."""
    seat = ChainSeat.objects.filter(end__isnull=True, pk=pk).select_related("authority", "branch").first()
    if seat is None or (seat.person_id != person.pk and not may_offer(person, seat.authority, seat.node, seat.branch)):
        return None
    return seat


def sits_at(person: Person, node: str, branch: Branch) -> bool:
    """Whether somebody sits at a node a demand of a branch passes."""
    rows = ChainSeat.objects.taken().filter(person=person, node=node, authority=branch.authority_id)
    return rows.filter(Q(branch=branch) | Q(branch__isnull=True)).exists()


def is_secretary(person: Person, branch: Branch) -> bool:
    return ChainSeat.objects.taken().filter(person=person, node=SECRETARY, branch=branch).exists()


def open_branch(authority: Authority, *, name: str, division: Division, by: Person | None) -> Branch:
    """Enter a branch; the demo, or who leads the hotline. Raises NotNow, MayNotHandle."""
    if by is not None and not leads(by, authority):
        raise MayNotHandle
    if not name.strip():
        raise NotNow(_("Enter a name for the branch."))
    try:
        with transaction.atomic():
            made = Branch.objects.create(authority=authority, name=name.strip()[:80], division=division)
            events.OPENED.record(subject="chain", by=events.CHAIN, authority=str(authority.division_id))
    except IntegrityError as twice:
        raise NotNow(_("There is already a branch of this name.")) from twice
    return made


def may_offer(person: Person, authority: Authority, node: str, branch: Branch | None) -> bool:
    """Members are asked by the secretary of their branch; secretaries and the committee by who leads the hotline."""
    if node == MEMBER:
        return branch is not None and is_secretary(person, branch)
    return node in (SECRETARY, COMMITTEE) and leads(person, authority)


def offer(authority: Authority, *, node: str, branch: Branch | None, person: Person, by: Person | None) -> ChainSeat:
    """Offer a seat: it is nothing until they agree themselves. Raises NotNow, MayNotHandle."""
    if by is not None and not may_offer(by, authority, node, branch):
        raise MayNotHandle
    if chain_on(timezone.localdate()).node(node).of_branch != (branch is not None):
        raise NotNow(_("Choose a branch for a seat of a branch, and none for a seat of the committee."))
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=person.pk)
        rows = ChainSeat.objects.filter(person=person, node=node, branch=branch, authority=authority)
        if rows.filter(end__isnull=True).exclude(consent__agrees=False).exists():
            raise NotNow(_("This seat has already been offered."))
        made = ChainSeat.objects.create(authority=authority, node=node, branch=branch, person=person, offered_by=by)
        _tell(made)
    return made


def consent(seat: ChainSeat, *, agrees: bool, by: Person) -> SeatConsent:
    """Say oneself whether one takes a seat. Raises MayNotHandle, TooLate."""
    if by.pk != seat.person_id:
        raise MayNotHandle(_("Only the person can agree."))
    try:
        with transaction.atomic():
            if SeatEnd.objects.filter(seat=seat).exists():
                raise TooLate(_("This seat is no longer offered."))
            edition = chain_on(timezone.localdate()).edition
            made = SeatConsent.objects.create(seat=seat, agrees=agrees, edition=edition)
            _tell(seat)
    except IntegrityError as twice:
        raise TooLate(_("This has already been done.")) from twice
    return made


def leave(seat: ChainSeat, *, by: Person) -> SeatEnd:
    """Leave a seat, or take it back; no reason is asked. Raises MayNotHandle, TooLate."""
    if by.pk != seat.person_id and not may_offer(by, seat.authority, seat.node, seat.branch):
        raise MayNotHandle
    try:
        with transaction.atomic():
            made = SeatEnd.objects.create(seat=seat)
            _tell(seat)
    except IntegrityError as twice:
        raise TooLate(_("This has already been done.")) from twice
    return made


def seats_offered(authority: Authority) -> QuerySet[ChainSeat]:
    """The seats of secretaries and committee a hotline offered; whose they are is the chain's alone (F-10.17)."""
    rows = ChainSeat.objects.filter(authority=authority, node__in=[SECRETARY, COMMITTEE], end__isnull=True)
    return rows.exclude(consent__agrees=False).select_related("branch", "consent").order_by("node", "pk")


def members_of(branch: Branch) -> QuerySet[ChainSeat]:
    """Members of a branch, for its secretary."""
    rows = ChainSeat.objects.filter(branch=branch, node=MEMBER, end__isnull=True)
    return rows.exclude(consent__agrees=False).select_related("person", "consent", "branch")


def _tell(seat: ChainSeat) -> None:
    """That something happened to a seat, never whose."""
    events.SEATED.record(subject=f"chain-seat:{seat.pk}", by=events.CHAIN, authority=str(seat.authority.division_id))
