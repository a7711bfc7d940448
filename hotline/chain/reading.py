"""Demands read: by whoever sits at a node they passed, by the driver with number and code, by nobody else (F-10.17)."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.authorities import Authority
from accounts.people import Person
from hotline.chain.models import ChainSeat, Demand, Hop
from hotline.chain.moving import code_digest

FEWEST = 5
"""Persons: what is counted of fewer is not told."""
RELATED = ("authority", "branch__division", "whereabouts", "answer", "became__ticket")


def demands_for(person: Person) -> QuerySet[Demand]:
    """Those that came to a node somebody sits at: a member's of the own branch, the committee's of all."""
    seats = ChainSeat.objects.taken().filter(person=person, node=OuterRef("node"))
    mine = seats.filter(authority=OuterRef("demand__authority")).filter(
        Q(branch=OuterRef("demand__branch")) | Q(branch__isnull=True)
    )
    passed = Hop.objects.filter(Exists(mine))
    return Demand.objects.filter(pk__in=passed.values("demand")).select_related(*RELATED)


def waiting_for(person: Person) -> QuerySet[Demand]:
    """Those whose turn is somebody's now, each with the hop that tells its last day; see `waits_for`."""
    here = ChainSeat.objects.taken().filter(
        person=person, node=OuterRef("whereabouts__node"), authority=OuterRef("authority")
    )
    mine = here.filter(Q(branch=OuterRef("branch")) | Q(branch__isnull=True))
    return demands_for(person).filter(Exists(mine), whereabouts__is_answered=False).prefetch_related("hops")


def waits_for(demand: Demand, person: Person) -> bool:
    """Whether it is somebody's turn."""
    here = demand.whereabouts
    seats = ChainSeat.objects.taken().filter(person=person, node=here.node, authority=demand.authority_id)
    return not here.is_answered and seats.filter(Q(branch=demand.branch_id) | Q(branch__isnull=True)).exists()


def by_code(number: str, code: str) -> Demand | None:
    """The demand somebody has number and code of."""
    rows = Demand.objects.filter(number=number.strip().upper(), code_digest=code_digest(code))
    return rows.select_related(*RELATED).first()


@dataclass(frozen=True, kw_only=True)
class Counted:
    """What may be told of the chain outside it; of each number nothing where too few stand behind it."""

    demands: int | None = None
    by_themselves: int | None = None
    became_tickets: int | None = None
    answered: int | None = None


def counted(authority: Authority) -> Counted:
    """Numbers alone, each where five persons or more stand behind it."""
    rows = Demand.objects.filter(authority=authority)
    return Counted(
        demands=_of_enough(rows),
        by_themselves=_of_enough(rows.filter(Exists(Hop.objects.filter(demand=OuterRef("pk"), how=Hop.How.BY_TIME)))),
        became_tickets=_of_enough(rows.filter(became__isnull=False)),
        answered=_of_enough(rows.filter(answer__isnull=False)),
    )


def _of_enough(rows: QuerySet[Demand]) -> int | None:
    """How many there are, where enough persons told them: who gave no number counts as nobody."""
    persons = rows.exclude(phone_digest="").order_by().values("phone_digest").distinct().count()
    return rows.count() if persons >= FEWEST else None
