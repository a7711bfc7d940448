"""What pages show of a demand: to the chain who told it and who passed it on, to the driver the way and the answer."""

from __future__ import annotations

from typing import Any

from hotline.chain.looks import DEMANDS
from hotline.chain.models import Demand
from hotline.chain.nodes import chain_of
from hotline.rulebook.reading import EDITIONS
from pages.looks import Look


def look_of(demand: Demand) -> Look:
    """Answered, a ticket, or on its way."""
    if demand.whereabouts.is_answered:
        return DEMANDS["answered"]
    return DEMANDS["ticket" if hasattr(demand, "became") else "waiting"]


def row_of(demand: Demand) -> dict[str, Any]:
    """A demand in a list."""
    chain = chain_of(demand.edition)
    return {
        "demand": demand,
        "look": look_of(demand),
        "theme": EDITIONS.newest.term("themes", demand.theme).name,
        "here": chain.node(demand.whereabouts.node).name,
    }


def shown_to_driver(demand: Demand) -> dict[str, Any]:
    """The way it went, the answer and its way back; nobody is named."""
    chain = chain_of(demand.edition)
    answer = getattr(demand, "answer", None)
    down = answer.handed_down.all() if answer else ()
    return {
        **row_of(demand),
        "way": [(chain.node(hop.node).name, hop) for hop in demand.hops.all()],
        "answer": answer,
        "answered_at_node": chain.node(answer.node).name if answer else "",
        "down": [chain.node(one.node).name for one in down],
    }


def shown_to_chain(demand: Demand) -> dict[str, Any]:
    """The same with who brought it and who passed it on."""
    chain = chain_of(demand.edition)
    return {
        **shown_to_driver(demand),
        "way": [(chain.node(hop.node).name, hop) for hop in demand.hops.select_related("by")],
        "ticket": demand.became.ticket.number if hasattr(demand, "became") else "",
    }
