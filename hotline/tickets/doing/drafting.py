"""A call in progress: what is typed is kept, sealed, until the ticket is recorded; each call has a draft of its own."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.people import Person
from accounts.versions import FIELD
from desk.refusals import TooLate
from hotline.calls.models import Call, CallSettled
from hotline.calls.standing import with_last
from hotline.tickets.models import CallDraft

MOST = 4000
LEFT_DAYS = datetime.timedelta(days=30)
"""So long somebody may come back to a call they did not finish."""
_NOT_KEPT = ("csrfmiddlewaretoken", "act", "password", "call", "draft", "page", "turn", FIELD)


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What a page says of itself: its name, how far it has come, the draft it began with and its version then; its
    call, by key, as the page names it.
    """

    page: str
    turn: int
    draft: str
    version: str
    call: int | None = None


class RecordedMeanwhile(TooLate):
    """What somebody typed was recorded already: the answer did not reach them."""

    def __str__(self) -> str:
        return _("This call has already been recorded: the ticket is in the list.")


class SettledMeanwhile(RecordedMeanwhile):
    """It was said of the call meanwhile that it needs no ticket of its own."""

    def __str__(self) -> str:
        return _("This call was settled without a ticket in another window: nothing of it was saved here.")


class TypedElsewhere(TooLate):
    """Another window wrote into the same draft since this page was opened; nothing of it is replaced."""

    def __str__(self) -> str:
        return _("More was typed in another window after this page was opened, so this was not saved. Use that window.")


def written_down_by(person: Person, rows: QuerySet[Call]) -> QuerySet[Any]:
    """The calls that are somebody's: answered last by them, or taken down by them, which is an event (F-10.7)."""
    begun = CallDraft.objects.filter(person=person, call=OuterRef("pk"))
    return with_last(rows).filter(Q(last=person.pk) | Exists(begun))


def may_write_down(person: Person, call: Call) -> bool:
    """Whether the intake of a call, with its caller's number, is somebody's."""
    return written_down_by(person, Call.objects.filter(pk=call.pk)).exists()


TYPED = ("phone", "name", "object_name", "place", "facts", "wish")
"""Fields with words of the caller: the others are chosen for every call."""


def is_begun(values: Mapping[str, Any]) -> bool:
    """Whether somebody wrote something of a caller down."""
    return any(str(values.get(name) or "").strip() for name in TYPED)


def draft_of(person: Person, call: Call | None = None) -> dict[str, Any]:
    """What somebody typed and did not record yet."""
    found = CallDraft.objects.filter(person=person, call=call).first()
    return dict(found.values) if found else {}


def save_draft(
    person: Person, typed: Mapping[str, Any], call: Call | None = None, *, seen: Seen | None = None
) -> CallDraft:
    """Keep what is typed so far. `seen`: by the page it is typed on. Raises RecordedMeanwhile, TypedElsewhere.

    Requests overtake each other: what the page has replaced itself is left as it is.
    """
    kept = {name: str(typed.get(name))[:MOST] for name in typed if name not in _NOT_KEPT and typed.get(name)}
    with transaction.atomic():
        rows = CallDraft.objects.select_for_update()
        held = rows.filter(person=person, call=call).first()
        if seen is not None:
            _check_draft(person, held, seen)
            if held is not None and held.page == seen.page and seen.turn < held.turn:
                return held
            refuse_typed_elsewhere(held, seen)
        by_page = {"page": seen.page, "turn": seen.turn} if seen else {"page": "", "turn": 0}
        version = held.version + 1 if held else 1
        told = {"values": kept, "version": version, **by_page}
        return rows.update_or_create(person=person, call=call, defaults=told)[0]


def refuse_typed_elsewhere(held: CallDraft | None, seen: Seen) -> None:
    """Raises TypedElsewhere: the page has not seen what stands, and did not write it."""
    is_own = held is None or not seen.page or held.page == seen.page
    if not is_own and held is not None and str(held.version) != seen.version:
        raise TypedElsewhere


def draft_now(person: Person, call: Call | None = None) -> CallDraft | None:
    """By which a page knows again what it began with."""
    return CallDraft.objects.filter(person=person, call=call).first()


def take_draft(person: Person, call: Call | None = None, *, seen: Seen) -> None:
    """Take what was typed under its lock, to record it: once. Raises RecordedMeanwhile, TypedElsewhere.

    Whoever was cut off and sends the page again (`seen`: its draft) waits here until it is known whether the first was
    recorded: the database may still be at it when the connection is gone.
    """
    held = CallDraft.objects.select_for_update().filter(person=person, call=call).first()
    _check_draft(person, held, seen)
    refuse_typed_elsewhere(held, seen)


def _check_draft(person: Person, held: CallDraft | None, seen: Seen) -> None:
    # Another draft is of the next call: a page that arrives this late records nothing twice and takes nothing along.
    if seen.draft and (held is None or str(held.pk) != seen.draft):
        settled = CallSettled.objects.filter(call=seen.call, call__authority=person.authority_id)
        raise SettledMeanwhile if settled.exists() else RecordedMeanwhile


def forget_draft(person: Person, call: Call | None = None) -> None:
    """The ticket is recorded."""
    CallDraft.objects.filter(person=person, call=call).delete()


def forget_left() -> int:
    """Timer: words of a call nobody went on with go, with the name and number in them (PIPL art. 47); returns how many.

    The call itself stays, and stands among those without a ticket.
    """
    old = CallDraft.objects.filter(saved_at__lt=timezone.now() - LEFT_DAYS)
    return old.delete()[0]


def forget_drafts(call: Call) -> None:
    """A call needs no ticket, or its ticket was there already: what anybody typed of it goes."""
    CallDraft.objects.filter(call=call).delete()
