"""What the chain asks of whoever sits in it: a demand whose turn it is, a seat that waits for one's own word."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hotline.chain.models import ChainSeat
from hotline.chain.reading import waiting_for
from pages.errands import Errand, Kind, Whom


def _demands(_seats: QuerySet[ChainSeat], whom: Whom) -> Iterator[Errand]:
    for demand in waiting_for(whom.person):
        here = next(hop for hop in demand.hops.all() if hop.node == demand.whereabouts.node)
        yield Errand(
            title=_("Answer a driver's demand, or pass it on"),
            about=demand.number,
            due=here.due_on,
            address=reverse("chain:demand", args=[demand.number]),
            happens=_("After that day it moves on by itself."),
        )


def _offered(seats: QuerySet[ChainSeat], _whom: Whom) -> Iterator[Errand]:
    if seats.exists():
        yield Errand(title=_("Say whether you take a seat in the demand chain"), address=reverse("chain:mine"))


KINDS = (
    Kind(rows=lambda whom: ChainSeat.objects.taken().filter(person=whom.person), tell=_demands),
    Kind(rows=lambda whom: ChainSeat.objects.offered_to(whom.person), tell=_offered),
)
"""Told to the person alone, whichever company it is: who belongs to the chain is sensitive (F-10.17)."""
