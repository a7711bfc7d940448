"""What it costs to operate without the licence an item gives: dated law data, told on the guide (domain F-1.10)."""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from materials.catalogue.models.items import ServiceItem
from pages.languages import pair


@dataclass(frozen=True, kw_only=True)
class Cost:
    """A consequence with the article it comes from, in the reader's language."""

    text: str
    source: str


@cache
def _law() -> tuple[dict[str, Any], ...]:
    return tuple(json.loads((Path(__file__).parent / "law" / "unlicensed.json").read_text(encoding="utf-8")))


def costs_of(item: ServiceItem, *, on: datetime.date) -> list[Cost]:
    """What follows from doing without: by domain and type of the item, as the law of a day says; newest first."""
    fitting = [
        entry
        for entry in _law()
        if item.domain.code in entry["domains"]
        and item.type in entry["types"]
        and entry["in_force_from"] <= on.isoformat()
    ]
    newest = max((entry["in_force_from"] for entry in fitting), default="")
    return [
        Cost(text=pair(entry), source=pair(entry, "source")) for entry in fitting if entry["in_force_from"] == newest
    ]
