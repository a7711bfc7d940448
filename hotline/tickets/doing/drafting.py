"""A call in progress: what is typed is kept, sealed, until the ticket is recorded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from accounts.people import Person
from hotline.tickets.models import CallDraft

MOST = 4000
_NOT_KEPT = ("csrfmiddlewaretoken", "act", "password")


def draft_of(person: Person) -> dict[str, Any]:
    """What somebody typed and did not record yet."""
    found = CallDraft.objects.filter(person=person).first()
    return dict(found.values) if found else {}


def save_draft(person: Person, typed: Mapping[str, Any]) -> None:
    """Keep what is typed so far."""
    kept = {name: str(typed.get(name))[:MOST] for name in typed if name not in _NOT_KEPT and typed.get(name)}
    CallDraft.objects.update_or_create(person=person, defaults={"values": kept})


def forget_draft(person: Person) -> None:
    """The ticket is recorded."""
    CallDraft.objects.filter(person=person).delete()
