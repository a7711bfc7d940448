"""How each letter of a case was served electronically: whom the post told of it, how, and what came of it.

A letter is served by the message of the event that wrote it: its delivery rows are the proof (送达). A letter that
nobody was told of by the portal stands here with nobody.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from licensing import events
from licensing.decisions.models.letters import RECEIPT, Letter
from post.telling.models import Delivery, DeliveryStep
from trail.models import Event

OWN_ACTS = frozenset({events.SUBMITTED.code, events.WITHDRAWN.code})
"""What an applicant does and has the letter of before their eyes."""


@dataclass(frozen=True, kw_only=True)
class Served:
    """One delivery of the message about a letter, with what became of it last; None where nobody was told.

    `shown`: the applicant's own act that brought it forth, who had it on the page at once and was sent no message.
    """

    letter: Letter
    delivery: Delivery | None = None
    step: DeliveryStep | None = None
    shown: Event | None = None

    @property
    def shown_to(self) -> str:
        return self.shown.by_name if self.shown else ""


def service_of(letters: Sequence[Letter], happened: Sequence[Event]) -> list[Served]:
    """The deliveries of each letter to the applicant's people, in the order of letters."""
    receipt = next((letter.number for letter in letters if letter.kind == RECEIPT), "")
    by_event = {
        event.pk: receipt if event.kind == events.SUBMITTED.code else str(event.values.get("letter", ""))
        for event in happened
    }
    told: dict[str, list[Served]] = {letter.number: [] for letter in letters}
    numbers = {letter.number: letter for letter in letters}
    rows = Delivery.objects.filter(
        message__event__in=[pk for pk, number in by_event.items() if number in told],
        message__person__authority__isnull=True,
    )
    for row in rows.select_related("message__person").prefetch_related("steps").order_by("pk"):
        number = by_event[row.message.event_id]
        steps = sorted(row.steps.all(), key=lambda step: step.pk)
        told[number].append(Served(letter=numbers[number], delivery=row, step=steps[-1] if steps else None))
    own = {by_event[event.pk]: event for event in happened if event.kind in OWN_ACTS}
    return [
        one
        for letter in letters
        for one in told[letter.number] or [Served(letter=letter, shown=own.get(letter.number))]
    ]
