"""A call in progress: what is typed is kept, sealed, until the ticket is recorded; each call has a draft of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from accounts.people import Person
from hotline.calls.models import Call
from hotline.tickets.models import CallDraft

MOST = 4000
_NOT_KEPT = ("csrfmiddlewaretoken", "act", "password", "call")


def draft_of(person: Person, call: Call | None = None) -> dict[str, Any]:
    """What somebody typed and did not record yet."""
    found = CallDraft.objects.filter(person=person, call=call).first()
    return dict(found.values) if found else {}


def save_draft(person: Person, typed: Mapping[str, Any], call: Call | None = None) -> None:
    """Keep what is typed so far."""
    kept = {name: str(typed.get(name))[:MOST] for name in typed if name not in _NOT_KEPT and typed.get(name)}
    CallDraft.objects.update_or_create(person=person, call=call, defaults={"values": kept})


def forget_draft(person: Person, call: Call | None = None) -> None:
    """The ticket is recorded."""
    CallDraft.objects.filter(person=person, call=call).delete()
