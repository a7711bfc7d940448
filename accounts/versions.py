"""A page that writes says on which version of the data it stands; a stale one shows both, and its reader chooses.

The page carries the version it was drawn from in a hidden field (`stands-on`). The act compares it under its lock and
raises `Stale`; the page comes back with what was typed, what is stored now beside it, and a button that overwrites
that very version and no later one.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict

FIELD, ANYWAY = "stands-on", "anyway"
TURN_DIGITS = 16


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One thing said differently: what is stored now, and what was typed on the stale page."""

    label: str
    theirs: str
    mine: str
    place: str = ""
    """The name of its field on the page it was typed on, where it has one."""


@dataclass(kw_only=True)
class Stale(Exception):
    """Somebody wrote meanwhile; nothing was stored. `version` is the one that stands now.

    `about`: what of a page it concerns, where the page holds several things.
    """

    version: str
    differences: list[Difference] = field(default_factory=list)
    who: str = ""
    when: Any = None
    about: str = ""


def version_of(*values: Any) -> str:
    """A short name of values that changes when any of them does."""
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def seen_version(posted: QueryDict) -> str:
    """The version the writer has seen last: the page's own, or the newer one overwritten on purpose.

    Empty when the request says none, as a machine's does: then there is nothing to compare.
    """
    return posted.get(ANYWAY) or posted.get(FIELD, "")


def is_stale(seen: str, current: str) -> bool:
    """Whether a writer has not seen what stands now."""
    return bool(seen) and seen != current


def turn_in(typed: str) -> int:
    """How far a page had come, as it says itself (static/portal/js/turns.js); 0 when it says nothing."""
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < TURN_DIGITS else 0
