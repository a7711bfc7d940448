"""sample-1: which cases a seed draws. Whoever has the receipt numbers and the seed needs nothing but SHA-256.

Every receipt number is hashed with the seed; the smallest hashes are drawn. What is added later or left out changes
nothing among the rest.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

MODEL = "sample-1"


def place_of(number: str, seed: str) -> str:
    """SHA-256 (hex) of "seed|receipt number"."""
    return hashlib.sha256(f"{seed}|{number}".encode()).hexdigest()


def drawn(numbers: Iterable[str], *, seed: str, size: int) -> list[str]:
    """The receipt numbers a seed draws, in the order in which they are drawn."""
    return sorted(numbers, key=lambda number: place_of(number, seed))[:size]


def digest_of(numbers: Iterable[str]) -> str:
    """SHA-256 (hex) of all receipt numbers, one a line, in order: what was drawn from."""
    return hashlib.sha256("".join(f"{number}\n" for number in sorted(numbers)).encode()).hexdigest()
