"""What stands above the list of the desk: one statement tells how much is in each box, and what there is to be read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import Exists, QuerySet
from django.utils import timezone

from accounts.authorities import Authority
from accounts.people import Person
from licensing.casework.boxes import BOXES
from licensing.casework.marking.marks import to_follow_up
from licensing.casework.queue import (
    MOST_SHOWN,
    bundle_deliveries,
    bundles_to_deliver,
    counted,
    counting,
    extensions_to_approve,
    stuck,
    waiting_for_the_worker,
)
from licensing.decisions.visits import reports_to_confirm, reports_unanswered
from licensing.verification.queries import to_be_decided_anew


def above_the_list(person: Person, *, at: Sequence[int]) -> dict[str, Any]:
    """The counts of the boxes, and what waits for the worker, for delivery, or for this person's own word."""
    follow = to_follow_up(person, at=at, on=timezone.localdate())
    notes: dict[str, tuple[QuerySet[Any], Callable[[], Any]]] = {
        "stuck": (waiting_for_the_worker(at=at), lambda: stuck(at=at)),
        "bundles": (bundles_to_deliver(at=at), lambda: bundle_deliveries(at=at)),
        "visits": (reports_unanswered(person), lambda: reports_to_confirm(person)),
        "extensions": (extensions_to_approve(person), lambda: extensions_to_approve(person)),
        "follow": (follow, lambda: list(follow[:MOST_SHOWN])),
        "anew": (to_be_decided_anew(person), lambda: to_be_decided_anew(person)),
    }
    asked = (*counting(person, at=at), *(Exists(rows) for rows, _read in notes.values()))
    told = Authority.objects.filter(pk__in=at[:1]).values_list(*asked).first()
    numbers, there = (told[: len(BOXES)], told[len(BOXES) :]) if told else ((0,) * len(BOXES), (True,) * len(notes))
    read = {
        name: read() if is_there else () for (name, (_rows, read)), is_there in zip(notes.items(), there, strict=True)
    }
    return {"counts": counted(numbers), **read}
