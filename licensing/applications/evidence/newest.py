"""What stands of everything registries said about an application."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from licensing.applications.models.evidence import Evidence
from materials.lookups.contract import Outcome

Newest = Mapping[tuple[str, str], Evidence]
"""The newest answer per (material, key digest)."""


def newest_answers(told: Iterable[Evidence]) -> dict[tuple[str, str], Evidence]:
    """The newest answer per (material, key digest); no answer at all is kept only where there never was one.

    What a registry said stands until it says otherwise: a later silence takes nothing back, good or bad. Whether an
    answer is still fresh is another question. `told`: all answers, the oldest first.
    """
    held: dict[tuple[str, str], Evidence] = {}
    for row in told:
        before = held.get((row.material, row.key_digest))
        if before is None or row.outcome != Outcome.UNAVAILABLE or before.outcome == Outcome.UNAVAILABLE:
            held[row.material, row.key_digest] = row
    return held
