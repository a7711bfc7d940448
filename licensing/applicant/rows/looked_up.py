"""Whether a row was looked up, what became of it, and what has to stand in it before it can be."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from licensing.applications.evidence.newest import Newest
from licensing.applications.evidence.questions import digest_of, vehicle_and_driver_keys
from materials.catalogue.forms import SectionForm
from materials.lookups.contract import Outcome

ASKED = "asked"
"""Registries were asked about it, but none that fills in a field of its row."""


def states_of(section: SectionForm, rows: list[dict[str, Any]], evidence: Newest) -> list[str]:
    """For each row what its registries said; only once they were asked what they do not know has to be typed."""
    outcomes: dict[str, set[str]] = {}
    told = {spec.prefill["material"] for spec in section.row_fields if spec.prefill and spec.is_looked_up}
    for (material, digest), row in evidence.items():
        outcomes.setdefault(digest, set()).add(row.outcome if material in told else ASKED)
    keys = vehicle_and_driver_keys(section.code, rows)
    return [_state(outcomes.get(digest_of(key), set())) if key else "" for key in keys]


def _state(outcomes: Collection[str]) -> str:
    if not outcomes:
        return ""
    if Outcome.UNAVAILABLE in outcomes:
        return "silent"
    if {Outcome.NOT_FOUND, Outcome.CONFLICT} & set(outcomes):
        return "missing"
    return "found" if Outcome.FOUND in outcomes else ASKED


def needs_of(section: SectionForm, prefix: str) -> str:
    """The fields a row is looked up by, as far as they are typed."""
    codes = [code for s in section.row_fields if s.prefill and s.is_looked_up for code in s.prefill["key_fields"]]
    typed = {spec.code for spec in section.row_fields if not spec.is_looked_up}
    return " ".join(f"{prefix}{code}" for code in dict.fromkeys(codes) if code in typed)
