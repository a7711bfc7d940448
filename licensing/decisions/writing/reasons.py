"""Standard reasons with the article behind each; data, to be picked and edited."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pages.languages import localised


@dataclass(frozen=True, kw_only=True)
class StandardReason:
    code: str
    zh: str
    en: str
    articles: str
    of: str = "refusal"
    check: str = ""
    """What has to be so before it may be used; "" when only the official can tell."""
    types: tuple[str, ...] = ("licence", "bundle")
    """The types of items it is for. Without articles it rests on the item's own legal basis."""
    statement: str = ""
    """The statement of a commitment that this ground, and no other, follows when it was not kept."""

    @property
    def label(self) -> str:
        return localised(self.zh, self.en)


@cache
def _all() -> tuple[StandardReason, ...]:
    entries = json.loads((Path(__file__).parent / "data" / "reasons.json").read_text(encoding="utf-8"))
    return tuple(StandardReason(**{**entry, **_types(entry)}) for entry in entries)


def _types(entry: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    return {"types": tuple(entry["types"])} if "types" in entry else {}


def standard_reasons(of: str = "refusal", *, of_type: str = "licence") -> tuple[StandardReason, ...]:
    """The reasons for one kind of act: refusal, non-acceptance, or one of the four ends of a licence."""
    return tuple(entry for entry in _all() if entry.of == of and of_type in entry.types)


def reason(code: str) -> StandardReason:
    """One standard reason. Raises KeyError."""
    return {entry.code: entry for entry in _all()}[code]


def statements_with_a_ground() -> frozenset[str]:
    """Statements whose failing has a ground of its own: it is neither deceit nor a promise to be mended."""
    return frozenset(entry.statement for entry in _all() if entry.statement)


def put_together(codes: Collection[str], own_words: str, own_articles: str, *, basis: str = "") -> tuple[str, str]:
    """Reasons and articles of a letter: the standard ones picked, then what the decider adds.

    `basis` is the item's own legal basis, for the reasons that rest on it.
    """
    picked = [entry for entry in _all() if entry.code in codes]
    reasons = [entry.zh for entry in picked] + [line.strip() for line in own_words.splitlines() if line.strip()]
    articles = [entry.articles or basis for entry in picked] + ([own_articles.strip()] if own_articles.strip() else [])
    return "\n".join(reasons), "、".join(dict.fromkeys(text for text in articles if text))
