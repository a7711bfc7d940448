"""Subjects are assessed by the model in force, and the sum is written down line by line."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from supervision.credit.codes.models import Assessment
from supervision.credit.editions.queries import Counting, models_in_force
from supervision.credit.facts.models import CreditFact, FactInquiry
from supervision.credit.scoring.assess import Assessed, Line, assess, rounded
from supervision.credit.scoring.model import Model, Test
from supervision.credit.subjects.models import Subject


@dataclass(frozen=True, kw_only=True)
class Weighed:
    """A subject with what the model in force makes of it, and the facts it looked at."""

    subject: Subject
    by: Counting
    facts: Sequence[CreditFact]
    silent: frozenset[str]
    found: Assessed

    def as_row(self, occasion: Assessment.Occasion) -> Assessment:
        """The assessment as it is written down, not yet stored."""
        return Assessment(
            subject=self.subject,
            model=self.by.content.code,
            edition=self.by.number,
            on=self.found.on,
            occasion=occasion,
            vehicles=self.found.vehicles,
            score=rounded(self.found.score),
            exact=str(self.found.score),
            colour=self.found.colour.value,
            reasons=[{"kind": reason.kind, "code": reason.code} for reason in self.found.reasons],
            told=as_told(self.by.content, self.found),
        )


def weigh(subject: Subject, *, on: datetime.date) -> Weighed:
    """One subject as it stands on a day."""
    return next(weigh_all([subject], on=on))


def weigh_all(
    subjects: Collection[Subject], *, on: datetime.date, models: Mapping[str, Counting] | None = None
) -> Iterator[Weighed]:
    """Many subjects at once: the facts are read together. `models` others than those in force, for a dry run."""
    by_sector = models or models_in_force(on=on)
    companies = {subject.company_id for subject in subjects}
    facts = _facts_of(companies)
    silent = _silent(companies)
    for subject in subjects:
        own = [fact for fact in facts[subject.company_id] if fact.sector in ("", subject.sector)]
        by = by_sector[subject.sector]
        found = assess(
            by.content,
            [fact.as_value() for fact in own],
            vehicles=subject.vehicles,
            since=subject.licensed_since,
            on=on,
            silent=silent[subject.company_id],
        )
        yield Weighed(subject=subject, by=by, facts=own, silent=frozenset(silent[subject.company_id]), found=found)


def _facts_of(companies: Collection[int]) -> dict[int, list[CreditFact]]:
    found: dict[int, list[CreditFact]] = defaultdict(list)
    rows = CreditFact.objects.filter(company__in=companies, end__isnull=True).select_related("end")
    for fact in rows.prefetch_related("objections__decision"):
        found[fact.company_id].append(fact)
    return found


def _silent(companies: Collection[int]) -> dict[int, set[str]]:
    """The registries that did not answer when they were last asked about a company."""
    newest: dict[tuple[int, str], str] = {}
    rows = FactInquiry.objects.filter(company__in=companies).order_by("pk")
    for company, registry, outcome in rows.values_list("company", "registry", "outcome"):
        newest[company, registry] = outcome
    found: dict[int, set[str]] = defaultdict(set)
    for (company, registry), outcome in newest.items():
        if outcome == "unavailable":
            found[company].add(registry)
    return found


def as_told(model: Model, found: Assessed) -> dict[str, Any]:
    """The sum as plain values: what page and letter show, and what is kept."""
    return {
        "shares": [
            {
                "code": share.code,
                **_names(next(one for one in model.dimensions if one.code == share.code)),
                "weight": rounded(share.weight),
                "left": rounded(share.left),
                "lines": [_line(line) for line in share.lines if line.facts],
            }
            for share in found.shares
        ],
        "bonus": rounded(found.bonus),
        "bonus_lines": [_line(line) for line in found.bonus_lines if line.facts],
        "tests": [
            {"kind": kind, "code": test.code, **_names(test), "facts": _facts_of_test(found, test)}
            for kind, test in _holding(model, found)
        ],
        "counted": sorted(found.counted),
    }


def _names(one: Any) -> dict[str, str]:
    return {"zh": one.name_zh, "en": one.name_en}


def _line(line: Line) -> dict[str, Any]:
    return {
        "indicator": line.indicator.code,
        **_names(line.indicator),
        "article": line.indicator.article,
        "points": rounded(line.points),
        "cap": rounded(line.indicator.cap),
        "capped": line.is_capped,
        "facts": [
            {
                "fact": one.fact.key,
                "decay": str(one.decay),
                "part": rounded(one.part),
                "lapses_on": one.lapses_on.isoformat() if one.lapses_on else "",
            }
            for one in line.facts
        ],
    }


def _holding(model: Model, found: Assessed) -> Iterable[tuple[str, Test]]:
    """The vetoes and triggers that hold."""
    for reason in found.reasons:
        tests = {"veto": model.vetoes, "trigger": model.triggers}.get(reason.kind, ())
        yield from ((reason.kind, test) for test in tests if test.code == reason.code)


def _facts_of_test(found: Assessed, test: Test) -> list[int]:
    lines = [line for share in found.shares for line in share.lines]
    own = [one.fact for line in lines if line.indicator.code == test.indicator for one in line.facts]
    own += [fact for fact in found.marks if fact.indicator == test.indicator]
    return sorted({fact.key for fact in own})
