"""Who of the chain is told, in the portal alone: a text message would say on a lock screen who belongs to it."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hotline.chain.models import ChainSeat, Demand
from post.contract import PostSet, Told, in_every_language
from trail.models import Event

_ABOUT = in_every_language(_("Demands of drivers"))


def read(happened: Event, roles: Collection[str]) -> Told | None:
    """Who sits where it came to, and where it passed, or who is asked for a seat; None when it is about neither."""
    noun, _colon, number = happened.subject.partition(":")
    if noun == "chain-seat" and number.isdecimal():
        return _asked(int(number), roles)
    found = Demand.objects.filter(number=number).first() if noun == "demand" else None
    if found is None:
        return None
    nodes = {"node": [happened.values.get("chain_node")], "passed": list(found.hops.values_list("node", flat=True))}
    return Told(
        about=_ABOUT,
        people={role: _seated(found, nodes[role]) for role in roles},
        addresses={"demand": reverse("chain:demand", args=[number])},
        values={"number": number},
    )


def _asked(seat: int, roles: Collection[str]) -> Told:
    """Whose own word a seat waits for: nobody, once they gave it."""
    asked = ChainSeat.objects.filter(pk=seat, consent__isnull=True, end__isnull=True)
    people = set(asked.values_list("person", flat=True))
    return Told(
        about=_ABOUT,
        people=dict.fromkeys(roles, people),
        addresses={"mine": reverse("chain:mine")},
        values={"number": ""},
    )


def _seated(demand: Demand, nodes: Collection[object]) -> set[int]:
    seats = ChainSeat.objects.taken().filter(node__in=nodes, authority=demand.authority_id, person__is_active=True)
    return set(seats.filter(Q(branch=demand.branch_id) | Q(branch__isnull=True)).values_list("person", flat=True))


POST = PostSet(
    name="chain",
    folder=Path(__file__).parent / "data",
    names={"number": "410802-SQ000012"},
    topics={"chain": _("Demands of drivers")},
    read=read,
)
