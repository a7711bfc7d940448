"""What this authority's own rows say: credit file, orders to rectify, penalties, verified promises, vehicles.

Read every night from licensing's rows; a fact already entered stays, one whose ground is gone ends.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from contextlib import suppress

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from licensing.applications.models.credit import CreditEntry
from licensing.certificates.models import Certificate
from licensing.verification.models import End, InquiryDecision, Inspection, RemedyOutcome
from papers.serving.lasting import is_over
from supervision.credit.facts.actions import NewFact, end_fact, enter_facts
from supervision.credit.facts.models import CreditFact, FactEnd, Source
from supervision.credit.subjects.models import Subject
from supervision.reviews.models import ReviewedVehicle

ENTRY, ORDER, PENALTY, PROMISE, VEHICLE = "credit-entry", "order", "penalty", "promise", "vehicle"
"""What a source_ref of our own begins with, before the key of the row."""


def gather(*, on: datetime.date) -> int:
    """Enter what is new and end what is over; returns how many facts are new."""
    found = [*_entries(), *_orders(on), *_penalties(), *_promises(), *_vehicles(on)]
    coded = set(Subject.objects.values_list("company", flat=True))
    new = enter_facts([fact for fact in found if fact.company in coded], by=None)
    _end_what_is_over(on)
    return len(new)


def _day(moment: datetime.datetime) -> datetime.date:
    return timezone.localdate(moment)


def _entries() -> Iterator[NewFact]:
    """Untrue promises and false applications of the credit file; repaired or lifted there, they end here."""
    for entry in CreditEntry.objects.filter(repair__isnull=True, lifted__isnull=True):
        yield NewFact(
            company=entry.company_id,
            indicator="untrue-commitment",
            happened_on=_day(entry.entered_at),
            source=Source.OWN,
            source_ref=f"{ENTRY}:{entry.pk}",
            article="国办发〔2020〕42号；《行政许可法》第七十八条、第七十九条",
            words=str(CreditEntry.Ground(entry.ground).label),
        )


def _overdue_orders(on: datetime.date) -> Iterable[Inspection]:
    answered = Inspection.objects.filter(verification=OuterRef("verification"), pk__gt=OuterRef("pk"))
    rows = Inspection.objects.filter(outcome=Inspection.Outcome.RECTIFY, rectify_by__lt=on)
    rows = rows.filter(rectification__isnull=True).exclude(Exists(answered))
    rows = rows.select_related("verification__application", "letter__service")
    return [order for order in rows if is_over(order.runs_until, on=on)]


def _orders(on: datetime.date) -> Iterator[NewFact]:
    for order in _overdue_orders(on):
        assert order.last_day is not None  # noqa: S101 - the filter says so
        yield NewFact(
            company=order.verification.application.company_id,
            indicator="orders-overdue",
            happened_on=order.last_day + datetime.timedelta(days=1),
            source=Source.OWN,
            source_ref=f"{ORDER}:{order.pk}",
            words=f"{order.letter.title} {order.letter.number}" if order.letter else "",
        )


def _penalties() -> Iterator[NewFact]:
    rows = InquiryDecision.objects.filter(ends=True, inquiry__end=End.PENALTY)
    undone = RemedyOutcome.objects.filter(attacked=OuterRef("letter"), undoes=True)
    for decision in rows.exclude(Exists(undone)).select_related("inquiry__application", "letter"):
        yield NewFact(
            company=decision.inquiry.application.company_id,
            indicator="penalties",
            happened_on=_day(decision.decided_at),
            source=Source.OWN,
            source_ref=f"{PENALTY}:{decision.pk}",
            gravity="serious",
            article=decision.inquiry.articles[:200],
            words=f"{decision.letter.title} {decision.letter.number}" if decision.letter else "",
        )


def _promises() -> Iterator[NewFact]:
    rows = Inspection.objects.filter(outcome=Inspection.Outcome.KEPT).select_related("verification__application")
    since = timezone.now() - datetime.timedelta(days=366)
    for kept in rows.filter(inspected_at__gte=since).select_related("letter"):
        yield NewFact(
            company=kept.verification.application.company_id,
            indicator="promise-kept",
            happened_on=_day(kept.inspected_at),
            source=Source.OWN,
            source_ref=f"{PROMISE}:{kept.pk}",
            words=f"{kept.letter.title} {kept.letter.number}" if kept.letter else "",
        )


def _overdue_vehicles(on: datetime.date) -> Iterable[Certificate]:
    """Vehicles whose technical grade has run out, or whose yearly review was not asked for or passed in time."""
    rows = Certificate.objects.in_force().filter(kind=Certificate.Kind.VEHICLE)
    told = Q(**{"particulars__grade-valid-to__gte": "2000-01-01", "particulars__grade-valid-to__lt": on.isoformat()})
    return rows.filter(told | Q(number__in=_unreviewed(on)))


def _unreviewed(on: datetime.date) -> dict[str, datetime.date]:
    """Certificates whose yearly review is overdue, with the day it was due; what waits for the office is not."""
    rows = ReviewedVehicle.objects.standing().filter(due_on__lt=on)
    return dict(rows.exclude(requests__isnull=False, requests__result__isnull=True).values_list("number", "due_on"))


def _vehicles(on: datetime.date) -> Iterator[NewFact]:
    unreviewed = _unreviewed(on)
    for vehicle in _overdue_vehicles(on):
        days = [unreviewed[vehicle.number]] if vehicle.number in unreviewed else []
        with suppress(ValueError):
            days.append(datetime.date.fromisoformat(str(vehicle.particulars.get("grade-valid-to"))))
        if not days:
            continue  # what was typed as a day is none
        yield NewFact(
            company=vehicle.company_id,
            indicator="overdue-vehicles",
            happened_on=min(days) + datetime.timedelta(days=1),
            source=Source.OWN,
            source_ref=f"{VEHICLE}:{vehicle.pk}",
            words=f"道路运输证 {vehicle.number}",
        )


def _end_what_is_over(on: datetime.date) -> None:
    """Facts of our own whose rows do not say so any more."""
    rows = CreditFact.objects.filter(source=Source.OWN, end__isnull=True, entered_by__isnull=True)
    standing = {
        ORDER: {f"{ORDER}:{order.pk}" for order in _overdue_orders(on)},
        VEHICLE: {f"{VEHICLE}:{vehicle.pk}" for vehicle in _overdue_vehicles(on)},
        PENALTY: {fact.source_ref for fact in _penalties()},
    }
    for name, refs in standing.items():
        kind = FactEnd.Kind.REMOVED if name == PENALTY else FactEnd.Kind.ENDED
        over = rows.filter(source_ref__startswith=f"{name}:").exclude(source_ref__in=refs)
        for fact in over.select_related("company"):
            end_fact(fact, kind, by=None)
    lifted = _refs(CreditEntry.objects.filter(lifted__isnull=False))
    repaired = _refs(CreditEntry.objects.filter(lifted__isnull=True, repair__isnull=False))
    for ended, how in ((lifted, FactEnd.Kind.REMOVED), (repaired, FactEnd.Kind.REPAIRED)):
        for fact in rows.filter(source_ref__in=ended).select_related("company"):
            end_fact(fact, how, by=None)


def _refs(entries: QuerySet[CreditEntry]) -> list[str]:
    return [f"{ENTRY}:{key}" for key in entries.values_list("pk", flat=True)]
