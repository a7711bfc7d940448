"""Drawing a sample, and drawing it again."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils import timezone

from accounts.people import Person
from accounts.roles import keys_of_visible_authorities
from licensing.auditing.registers.cases_list import CASES
from licensing.auditing.registers.columns import Reach
from licensing.auditing.samples import events
from licensing.auditing.samples.drawing import MODEL, digest_of, drawn
from licensing.auditing.samples.models import Sample
from licensing.decisions.standing.models import CaseStanding

MOST = 200_000
"""Of so many a sample is drawn while somebody waits; more are narrowed, by a day say."""


class NoneFit(Exception):
    """The filters are none of the register, or nothing fits them."""


class TooMany(Exception):
    """The register as filtered holds more than a sample is drawn of."""


@dataclass(frozen=True, kw_only=True)
class Again:
    """A sample drawn again: whether the cases are still those it was drawn from, and whether the same were drawn."""

    population: int
    is_same_population: bool
    is_same: bool


def without_words(filters: str) -> str:
    """Filters as an address has them, without the words: they may name a person, and a sample is kept."""
    chosen = QueryDict(filters)
    known = [name for name in CASES.filters.base_filters if name != "q" and chosen.get(name)]
    return urlencode({name: chosen[name] for name in known})


def _numbers(authorities: list[int], filters: str, before: object) -> list[str]:
    rows = CASES.rows(Reach(authorities=tuple(authorities)), QueryDict(filters)).order_by()
    rows = rows.filter(submitted_at__lte=before)
    if rows[: MOST + 1].count() > MOST:
        raise TooMany
    return list(rows.values_list("receipt_number", flat=True))


def draw_sample(*, by: Person, filters: str, size: int, purpose: str, seed: str = "") -> Sample:
    """Draw from the register as filtered, of the authorities the reader's role spans now. Raises TooMany, NoneFit.

    Without a seed one is made that nobody could choose.
    """
    now, at, kept = timezone.now(), sorted(keys_of_visible_authorities(by)), without_words(filters)
    if not CASES.filtered(Reach(authorities=tuple(at)), QueryDict(kept)).form.is_valid():
        raise NoneFit
    numbers = _numbers(at, kept, now)
    if not numbers:
        raise NoneFit
    is_given, seed = bool(seed), seed or secrets.token_hex(16)
    sample = Sample.objects.create(
        model=MODEL,
        authorities=at,
        filters=kept,
        seed=seed,
        is_seed_given=is_given,
        size=size,
        population=len(numbers),
        digest=digest_of(numbers),
        drawn=drawn(numbers, seed=seed, size=size),
        purpose=purpose,
        drawn_at=now,
        by=by,
    )
    told = {"size": len(sample.drawn), "population": sample.population, "seed": seed, "purpose": purpose}
    events.DRAWN.record(subject=f"sample:{sample.pk}", by=by, authority=by.at, **told)
    return sample


def drawn_again(sample: Sample) -> Again:
    """What the same seed draws today of the same cases, which may stand elsewhere since. Raises TooMany."""
    numbers = _numbers(sample.authorities, sample.filters, sample.drawn_at)
    return Again(
        population=len(numbers),
        is_same_population=digest_of(numbers) == sample.digest,
        is_same=drawn(numbers, seed=sample.seed, size=sample.size) == sample.drawn,
    )


def cases_of(sample: Sample) -> list[CaseStanding]:
    """The drawn cases, in the order of the draw."""
    rows = CASES.rows(Reach(authorities=tuple(sample.authorities)), {}).order_by()
    rows = rows.filter(receipt_number__in=sample.drawn)
    found = {row.receipt_number: row for row in CASES.prepared(list(rows))}
    return [found[number] for number in sample.drawn if number in found]
