"""A call in progress: what is typed is kept, sealed, until the ticket is recorded; each call has a draft of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from accounts.people import Person
from desk.refusals import TooLate
from hotline.calls.models import Call
from hotline.calls.standing import with_last
from hotline.tickets.models import CallDraft

MOST = 4000
_NOT_KEPT = ("csrfmiddlewaretoken", "act", "password", "call", "draft")


class RecordedMeanwhile(TooLate):
    """What somebody typed was recorded already: the answer did not reach them."""

    def __str__(self) -> str:
        return _("This call has already been recorded: the ticket is in the list.")


def written_down_by(person: Person, rows: QuerySet[Call]) -> QuerySet[Any]:
    """The calls that are somebody's: answered last by them, or taken down by them, which is an event (F-10.7)."""
    begun = CallDraft.objects.filter(person=person, call=OuterRef("pk"))
    return with_last(rows).filter(Q(last=person.pk) | Exists(begun))


def may_write_down(person: Person, call: Call) -> bool:
    """Whether the intake of a call, with its caller's number, is somebody's."""
    return written_down_by(person, Call.objects.filter(pk=call.pk)).exists()


def draft_of(person: Person, call: Call | None = None) -> dict[str, Any]:
    """What somebody typed and did not record yet."""
    found = CallDraft.objects.filter(person=person, call=call).first()
    return dict(found.values) if found else {}


def save_draft(person: Person, typed: Mapping[str, Any], call: Call | None = None) -> None:
    """Keep what is typed so far."""
    kept = {name: str(typed.get(name))[:MOST] for name in typed if name not in _NOT_KEPT and typed.get(name)}
    CallDraft.objects.update_or_create(person=person, call=call, defaults={"values": kept})


def key_of_draft(person: Person, call: Call | None = None) -> int | None:
    """By which a page knows again what it began with."""
    return CallDraft.objects.filter(person=person, call=call).values_list("pk", flat=True).first()


def take_draft(person: Person, call: Call | None = None, *, key: str = "") -> None:
    """Take what was typed under its lock, to record it: once. Raises RecordedMeanwhile.

    Whoever was cut off and sends the page again (`key`: its draft) waits here until it is known whether the first was
    recorded: the database may still be at it when the connection is gone.
    """
    held = CallDraft.objects.select_for_update().filter(person=person, call=call).first()
    # Another draft is of the next call: a page that arrives this late records nothing twice and takes nothing along.
    if key and (held is None or str(held.pk) != key):
        raise RecordedMeanwhile


def forget_draft(person: Person, call: Call | None = None) -> None:
    """The ticket is recorded."""
    CallDraft.objects.filter(person=person, call=call).delete()


def forget_drafts(call: Call) -> None:
    """A call needs no ticket, or its ticket was there already: what anybody typed of it goes."""
    CallDraft.objects.filter(call=call).delete()
