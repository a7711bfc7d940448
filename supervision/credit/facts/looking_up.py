"""Other authorities' registries are asked for what counts: each question kept, what is new entered, what is gone ended.

Silence is kept as silence: while a registry did not answer, a company does not become green (house, decision 6).
"""

from __future__ import annotations

import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from accounts.people import Person
from accounts.represented.companies import Company
from materials.lookups.ask import ask_all, is_connected
from materials.lookups.contract import Answer, Outcome, Purpose, Question
from pages.days import midnight
from supervision import events
from supervision.credit.facts.actions import end_fact, enter_facts
from supervision.credit.facts.models import CreditFact, FactEnd, FactInquiry
from supervision.credit.facts.registries import EVENTS, LOOKED_UP, Asked, Told, Unreadable, registries
from supervision.credit.subjects.models import Subject

BY_TIMER = "timer:credit"
IN_ONE_TURN = 20
"""So many companies are asked about in a minute: the worker has other things to do."""


def tick() -> int:
    """Timer: the next companies of this night; returns how many were asked about."""
    now = timezone.localtime()
    return ask_those_due(on=now.date()) if now.hour >= settings.CREDIT_HOUR else 0


def ask_those_due(*, on: datetime.date, most: int = IN_ONE_TURN) -> int:
    """Ask about coded companies in turn, the longest unasked first, within the budget of a night.

    A company is asked about again after `CREDIT_ASKED_EVERY_DAYS`; after a silence the next night.
    """
    tonight = FactInquiry.objects.filter(asked_at__gte=midnight(on), asked_by=BY_TIMER)
    left = settings.CREDIT_LOOK_UPS - tonight.aggregate(asked=Count("company", distinct=True))["asked"]
    newest = FactInquiry.objects.filter(company=OuterRef("pk")).order_by("-pk")
    # Whoever is asked about one company is asked at one moment: one silent registry makes the whole turn silent.
    silent = FactInquiry.objects.filter(
        company=OuterRef("pk"), asked_at=OuterRef("last"), outcome=Outcome.UNAVAILABLE.value
    )
    coded = Company.objects.filter(Exists(Subject.objects.filter(company=OuterRef("pk"), is_active=True)))
    told = coded.annotate(last=Subquery(newest.values("asked_at")[:1])).filter(
        Q(last=None)
        | Q(last__lt=midnight(on) - datetime.timedelta(days=settings.CREDIT_ASKED_EVERY_DAYS))
        | Q(Exists(silent), last__lt=midnight(on))
    )
    turn = list(told.order_by(F("last").asc(nulls_first=True), "pk")[: max(min(most, left), 0)])
    for company in turn:
        ask_registries(company, by=BY_TIMER)
    return len(turn)


def ask_registries(company: Company, *, by: Person | str) -> list[FactInquiry]:
    """Ask every connected registry about a company, and enter what it says. Never raises for faults outside."""
    asking = by if isinstance(by, str) else f"person:{by.pk}"
    asked = [one for one in registries() if is_connected(one.registry)]
    now = timezone.now()
    questions = [
        Question(
            material=one.material,
            registry=one.registry,
            keys={"uscc": company.uscc},
            purpose=Purpose(item="credit-code", case=f"company:{company.pk}", legal_basis=one.basis),
            by=asking,
        )
        for one in asked
    ]
    answers = ask_all(questions)
    return [
        _kept(company, one, answer, asking=asking, at=now, by=by) for one, answer in zip(asked, answers, strict=True)
    ]


def _kept(
    company: Company, asked: Asked, answer: Answer, *, asking: str, at: datetime.datetime, by: Person | str
) -> FactInquiry:
    told, outcome, reason = Told(facts=()), answer.outcome, answer.reason
    if outcome is Outcome.FOUND:
        try:
            told = asked.read(company.pk, company.uscc, answer)
        except Unreadable:
            outcome, reason = Outcome.UNAVAILABLE, "unreadable"
    with transaction.atomic():
        inquiry = FactInquiry.objects.create(
            company=company,
            material=asked.material,
            registry=asked.registry,
            outcome=outcome.value,
            reason=reason,
            source_version=answer.source_version,
            answer_digest=answer.digest,
            asked_at=at,
            asked_by=asking,
        )
        events.REGISTRY_ASKED.record(
            subject=f"company:{company.pk}",
            by=by,
            authority=company.division_id,
            registry=asked.registry,
            outcome=outcome.value,
        )
        if outcome is Outcome.FOUND:
            _enter(company, asked, told, version=answer.source_version)
    return inquiry


def _enter(company: Company, asked: Asked, told: Told, *, version: str) -> None:
    known = list(_known(company, asked))
    enter_facts(asked.new(told, known), by=None)
    for fact in asked.over(told, known):
        end_fact(fact, FactEnd.Kind(asked.ends), words=version, by=None)


def _known(company: Company, asked: Asked) -> QuerySet[CreditFact]:
    """What stands of this registry; what a person entered by a table is not this registry's to end."""
    rows = CreditFact.objects.filter(company=company, source=asked.source, end__isnull=True, entered_by=None)
    rows = rows.filter(indicator__in=asked.indicators.values())
    if asked.tells != EVENTS:
        rows = rows.filter(source_ref__startswith=LOOKED_UP)
    return rows.select_related("company")
