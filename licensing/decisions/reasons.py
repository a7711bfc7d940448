"""Standard reasons with the article behind each; data, to be picked and edited."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from materials.catalogue.languages import localised


@dataclass(frozen=True, kw_only=True)
class StandardReason:
    code: str
    zh: str
    en: str
    articles: str
    of: str = "refusal"

    @property
    def label(self) -> str:
        return localised(self.zh, self.en)


@cache
def _all() -> tuple[StandardReason, ...]:
    entries = json.loads((Path(__file__).parent / "data" / "reasons.json").read_text(encoding="utf-8"))
    return tuple(StandardReason(**entry) for entry in entries)


def standard_reasons(of: str = "refusal") -> tuple[StandardReason, ...]:
    """The reasons for one kind of act: refusal, non-acceptance, or one of the four ends of a licence."""
    return tuple(reason for reason in _all() if reason.of == of)


def put_together(codes: Collection[str], own_words: str, own_articles: str) -> tuple[str, str]:
    """Reasons and articles of a letter: the standard ones picked, then what the decider adds."""
    picked = [reason for reason in _all() if reason.code in codes]
    reasons = [reason.zh for reason in picked] + [line.strip() for line in own_words.splitlines() if line.strip()]
    articles = [reason.articles for reason in picked] + ([own_articles.strip()] if own_articles.strip() else [])
    return "\n".join(reasons), "、".join(dict.fromkeys(articles))
