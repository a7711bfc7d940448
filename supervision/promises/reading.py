"""Reading what is known of promises: of one case, of a company, of an authority."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from accounts.people import Person
from accounts.represented.companies import Company
from licensing.applications.models.application import Application
from licensing.applications.models.promises import Commitment
from licensing.verification.statements import factual, plain_code
from materials.catalogue.wording import in_readers_language
from materials.lookups.contract import Outcome
from supervision.promises.editions import in_force, materials_testing, name_of
from supervision.promises.living import living
from supervision.promises.models import Failing, FailingEnd, FailingQuerySet, Probe

ALIVE, FAILING, UNKNOWN, BY_PEOPLE = "alive", "failing", "unknown", "by-people"
"""How a statement stands: borne out, not borne out any more, not known, only to be verified by people."""
STATES = (ALIVE, FAILING, UNKNOWN, BY_PEOPLE)


def newest_probes(application: Application) -> dict[tuple[str, str], Probe]:
    """The newest answer of each look-up of a case; a silence takes nothing back."""
    return _newest(Probe.objects.filter(application=application)).get(application.pk, {})


def _newest(probes: Iterable[Probe]) -> dict[int, dict[tuple[str, str], Probe]]:
    held: dict[int, dict[tuple[str, str], Probe]] = defaultdict(dict)
    for probe in probes:
        of_case = held[probe.application_id]
        before = of_case.get(probe.key)
        if before is None or probe.outcome != Outcome.UNAVAILABLE or before.outcome == Outcome.UNAVAILABLE:
            of_case[probe.key] = probe
    return held


def state_of(code: str, probes: Collection[Probe], failing: Collection[Failing]) -> str:
    """How a statement stands. Unknown is never alive: every look-up that tests it has to bear it out."""
    materials = materials_testing(code)
    if not materials:
        return BY_PEOPLE
    if any(row.material in materials for row in failing):
        return FAILING
    about = [probe for probe in probes if probe.material in materials]
    was_asked = {probe.material for probe in about} == set(materials)
    return ALIVE if was_asked and all(probe.outcome == Outcome.FOUND for probe in about) else UNKNOWN


@dataclass(frozen=True, kw_only=True)
class Look:
    """What a registry last said of one look-up."""

    name: str
    label: str
    outcome: str
    reason: str
    asked_at: datetime.datetime


@dataclass(frozen=True, kw_only=True)
class Promise:
    """One affirmed statement, in the reader's language, with what tests it."""

    number: int
    words: str
    state: str
    looks: tuple[Look, ...]


@dataclass(frozen=True, kw_only=True)
class Promised:
    """The commitment of a case as it stands today."""

    application: Application
    promises: tuple[Promise, ...]
    failing: tuple[Failing, ...]


def promised_by(company: Company) -> list[Promised]:
    """Everything a company promised that lives, the newest case first."""
    cases = list(living(on=timezone.localdate()).filter(company=company).order_by("-pk"))
    probes = _newest(Probe.objects.filter(application__in=cases))
    failing = _by_case(failings().open().filter(application__in=cases))
    statements = _statements([case.pk for case in cases])
    return [
        Promised(
            application=case,
            promises=tuple(_promises(statements.get(case.pk, []), probes.get(case.pk, {}), failing.get(case.pk, []))),
            failing=tuple(failing.get(case.pk, [])),
        )
        for case in cases
    ]


def _promises(
    statements: Iterable[Mapping[str, Any]], probes: Mapping[tuple[str, str], Probe], failing: Collection[Failing]
) -> Iterator[Promise]:
    told = list(statements)
    facts = [one["code"] for one in factual(told)]
    # The number is that of the commitment as it was signed.
    for number, statement in enumerate(told, start=1):
        if statement["code"] not in facts:
            continue
        materials = materials_testing(statement["code"])
        about = [probe for probe in probes.values() if probe.material in materials]
        yield Promise(
            number=number,
            words=in_readers_language(statement["zh"]),
            state=state_of(statement["code"], about, failing),
            looks=tuple(
                Look(
                    name=name_of(probe.material),
                    label=probe.label,
                    outcome=probe.outcome,
                    reason=probe.reason,
                    asked_at=probe.asked_at,
                )
                for probe in about
            ),
        )


def failings() -> FailingQuerySet:
    """Every failing with its case, what the holder said and how it ended."""
    rows = Failing.objects.select_related(
        "application__company", "application__authority", "application__item", "application__submission",
        "probe", "passed_on", "end__by",
    )  # fmt: skip
    return rows.prefetch_related("replies")


def of_company(company: Company) -> QuerySet[Failing]:
    return failings().of(company)


def ended_of(company: Company) -> QuerySet[Failing]:
    """What was mended or answered, the newest first."""
    return failings().of(company).filter(end__isnull=False).order_by("-end__at")[:20]


def visible_to(person: Person) -> QuerySet[Failing]:
    return failings().visible_to(person)


def where_to_mend(material: str) -> str:
    """Who can mend it: the word of the edition in force."""
    return in_force(on=timezone.localdate()).mend.get(material, "")


def _by_case(rows: Iterable[Failing]) -> dict[int, list[Failing]]:
    found: dict[int, list[Failing]] = defaultdict(list)
    for row in rows:
        found[row.application_id].append(row)
    return found


def _statements(cases: Collection[int]) -> dict[int, list[dict[str, Any]]]:
    """The statements of the last commitment of each case."""
    rows = Commitment.objects.filter(application__in=cases).order_by("pk")
    return dict(rows.values_list("application", "statements"))


def count_promises(*, authorities: list[int]) -> list[dict[str, Any]]:
    """Counting of the setting FIGURES: how the living promises of some authorities stand, by statement.

    Each row: code, words (zh-Hans), promised and one number per state, all of cases; told, with_verifier and mended
    within a year, of failings: the rows of the list. What is of the will alone is no promise that can fail.
    """
    keys = list(living(on=timezone.localdate()).filter(authority__in=authorities).values_list("pk", flat=True))
    probes = _newest(Probe.objects.filter(application__in=keys).order_by("pk").iterator())
    failing = _by_case(Failing.objects.open().filter(application__in=keys).select_related("passed_on"))
    rows: dict[str, dict[str, Any]] = {}
    for case, statements in _statements(keys).items():
        for statement in factual(statements):
            code = plain_code(statement["code"])
            row = rows.setdefault(code, _nothing_of(code, statement["zh"]))
            of_case = failing.get(case, [])
            row["promised"] += 1
            row[state_of(code, probes.get(case, {}).values(), of_case)] += 1
            materials = materials_testing(code)
            about = [one for one in of_case if one.material in materials]
            row["with_verifier"] += sum(hasattr(one, "passed_on") for one in about)
            row["told"] += sum(not hasattr(one, "passed_on") for one in about)
    since = timezone.now() - datetime.timedelta(days=365)
    mended = FailingEnd.objects.filter(how=FailingEnd.How.MENDED, at__gte=since)
    for codes in mended.filter(failing__application__authority__in=authorities).values_list(
        "failing__statements", flat=True
    ):
        for code in {plain_code(one) for one in codes} & set(rows):
            rows[code]["mended"] += 1
    return sorted(rows.values(), key=lambda row: (row[BY_PEOPLE] > 0, -row["promised"], row["code"]))


def _nothing_of(code: str, words: str) -> dict[str, Any]:
    return {
        "code": code,
        "words": words,
        "promised": 0,
        **dict.fromkeys(STATES, 0),
        "told": 0,
        "with_verifier": 0,
        "mended": 0,
    }
