"""Facts are entered once and end once; each in one transaction with its event."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from accounts.people import Person
from pages.one_by_one import one_by_one
from supervision import events
from supervision.credit.facts.classes import days_of
from supervision.credit.facts.models import CreditFact, FactEnd
from trail.events import write_down


@dataclass(frozen=True, kw_only=True)
class NewFact:
    """A fact as its source tells it."""

    company: int
    indicator: str
    happened_on: datetime.date
    source: str
    source_ref: str
    sector: str = ""
    gravity: str = ""
    magnitude: Decimal = Decimal(1)
    article: str = ""
    words: str = ""
    ends_on: datetime.date | None = None

    @property
    def key(self) -> tuple[str, str, str]:
        """By which it is known again: source, its number there, and what it is about."""
        return self.source, self.source_ref, self.indicator


def known_keys(found: Iterable[NewFact]) -> set[tuple[str, str, str]]:
    """The keys of those that are entered already."""
    refs = {fact.source_ref for fact in found}
    rows = CreditFact.objects.filter(source_ref__in=refs)
    return set(rows.values_list("source", "source_ref", "indicator"))


def enter_facts(found: Sequence[NewFact], *, by: Person | None) -> list[CreditFact]:
    """Enter what is not known yet, all or none; what is known stays as it is."""
    today = timezone.localdate()
    with transaction.atomic():
        known = known_keys(found)
        new = {fact.key: fact for fact in found if fact.key not in known}
        rows = CreditFact.objects.bulk_create([_row(fact, today=today, by=by) for fact in new.values()])
        write_down(
            events.FACT_ENTERED.happened(
                subject=f"company:{row.company_id}",
                by=by or "credit",
                authority=division,
                fact=row.number,
                indicator=row.indicator,
                source=row.source,
            )
            for row, division in _with_divisions(rows)
        )
    return rows


def _with_divisions(rows: Sequence[CreditFact]) -> Iterable[tuple[CreditFact, str]]:
    divisions = dict(
        CreditFact.objects.filter(pk__in=[row.pk for row in rows]).values_list("company", "company__division")
    )
    return ((row, divisions.get(row.company_id, "")) for row in rows)


def _row(fact: NewFact, *, today: datetime.date, by: Person | None) -> CreditFact:
    days = days_of(fact.gravity, fact.happened_on)
    return CreditFact(
        company_id=fact.company,
        sector=fact.sector,
        indicator=fact.indicator,
        happened_on=fact.happened_on,
        known_on=max(today, fact.happened_on),
        source=fact.source,
        source_ref=fact.source_ref,
        gravity=fact.gravity,
        magnitude=fact.magnitude,
        article=fact.article,
        words=fact.words,
        ends_on=fact.ends_on,
        repair_from=days.repair_from,
        shown_until=days.shown_until,
        entered_by=by,
    )


def end_fact(fact: CreditFact, kind: FactEnd.Kind, *, words: str = "", by: Person | None) -> FactEnd | None:
    """A fact does not count any more; None when it had ended already."""
    with transaction.atomic():
        end, new = FactEnd.objects.get_or_create(fact=fact, defaults={"kind": kind, "words": words, "ended_by": by})
        if new:
            events.FACT_ENDED.record(
                subject=f"company:{fact.company_id}",
                by=by or "credit",
                authority=fact.company.division_id,
                fact=fact.number,
                kind=f"fact-{kind.value}",
            )
    return end if new else None


def expire(*, on: datetime.date) -> int:
    """What was shown for its longest time ends by itself (信用修复管理办法); returns how many."""
    over = CreditFact.objects.filter(shown_until__lt=on, end__isnull=True).select_related("company")

    def ended(fact: CreditFact) -> bool:
        return end_fact(fact, FactEnd.Kind.EXPIRED, by=None) is not None

    return one_by_one(over.order_by("pk")[:500], ended, what="ending a fact")
