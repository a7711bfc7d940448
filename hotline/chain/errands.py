"""What the chain asks of whoever sits in it: a demand whose turn it is, a seat that waits for one's own word."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.people import Person
from accounts.represented.companies import Company
from hotline.chain.models import ChainSeat
from hotline.chain.reading import waiting_for
from pages.errands import Errand


def of_the_chain(_company: Company, person: Person, _on: datetime.date) -> Iterator[Errand]:
    """Told to the person alone, whichever company it is: who belongs to the chain is sensitive (F-10.17)."""
    for demand in waiting_for(person):
        here = next(hop for hop in demand.hops.all() if hop.node == demand.whereabouts.node)
        yield Errand(
            title=_("Answer a driver's demand, or pass it on"),
            about=demand.number,
            due=here.due_on,
            address=reverse("chain:demand", args=[demand.number]),
            happens=_("After that day it moves on by itself."),
        )
    if ChainSeat.objects.offered_to(person).exists():
        yield Errand(title=_("Say whether you take a seat in the demand chain"), address=reverse("chain:mine"))
