"""Finding in everyday words: 我要跑货运, 加车, 证丢了, 年检, "lost licences" – services, pages here, and neighbours.

Knows nothing of who asks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils import timezone

from materials.catalogue.finding.editions import words_in_force
from materials.catalogue.finding.reading import EverydayWords, Neighbour, Place
from materials.catalogue.finding.spelling import closed_up, folded, without_fillers
from materials.catalogue.models.bundles import Bundle
from materials.catalogue.models.editions import CatalogueVersion
from materials.catalogue.models.items import ServiceItem

EXACT, WITHIN, PART_OF = 30.0, 12.0, 8.0
SURE = 6.0
"""What is scored less shares only pieces of words with the question."""
SHORTEST_WITHIN = 4
"""Letters: “van” is found as a word, never within “advance”."""


@dataclass(frozen=True, kw_only=True)
class Found:
    """What answers, best first; not `is_sure` where it only sounds alike."""

    items: list[ServiceItem] = field(default_factory=list)
    bundles: list[Bundle] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    neighbours: list[Neighbour] = field(default_factory=list)
    is_sure: bool = False
    kinds: tuple[str, ...] = ()
    """The names of the lists that hold something, the one with the best hit first."""

    @property
    def is_empty(self) -> bool:
        return not self.kinds

    @property
    def names(self) -> list[str]:
        """What was found, by name."""
        named: list[ServiceItem | Bundle | Place | Neighbour] = [
            *self.bundles,
            *self.items,
            *self.places,
            *self.neighbours,
        ]
        return [str(one.name) for one in named]


KINDS: dict[type, str] = {ServiceItem: "items", Bundle: "bundles", Place: "places", Neighbour: "neighbours"}


@dataclass(frozen=True, kw_only=True)
class Index:
    """All that can be found: services of an edition, and where everyday words lead."""

    items: tuple[ServiceItem, ...]
    bundles: tuple[Bundle, ...]
    words: EverydayWords

    def find(self, query: str) -> Found:
        """Services, pages and neighbours that answer; an exact word leaves weak matches out."""
        asked = folded(query)
        if not asked:
            return Found()
        said = _said(self.words, asked)
        scored: list[tuple[float, ServiceItem | Bundle | Place | Neighbour]] = [
            *((said[i.code] + score(asked, i.name_zh, i.name_en, i.keywords), i) for i in self.items),
            *((said[b.code] + score(asked, b.name_zh, f"{b.name_en} {b.trigger_en}", b.keywords), b)
              for b in self.bundles),
            *((said[code] + score(asked, one.zh, one.en, ()), one) for code, one in self.words.places.items()),
            *((said[code] + score(asked, one.zh, one.en, ()), one) for code, one in self.words.neighbours.items()),
        ]  # fmt: skip
        best = max((value for value, _entry in scored), default=0.0)
        least = max(1.0, best * 0.4)
        hits = [entry for value, entry in sorted(scored, key=lambda pair: -pair[0]) if value >= least]
        return Found(
            items=[one for one in hits if isinstance(one, ServiceItem)],
            bundles=[one for one in hits if isinstance(one, Bundle)],
            places=[one for one in hits if isinstance(one, Place)],
            neighbours=[one for one in hits if isinstance(one, Neighbour)],
            is_sure=best >= SURE,
            kinds=tuple(dict.fromkeys(KINDS[type(one)] for one in hits)),
        )


def index_of(version: CatalogueVersion) -> Index:
    """What can be found today."""
    return Index(
        items=tuple(ServiceItem.objects.filter(version=version).select_related("domain")),
        bundles=tuple(Bundle.objects.filter(version=version)),
        words=words_in_force(on=timezone.localdate()).content,
    )


def search(version: CatalogueVersion, query: str) -> Found:
    """What answers a search in everyday words."""
    return index_of(version).find(query)


def _said(words: EverydayWords, asked: str) -> Mapping[str, float]:
    """Code → how surely the everyday words of a question lead there."""
    met = [(word, group) for group in words.groups for word in group.folded if _nearness(asked, word)]
    longest = [word for word, _group in met if _nearness(asked, word) >= WITHIN]
    points: defaultdict[str, float] = defaultdict(float)
    for word, group in met:
        if any(word != other and word in other for other in longest):
            continue  # “货运” within “网络货运” means nothing by itself
        for place, code in enumerate(group.to):
            points[code] = max(points[code], _nearness(asked, word) + len(closed_up(word)) / 4 - place)
    return points


def _nearness(asked: str, word: str) -> float:
    """How nearly a word of ours is what was asked; 0 not at all."""
    if asked == word or closed_up(asked) == closed_up(word):
        return EXACT
    if _holds(asked, word):
        return WITHIN
    plain = without_fillers(asked)
    return PART_OF if len(plain) > 1 and not plain.isascii() and plain in word else 0.0


def _holds(asked: str, word: str) -> bool:
    """Whether a question holds a word: letters and digits as whole words, long ones also run together."""
    if word.isascii():
        return f" {word} " in f" {asked} " or (len(word) >= SHORTEST_WITHIN and closed_up(word) in closed_up(asked))
    return len(word) > 1 and word in closed_up(asked)


def _grams(text: str) -> set[str]:
    """Pairs of characters of Chinese, whole words of anything else."""
    words = {word for word in text.split() if word.isascii()}
    chinese = "".join(char for char in text if not char.isascii() and char.isalnum())
    return words | ({chinese[i : i + 2] for i in range(len(chinese) - 1)} or ({chinese} if chinese else set()))


def score(asked: str, name_zh: str, name_en: str, keywords: Iterable[str]) -> float:
    """How well an entry's own names answer folded words; 0 not at all. Keywords weigh more than names."""
    plain = without_fillers(asked)
    grams = _grams(plain) or _grams(asked)
    words = [folded(keyword) for keyword in keywords]
    total = max((_nearness(asked, word) for word in words), default=0.0)
    if not total:
        total = 2.0 * sum(len(grams & _grams(without_fillers(word))) for word in words)
    names = f"{folded(name_zh)} {folded(name_en)}"
    if len(plain) > 1 and closed_up(plain) in closed_up(names):
        total += SURE
    known = set(names.split())
    return total + sum(gram in known if gram.isascii() else gram in names for gram in grams)
