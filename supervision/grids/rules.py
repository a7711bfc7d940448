"""Which grid a company belongs to: the one whose words stand in its address."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from accounts.typed.text import one_line
from supervision.grids.models import Kind

KIND_OF_LICENCE: Mapping[str, Kind] = {"road-freight": Kind.ORDINARY, "road-hazmat": Kind.HAZARDOUS}
"""Licence of the register → kind of the grids its holders stand in (domain F-9.17); passenger business has none."""
KIND_OF_SECTOR: Mapping[str, Kind] = {"freight": Kind.ORDINARY, "hazardous": Kind.HAZARDOUS}
"""Sector of a credit code → the same."""


@dataclass(frozen=True, kw_only=True)
class Area:
    """A grid as the rule reads it: its county, its words, and how many companies stand in it."""

    grid: int
    code: str
    division: str
    kind: str
    words: Sequence[str]
    companies: int = 0


def grid_for(
    address: str, *, division: str, kind: str, areas: Iterable[Area], stands_in: int | None = None
) -> int | None:
    """The grid of an address: the longest word that stands in it decides; where two are as long, the one it stands in
    already, then the one with fewer companies.

    None when no grid of the county and kind has a word of it: unknown is not somewhere.
    """
    written = one_line(address).replace(" ", "")
    fitting = [
        (-len(word), area.grid != stands_in, area.companies, area.code, area.grid)
        for area in areas
        if area.division == division and area.kind == kind
        for word in area.words
        if word and word in written
    ]
    return min(fitting)[-1] if fitting else None
