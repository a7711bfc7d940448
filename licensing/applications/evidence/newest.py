"""The evidence of an application as it is looked up again and again while a page is made."""

from __future__ import annotations

from collections.abc import Mapping

from licensing.applications.models import Application, Evidence
from materials.lookups.contract import Outcome

Newest = Mapping[tuple[str, str], Evidence]
"""The newest answer per (material, key digest); read once for a page and handed on."""


def newest_evidence(application: Application) -> dict[tuple[str, str], Evidence]:
    """The newest answer per (material, key digest); no answer at all is kept only where there never was one.

    What a registry said stands until it says otherwise: a later silence takes nothing back, good or bad. Whether an
    answer is still fresh is another question.
    """
    held: dict[tuple[str, str], Evidence] | None = application.__dict__.get(_MEMO)
    if held is None:
        held = application.__dict__[_MEMO] = {}
        for row in application.evidence.order_by("id"):
            before = held.get((row.material, row.key_digest))
            if before is None or row.outcome != Outcome.UNAVAILABLE or before.outcome == Outcome.UNAVAILABLE:
                held[row.material, row.key_digest] = row
    return held


_MEMO = "_newest_evidence"
"""Read once for each object of an application; whoever adds evidence forgets it."""


def newest_of(application: Application, *materials: str) -> Evidence | None:
    """The newest answer about some materials, whomever it is about."""
    rows = [row for (material, _digest), row in newest_evidence(application).items() if material in materials]
    return max(rows, key=lambda row: row.pk, default=None)


def forget_evidence(application: Application) -> None:
    """Read the evidence anew: a registry has answered."""
    application.__dict__.pop(_MEMO, None)
