"""Finding a service in everyday words: 我要跑货运, 加车, 证丢了, "lost licence"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from materials.catalogue.models import Bundle, CatalogueVersion, ServiceItem
from materials.characters import simplified

_FILLERS = ("我要", "我想", "怎么", "如何", "办理", "申请", "请问", "需要", "去哪", "吗", "呢", "的", "了")


@dataclass(frozen=True, kw_only=True)
class Found:
    items: list[ServiceItem]
    bundles: list[Bundle]

    @property
    def is_empty(self) -> bool:
        return not self.items and not self.bundles


def _grams(text: str) -> set[str]:
    """Pairs of characters of Chinese, whole words of anything else."""
    words = {word for word in text.split() if word.isascii()}
    chinese = "".join(char for char in text if not char.isascii() and char.isalnum())
    return words | ({chinese[i : i + 2] for i in range(len(chinese) - 1)} or ({chinese} if chinese else set()))


def _plain(text: str) -> str:
    # Readers of traditional characters search in theirs.
    text = simplified(text.lower())
    for filler in _FILLERS:
        text = text.replace(filler, " ")
    return " ".join(text.split())


def score(query: str, name_zh: str, name_en: str, keywords: Iterable[str]) -> float:
    """How well an entry answers a search; 0 not at all. Keywords weigh more than names."""
    asked = simplified(query.lower().strip())
    plain = _plain(query)
    grams = _grams(plain) or _grams(asked)
    total = 0.0
    for keyword in keywords:
        word = keyword.lower()
        if asked == word:
            total += 20
        elif word in asked or (len(plain) > 1 and plain in word):
            total += 8
        else:
            total += 2 * len(grams & _grams(_plain(word)))
    names = f"{name_zh} {name_en.lower()}"
    if plain and plain.replace(" ", "") in names.replace(" ", ""):
        total += 6
    return total + sum(gram in names for gram in grams)


def search(version: CatalogueVersion, query: str) -> Found:
    """Items and bundles that answer a search, best first; an exact everyday word leaves weak matches out."""
    items = [(score(query, i.name_zh, i.name_en, i.keywords), i) for i in _items(version)]
    bundles = [(score(query, b.name_zh, f"{b.name_en} {b.trigger_en}", b.keywords), b) for b in _bundles(version)]
    best = max((value for value, _entry in [*items, *bundles]), default=0)
    least = max(1.0, best * 0.25)
    return Found(
        items=[i for value, i in sorted(items, key=lambda pair: -pair[0]) if value >= least],
        bundles=[b for value, b in sorted(bundles, key=lambda pair: -pair[0]) if value >= least],
    )


def _items(version: CatalogueVersion) -> list[ServiceItem]:
    return list(ServiceItem.objects.filter(version=version).select_related("domain"))


def _bundles(version: CatalogueVersion) -> list[Bundle]:
    return list(Bundle.objects.filter(version=version))
