"""What a draw puts on its list, and who of a result goes: values only.

The algorithm itself is `recompute.py`, the very file the public downloads.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

ALGORITHM = "draw-1"
OFFICERS = 2
"""Two officers go (Road Transport Regulation art. 59)."""
PARTS = 1000
"""Weights are the sampling rates of the credit model in thousandths: whole numbers, nothing to round."""


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A company as the list shows it: a key, a weight, and the certificates that may not go there."""

    key: str
    weight: int
    barred: Sequence[str]


def key_of(*, salt: str, uscc: str, sector: str) -> str:
    """Under which key a company stands on a list; without the salt nobody can guess it."""
    return hashlib.sha256(f"{salt}|{uscc}|{sector}".encode()).hexdigest()[:24]


def weight_of(sample: Fraction) -> int:
    """A sampling rate as a whole number."""
    return int(sample * PARTS)


def canonical(
    *, number: str, authority: str, day: str, wanted: int, objects: Iterable[Listed], officers: Iterable[str]
) -> str:
    """The list as it is frozen: JSON with sorted keys, no spaces, objects by key, officers by number."""
    told = {
        "algorithm": ALGORITHM,
        "draw": number,
        "authority": authority,
        "on": day,
        "wanted": wanted,
        "objects": [
            {"key": one.key, "weight": one.weight, "not": sorted(one.barred)}
            for one in sorted(objects, key=lambda one: one.key)
        ],
        "officers": sorted(officers),
    }
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest_of(listed: str) -> str:
    return hashlib.sha256(listed.encode()).hexdigest()


def going(order: Sequence[str], replaced: Mapping[str, str]) -> list[str]:
    """The numbers of the two who go: the first of the order, each replaced as often as somebody stepped in."""
    found = []
    for number in order[:OFFICERS]:
        while number in replaced:
            number = replaced[number]
        found.append(number)
    return found


def next_of(order: Sequence[str], replaced: Mapping[str, str]) -> str | None:
    """Who steps in next: the first of the order who was neither drawn nor stepped in; None when nobody is left."""
    used = {*order[:OFFICERS], *replaced.values()}
    return next((number for number in order if number not in used), None)


def entry_of(drawn: Sequence[Mapping[str, Any]], key: str) -> Mapping[str, Any] | None:
    """The line of a result about a key."""
    return next((line for line in drawn if line["object"] == key), None)
