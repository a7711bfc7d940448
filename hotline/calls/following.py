"""Where calls stand is written down for lists, in the transaction of the word or act that changed it.

Whether one waits is said by its rows (`telephone.queries.standing`); here it is said which certainly do no more, so
that among a million calls the few are found.
"""

from __future__ import annotations

from hotline.calls.models import Call, CallStanding
from hotline.calls.standing import gone


def follow(call: Call) -> None:
    """By how the call went: nobody waits who was not answered, and withheld the number, got through or was reached."""
    row = gone(Call.objects.filter(pk=call.pk)).get()
    is_missed = row.ended_at is not None and row.answered_at is None
    needs_nobody = is_missed and (not row.number_digest or row.came_through or row.was_returned)
    standing, _is_new = CallStanding.objects.get_or_create(call=call)
    standing.may_wait = not standing.is_done and not needs_nobody
    standing.save(update_fields=["may_wait"])


def got_through(call: Call) -> None:
    """Somebody answered: earlier calls of the number that nobody answered need not be returned."""
    if not call.number_digest:
        return
    earlier = Call.objects.filter(
        number_digest=call.number_digest, authority=call.authority_id, standing__may_wait=True
    )
    # Each under its own lock, as its own words are heard; always an earlier one, so that nobody waits for another.
    for one in earlier.filter(started_at__lt=call.started_at).order_by("-started_at").select_for_update(of=("self",)):
        follow(one)


def finish(call: Call) -> None:
    """The call has a ticket, or needs none: whatever the exchange says of it later."""
    CallStanding.objects.update_or_create(call=call, defaults={"is_done": True, "may_wait": False})
