"""What makes a code green, and when: time passes, nothing new happens; or a fact is mended, repaired or removed."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from clock.months import months_later
from supervision.credit.codes.assessing import Weighed
from supervision.credit.facts.models import CreditFact
from supervision.credit.scoring.assess import Assessed, assess, rounded
from supervision.credit.scoring.model import Colour

RUN_DAY = 3
"""The day of the month on which everybody is assessed."""
MONTHS_AHEAD = 37
"""The longest window and the longest publicity are over by then."""


def runs_after(day: datetime.date) -> Iterator[datetime.date]:
    """The days of the monthly runs after a day."""
    first = day.replace(day=RUN_DAY)
    first = first if first > day else months_later(first, 1)
    return (months_later(first, month) for month in range(MONTHS_AHEAD))


def without(weighed: Weighed, facts: Collection[int], *, on: datetime.date) -> Assessed:
    """What the model would say on a day if these facts did not count and nothing new happened."""
    return assess(
        weighed.by.content,
        [fact.as_value() for fact in weighed.facts if fact.pk not in facts],
        vehicles=weighed.subject.vehicles,
        since=weighed.subject.licensed_since,
        on=on,
        silent=weighed.silent,
    )


def green_from(
    weighed: Weighed,
    *,
    without_facts: Collection[int] = (),
    gone: bool = False,
    not_before: datetime.date | None = None,
) -> datetime.date | None:
    """The first monthly run that would give green; None within three years.

    `gone`: the ground is repaired or removed, so that the minimum stay does not hold; `not_before`: the first day on
    which repair may be asked for.
    """
    subject = weighed.subject
    for day in runs_after(weighed.found.on):
        if not_before is not None and day < not_before:
            continue
        stays = subject.stay_until is not None and day < subject.stay_until and subject.code is not Colour.GREEN
        if (not stays or gone) and without(weighed, without_facts, on=day).colour is Colour.GREEN:
            return day
    return None


@dataclass(frozen=True, kw_only=True)
class Way:
    """If these facts of one indicator are mended or repaired: how many points come back, which colour, and when green.

    `how` is "mend" for what lasts until it is mended, "repair" for a penalty, "time" for what only passes.
    """

    indicator: str
    zh: str
    en: str
    how: str
    facts: Sequence[CreditFact]
    points: str
    colour: Colour
    green_on: datetime.date | None
    repair_from: datetime.date | None


def ways(weighed: Weighed) -> list[Way]:
    """For each indicator whose facts count: what comes back without them. The most helpful first."""
    facts = {fact.pk: fact for fact in weighed.facts}
    counted: dict[str, list[CreditFact]] = {}
    for key in sorted(weighed.found.counted):
        counted.setdefault(facts[key].indicator, []).append(facts[key])
    found = []
    for code, own in counted.items():
        indicator = weighed.by.content.indicator(code)
        if indicator is None or indicator.speaks_for:
            continue
        keys = {fact.pk for fact in own}
        now = without(weighed, keys, on=weighed.found.on)
        repairable = [fact.repair_from for fact in own if fact.repair_from]
        repair_from = max(repairable, default=None)
        how = "mend" if not indicator.window else "repair" if repairable else "time"
        found.append(
            Way(
                indicator=code,
                zh=indicator.name_zh,
                en=indicator.name_en,
                how=how,
                facts=own,
                points=rounded(now.score - weighed.found.score),
                colour=now.colour,
                green_on=green_from(weighed, without_facts=keys, gone=how == "repair", not_before=repair_from),
                repair_from=repair_from,
            )
        )
    return sorted(found, key=lambda way: (way.colour.rank, -float(way.points)))
