"""Where calls stand is written down for lists, in the transaction of the word or act that changed it.

Whether one waits is said by its rows (`telephone.queries.standing`); here it is said how those that certainly do no
more ended, so that among a million calls the few are found.
"""

from __future__ import annotations

from typing import Any

from hotline.calls.models import Call, CallStanding
from hotline.calls.standing import gone

TICKET, SETTLED = DONE = "ticket", "settled"
"""How a call ended whatever the exchange says of it later."""


def follow(call: Call) -> None:
    """By how the call went: nobody waits who was not answered, and withheld the number, got through or was reached."""
    standing, _is_new = CallStanding.objects.get_or_create(call=call)
    if standing.outcome not in DONE:
        standing.outcome = _outcome(gone(Call.objects.filter(pk=call.pk)).get())
        standing.save(update_fields=["outcome"])


def _outcome(row: Any) -> str:
    """Of a row with how it went."""
    if row.ended_at is None or row.answered_at is not None:
        return ""
    if row.was_returned:
        return "returned"
    if row.came_through:
        return "through"
    return "" if row.number_digest else "withheld"


def got_through(call: Call) -> None:
    """Somebody answered: earlier calls of the number that nobody answered need not be returned."""
    if not call.number_digest:
        return
    earlier = Call.objects.filter(number_digest=call.number_digest, authority=call.authority_id, standing__outcome="")
    # Each under its own lock, as its own words are heard; always an earlier one, so that nobody waits for another.
    for one in earlier.filter(started_at__lt=call.started_at).order_by("-started_at").select_for_update(of=("self",)):
        follow(one)


def finish(call: Call, *, outcome: str) -> None:
    """The call has a ticket, or needs none."""
    CallStanding.objects.update_or_create(call=call, defaults={"outcome": outcome})
