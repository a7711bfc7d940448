"""A pass over many rows, some at a time: what is followed every hour is read in slices, and memory stays flat.

A slice a minute: with a few thousand rows an hour's pass is one slice, with a million it goes on for as long as it
takes, the newest rows first, and the next pass begins when it is through.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.cache import cache
from django.db.models import QuerySet

EVERY_SECONDS = 3600
SLICE = 5_000
_LONGEST = 7 * 24 * 3600


def slices(rows: QuerySet[Any], *, size: int = SLICE) -> Iterator[list[int]]:
    """The keys of some rows, newest first, so many at a time."""
    found = _after(rows, None, size)
    while found:
        yield found
        found = _after(rows, found[-1], size) if len(found) == size else []


def slice_now(name: str, rows: QuerySet[Any], *, size: int = SLICE) -> list[int]:
    """The keys of this minute's slice of a pass; none when the pass of this hour is through."""
    place = cache.get(f"{name}:place")
    if place is None and not cache.add(f"{name}:began", value=True, timeout=EVERY_SECONDS):
        return []
    found = _after(rows, place, size)
    if len(found) == size:
        cache.set(f"{name}:place", found[-1], timeout=_LONGEST)
    else:
        cache.delete(f"{name}:place")
    return found


def _after(rows: QuerySet[Any], place: int | None, size: int) -> list[int]:
    rest = rows if place is None else rows.filter(pk__lt=place)
    return list(rest.order_by("-pk").values_list("pk", flat=True)[:size])
