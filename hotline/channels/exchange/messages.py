"""A message of another hotline, read: what each field may be, and what is wrong with which (domain F-13.7).

Every message says everything, so that none is needed to understand another, in whatever order they come.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils import timezone

from accounts.authorities import Authority, Division
from accounts.typed.shapes import Shape, short, wrong_fields
from accounts.typed.text import code, visible
from hotline.desks.models import Desk
from hotline.platforms.models import Platform
from hotline.rulebook.reading import rulebook_in_force
from hotline.tickets.doing.recording import Told
from hotline.tickets.doing.relaying import Notice
from hotline.tickets.models import Against
from pages.days import read_day, read_moment

_TEXT = {"type": "string"}
_YES_NO = {"type": "boolean"}
MOST_LETTERS = 4000
NUMBER = "^[A-Za-z0-9][A-Za-z0-9_.:/-]*$"
"""By which a sender knows what it tells of."""


SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "required": ["external", "version", "type", "facts"],
    "properties": {
        "external": short(60, 1, NUMBER),
        "version": {"type": "integer", "minimum": 1, "maximum": 2**53},
        "state": {"enum": ["open", "withdrawn"]},
        "type": _TEXT,
        "theme": _TEXT,
        "urgency": _TEXT,
        "driver": _YES_NO,
        "plate": short(20),
        "certificate": short(40),
        "caller": {
            "type": "object",
            "properties": {"name": short(80), "phone": short(20), "anonymous": _YES_NO, "consent": _YES_NO},
        },
        "division": short(12),
        "place": short(200),
        "happened_on": _TEXT,
        "against": {"enum": Against.values},
        "object": short(120),
        "facts": short(MOST_LETTERS, 1),
        "wish": short(500),
        "amount": {"type": "string", "pattern": r"^[0-9]{1,10}(\.[0-9]{1,2})?$"},
        "recording": short(80),
        "handling": {
            "type": "object",
            "properties": {"number": short(60), "kind": {"enum": [0, 1, 2]}, "due_at": _TEXT},
        },
    },
}
"""The shape of a message; served to nobody, printed in docs/hotline.md."""
_SHAPE = Shape(SCHEMA)


class NotUnderstood(Exception):
    """`reasons` are [{"pointer", "code"}], a row for each field that is wrong (RFC 9457)."""

    def __init__(self, reasons: list[dict[str, str]]) -> None:
        super().__init__("not understood")
        self.reasons = reasons


@dataclass(frozen=True, kw_only=True)
class Known:
    """Whom and where a message may name, read once for however many of them: divisions by code, the others by name."""

    divisions: Mapping[str, Division]
    units: Mapping[str, Desk]
    platforms: Mapping[str, Platform]


def known_to(authority: Authority) -> Known:
    """What messages to a hotline may name now; of two of one name the first in order."""
    units = Desk.objects.open().filter(authority=authority).exclude(kind=Desk.Kind.PLATFORM)
    platforms = Platform.objects.active().filter(desk__authority=authority)
    return Known(
        divisions=Division.objects.in_bulk(),
        units={one.name: one for one in units.reverse()},
        platforms={one.name: one for one in platforms.reverse()},
    )


def understood(source: str, said: dict[str, Any], *, known: Known) -> Notice:
    """What a message of a source tells. Raises NotUnderstood."""
    wrong = list(wrong_fields(_SHAPE, said)) or list(_wrong_by_meaning(said, known, timezone.localdate()))
    if wrong:
        raise NotUnderstood(sorted(wrong, key=lambda one: one["pointer"]))
    handling = said.get("handling", {})
    return Notice(
        told=_told(source, said, known),
        version=said["version"],
        digest=digest_of(said),
        whole=_whole(said),
        is_withdrawn=said.get("state") == "withdrawn",
        handling_number=visible(handling.get("number", "")),
        handling=handling.get("kind", 0),
        due_at=read_moment(handling["due_at"]) if handling.get("due_at") else None,
    )


def _whole(said: dict[str, Any]) -> dict[str, Any]:
    """What a message tells, without how it travelled; a field nobody agreed on is kept as well."""
    return {name: value for name, value in said.items() if name not in ("nonce", "timestamp", "source")}


def digest_of(said: dict[str, Any]) -> str:
    """By which the same message is known, however often and in whatever order of fields it is sent."""
    return hashlib.sha256(json.dumps(_whole(said), ensure_ascii=True, sort_keys=True).encode()).hexdigest()


def _wrong_by_meaning(said: dict[str, Any], known: Known, on: datetime.date) -> Iterator[dict[str, str]]:
    book = rulebook_in_force(on=on)
    for name, kind in (("type", "types"), ("theme", "themes"), ("urgency", "urgencies")):
        if said.get(name) and said[name] not in book.terms[kind]:
            yield {"pointer": f"/{name}", "code": "unknown-code"}
    if not visible(said["facts"]).strip():
        yield {"pointer": "/facts", "code": "missing"}
    if said.get("division") and said["division"] not in known.divisions:
        yield {"pointer": "/division", "code": "unknown-code"}
    day = read_day(said.get("happened_on", ""))
    if said.get("happened_on") and (day is None or day > on):
        yield {"pointer": "/happened_on", "code": "wrong-form" if day is None else "in-the-future"}
    due = said.get("handling", {}).get("due_at")
    if due and read_moment(due) is None:
        yield {"pointer": "/handling/due_at", "code": "wrong-form"}


def _told(source: str, said: dict[str, Any], known: Known) -> Told:
    """As it is recorded, by the same intake as every channel; a platform or unit of that very name is linked."""
    caller = said.get("caller", {})
    name = visible(said.get("object", "")).strip()
    against = said.get("against", Against.OTHER)
    unit = known.units.get(name) if against == Against.UNIT else None
    platform = known.platforms.get(name) if against == Against.PLATFORM else None
    is_found = against not in (Against.PLATFORM, Against.UNIT) or platform or unit
    return Told(
        channel=source,
        external=said["external"],
        kind=said["type"],
        theme=said.get("theme") or "other",
        urgency=said.get("urgency") or "ordinary",
        facts=visible(said["facts"]),
        is_driver=said.get("driver", True),
        division=known.divisions.get(said.get("division", "")),
        place=visible(said.get("place", "")),
        happened_on=read_day(said.get("happened_on", "")),
        # Who cannot be found stays a name: whoever transfers the ticket reads it.
        against=against if is_found else Against.OTHER,
        object_name=name,
        platform=platform,
        unit=unit,
        wish=visible(said.get("wish", "")),
        amount=Decimal(said["amount"]) if said.get("amount") else None,
        recording=visible(said.get("recording", "")),
        name=visible(caller.get("name", "")),
        phone=caller.get("phone", ""),
        plate=code(said.get("plate", "")),
        certificate=visible(said.get("certificate", "")),
        is_anonymous=caller.get("anonymous", False),
        consent=caller.get("consent", False),
    )
