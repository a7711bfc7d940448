"""A message of a telephone exchange, read: what each field may be, and what is wrong with which (docs/hotline.md)."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from django.utils import timezone

from accounts.typed.shapes import Shape, short, wrong_fields
from accounts.typed.text import visible
from hotline.calls.hearing import Heard
from hotline.calls.models import CallWord
from hotline.channels.exchange.messages import NUMBER, NotUnderstood, digest_of
from hotline.channels.exchange.signed import CLOCKS_APART
from pages.days import read_moment

Kind = CallWord.Kind


SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "required": ["external", "event", "at", "started_at"],
    "properties": {
        "external": short(60, 1, NUMBER),
        "event": {"enum": Kind.values},
        "at": short(40, 1),
        "started_at": short(40, 1),
        "caller": {
            "type": "object",
            "properties": {"phone": short(20, pattern=r"^[+0-9() -]*$")},
        },
        "line": short(20, pattern=r"^[+0-9*#() -]*$"),
        "agent": short(60, pattern=r"^[\w.@+-]*$"),
        "recording": short(80, pattern=r"^[A-Za-z0-9_.:/-]*$"),
    },
}
"""The shape of a message; served to nobody, printed in docs/hotline.md."""
_SHAPE = Shape(SCHEMA)


def understood(exchange: str, said: dict[str, Any]) -> Heard:
    """What a message of an exchange tells. Raises NotUnderstood."""
    wrong = list(wrong_fields(_SHAPE, said)) or list(_wrong_by_meaning(said))
    if wrong:
        raise NotUnderstood(sorted(wrong, key=lambda one: one["pointer"]))
    at, started_at = read_moment(said["at"]), read_moment(said["started_at"])
    assert at is not None  # noqa: S101 - asked above
    assert started_at is not None  # noqa: S101 - asked above
    return Heard(
        exchange=exchange,
        reference=said["external"],
        kind=Kind(said["event"]),
        at=at,
        started_at=started_at,
        digest=digest_of(said),
        number=said.get("caller", {}).get("phone", ""),
        line=visible(said.get("line", "")).strip(),
        # Each word keeps what it is about: an account is who answered, a reference the recording's.
        account=said.get("agent", "") if said["event"] == Kind.ANSWERED else "",
        recording=said.get("recording", "") if said["event"] == Kind.RECORDING else "",
    )


def _wrong_by_meaning(said: dict[str, Any]) -> Iterator[dict[str, str]]:
    latest = timezone.now() + datetime.timedelta(seconds=CLOCKS_APART)
    for name in ("at", "started_at"):
        found = read_moment(said[name])
        if found is None or found > latest:
            yield {"pointer": f"/{name}", "code": "wrong-form" if found is None else "in-the-future"}
    if (at := read_moment(said["at"])) and (started := read_moment(said["started_at"])) and at < started:
        yield {"pointer": "/at", "code": "before-it-began"}
    if said["event"] == Kind.RECORDING and not said.get("recording"):
        yield {"pointer": "/recording", "code": "missing"}
