"""A code as its page shows it: the sum as it stands today, every fact with where it stands, what helps and when."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.people import Person
from accounts.represented.companies import Company
from accounts.roles import visible_authorities
from materials.uploads.models import Upload
from supervision.credit.codes.assessing import Weighed, as_told, weigh
from supervision.credit.codes.forecast import Way, green_from, ways
from supervision.credit.codes.models import CodeChange, Objection
from supervision.credit.facts.models import CreditFact, FactInquiry
from supervision.credit.letters.models import CreditLetter
from supervision.credit.repairs.models import Repair
from supervision.credit.repairs.rules import why_not_repaired
from supervision.credit.scoring.assess import lapses_on, rounded
from supervision.credit.scoring.model import Colour, Effect
from supervision.credit.subjects.models import Subject


@dataclass(frozen=True, kw_only=True)
class FactShown:
    """A fact with where it stands, the day from which it weighs nothing, and why its repair may not be asked for."""

    fact: CreditFact
    names: dict[str, str]
    article: str
    state: str
    lapses_on: datetime.date | None
    why_not_repaired: str


@dataclass(frozen=True, kw_only=True)
class Sum:
    """The whole sum of a subject on a day."""

    subject: Subject
    weighed: Weighed
    score: str
    told: dict[str, Any]
    effect: Effect
    reasons: Sequence[dict[str, str]]
    facts: Sequence[FactShown]
    ways: Sequence[Way]
    green_on: datetime.date | None

    @property
    def is_green(self) -> bool:
        return self.subject.code is Colour.GREEN


def sum_of(subject: Subject, *, on: datetime.date | None = None) -> Sum:
    """The sum of a subject today."""
    weighed = weigh(subject, on=on or timezone.localdate())
    model = weighed.by.content
    told = as_told(model, weighed.found)
    facts = {fact.pk: fact for fact in weighed.facts}
    _with_facts(told, facts)
    return Sum(
        subject=subject,
        weighed=weighed,
        score=rounded(weighed.found.score),
        told=told,
        effect=model.effect(subject.code),
        reasons=told["tests"],
        facts=factual(subject, weighed),
        ways=ways(weighed),
        green_on=None if subject.code is Colour.GREEN else green_from(weighed),
    )


def _with_facts(told: dict[str, Any], facts: dict[int, CreditFact]) -> None:
    """Put each fact beside its part of the sum, with its days as days and its decay as a share."""
    lines = [line for share in told["shares"] for line in share["lines"]] + told["bonus_lines"]
    for line in lines:
        for one in line["facts"]:
            one["row"] = facts[one["fact"]]
            one["lapses"] = datetime.date.fromisoformat(one["lapses_on"]) if one["lapses_on"] else None
            one["percent"] = f"{float(Fraction(one['decay']) * 100):.0f}%"


def factual(subject: Subject, weighed: Weighed) -> list[FactShown]:
    """Every fact that concerns a subject, also those that count no more; the newest first."""
    model, on = weighed.by.content, weighed.found.on
    asked = set(Repair.objects.filter(subject__company=subject.company_id).open().values_list("fact_id", flat=True))
    found = []
    for fact in CreditFact.objects.of(subject.company_id, subject.sector):
        indicator = model.indicator(fact.indicator)
        end = lapses_on(fact.as_value(), indicator) if indicator else None
        found.append(
            FactShown(
                fact=fact,
                names={"zh": indicator.name_zh, "en": indicator.name_en} if indicator else {"zh": fact.indicator},
                article=fact.article or (indicator.article if indicator else ""),
                state=_state(fact, speaks_for=bool(indicator and indicator.speaks_for), end=end, on=on),
                lapses_on=end,
                why_not_repaired=why_not_repaired(fact, on=on, is_asked=fact.pk in asked),
            )
        )
    return found


def _state(fact: CreditFact, *, speaks_for: bool, end: datetime.date | None, on: datetime.date) -> str:
    if fact.standing != "counted":
        return str(fact.standing)
    if end is not None and end <= on:
        return "lapsed"
    if fact.gravity == "slight":
        return "slight"
    return "good" if speaks_for else "counted"


def changes_of(subject: Subject) -> Sequence[CodeChange]:
    """The history of a code, the newest first."""
    rows = CodeChange.objects.filter(subject=subject)
    related = (
        "proposal__by",
        "confirmation__by",
        "confirmation__letter__service",
        "effect",
        "void",
        "drop",
        "assessment",
    )
    return list(rows.select_related(*related).order_by("-pk")[:50])


def objections_of(subject: Subject) -> Sequence[Objection]:
    rows = Objection.objects.filter(subject=subject)
    return list(rows.select_related("decision__letter", "change", "fact", "asked_by").order_by("-pk"))


def letters_of(subject: Subject) -> Sequence[CreditLetter]:
    rows = CreditLetter.objects.filter(company=subject.company_id).select_related("service", "company", "authority")
    return list(rows.order_by("-pk")[:50])


def repairs_of(subject: Subject) -> Sequence[Repair]:
    related = ("fact", "acceptance__letter", "extension__letter", "decision__letter")
    return list(Repair.objects.filter(subject=subject).select_related(*related))


def inquiries_about(company: Company) -> Sequence[FactInquiry]:
    """What registries answered about a company last, the newest first."""
    return list(FactInquiry.objects.filter(company=company).order_by("-pk")[:5])


def objections_for(person: Person) -> QuerySet[Objection]:
    """The objections of the authorities a person's roles reach."""
    rows = Objection.objects.filter(subject__authority__in=visible_authorities(person))
    return rows.select_related("subject__company", "subject__authority", "change", "fact", "asked_by")


def letters_for(person: Person) -> QuerySet[CreditLetter]:
    """The letters of the authorities a person's roles reach."""
    return CreditLetter.objects.filter(authority__in=visible_authorities(person))


def letters_to(company: Company) -> QuerySet[CreditLetter]:
    """The letters a company was sent."""
    return CreditLetter.objects.filter(company=company).select_related("service", "authority__division", "company")


def confirmed_changes_of(company: Company) -> QuerySet[CodeChange]:
    """The changes of a company's codes that were told to it."""
    rows: QuerySet[CodeChange] = CodeChange.objects.filter(subject__company=company, confirmation__isnull=False)
    return rows.select_related("subject__authority", "confirmation__letter__service", "void", "drop")


def proofs_for(person: Person) -> QuerySet[Upload]:
    """What companies brought with objections and requests for repair, for who handles them."""
    mine = visible_authorities(person)
    objected = Objection.proofs.through.objects.filter(objection__subject__authority__in=mine).values("upload")
    repaired = Repair.proofs.through.objects.filter(repair__subject__authority__in=mine).values("upload")
    return Upload.objects.filter(Q(pk__in=objected) | Q(pk__in=repaired))
