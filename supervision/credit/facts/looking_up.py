"""Other authorities' registries are asked for what counts: each question kept, what is new entered, what is gone ended.

Silence is kept as silence: while a registry did not answer, a company does not become green (house, decision 6).
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.utils import timezone

from accounts.people import Person
from accounts.represented.companies import Company
from materials.catalogue.queries import CREDIT_MATERIAL, CREDIT_REGISTRY
from materials.lookups.ask import ask_all, is_connected
from materials.lookups.contract import Answer, Outcome, Purpose, Question
from supervision import events
from supervision.credit.facts.actions import NewFact, end_fact, enter_facts
from supervision.credit.facts.models import CreditFact, FactEnd, FactInquiry, Source
from supervision.credit.subjects.models import Subject

BY_TIMER = "timer:credit"
IN_ONE_TURN = 20
"""So many companies are asked about in a minute: the worker has other things to do."""
BASIS = "《道路运输条例》第五十三条（信息共享）"
ASKED = ((CREDIT_MATERIAL, CREDIT_REGISTRY),)
FIELDS = {"serious-bad-record": "serious-list", "false-commitment": "untrue-commitment"}
"""What the credit registry says yes to, and the indicator it is."""


def tick() -> int:
    """Timer: the next companies of this night; returns how many were asked about."""
    now = timezone.localtime()
    return ask_those_due(on=now.date()) if now.hour >= settings.CREDIT_HOUR else 0


def ask_those_due(*, on: datetime.date, most: int = IN_ONE_TURN) -> int:
    """Ask about coded companies in turn, the longest unasked first, within the budget of a night.

    A company is asked about again after `CREDIT_ASKED_EVERY_DAYS`; after a silence the next night.
    """
    midnight = timezone.make_aware(datetime.datetime.combine(on, datetime.time()))
    asked_today = FactInquiry.objects.filter(asked_at__gte=midnight)
    left = settings.CREDIT_LOOK_UPS - asked_today.filter(asked_by=BY_TIMER).count()
    newest = FactInquiry.objects.filter(company=OuterRef("pk")).order_by("-pk")
    coded = Company.objects.filter(Exists(Subject.objects.filter(company=OuterRef("pk"), is_active=True)))
    told = coded.annotate(
        last=Subquery(newest.values("asked_at")[:1]), said=Subquery(newest.values("outcome")[:1])
    ).filter(
        Q(last=None)
        | Q(last__lt=midnight - datetime.timedelta(days=settings.CREDIT_ASKED_EVERY_DAYS))
        | Q(last__lt=midnight, said=Outcome.UNAVAILABLE.value)
    )
    turn = list(told.order_by(F("last").asc(nulls_first=True), "pk")[: max(min(most, left), 0)])
    for company in turn:
        ask_registries(company, by=BY_TIMER)
    return len(turn)


def ask_registries(company: Company, *, by: Person | str) -> list[FactInquiry]:
    """Ask every connected registry about a company, and enter what it says. Never raises for faults outside."""
    asking = by if isinstance(by, str) else f"person:{by.pk}"
    purpose = Purpose(item="credit-code", case=f"company:{company.pk}", legal_basis=BASIS)
    questions = [
        Question(material=material, registry=registry, keys={"uscc": company.uscc}, purpose=purpose, by=asking)
        for material, registry in ASKED
        if is_connected(registry)
    ]
    return [
        _kept(company, question, answer, by=by) for question, answer in zip(questions, ask_all(questions), strict=True)
    ]


def _kept(company: Company, question: Question, answer: Answer, *, by: Person | str) -> FactInquiry:
    with transaction.atomic():
        inquiry = FactInquiry.objects.create(
            company=company,
            material=question.material,
            registry=question.registry,
            outcome=answer.outcome.value,
            reason=answer.reason,
            source_version=answer.source_version,
            answer_digest=answer.digest,
            asked_by=question.by,
        )
        events.REGISTRY_ASKED.record(
            subject=f"company:{company.pk}",
            by=by,
            authority=company.division_id,
            registry=question.registry,
            outcome=answer.outcome.value,
        )
        if answer.outcome is Outcome.FOUND:
            _enter(company, answer)
    return inquiry


def _enter(company: Company, answer: Answer) -> None:
    told = {FIELDS[name] for name in FIELDS if answer.fields.get(name) == "yes"}
    if answer.fields.get("repaired-on"):
        told.discard("untrue-commitment")
    known = {fact.indicator: fact for fact in _of_registry(company)}
    enter_facts([_new(company, indicator, answer) for indicator in told - set(known)], by=None)
    for indicator in set(known) - told:
        end_fact(known[indicator], FactEnd.Kind.REPAIRED, words=answer.source_version, by=None)


def _of_registry(company: Company) -> Iterator[CreditFact]:
    rows = CreditFact.objects.filter(company=company, source=Source.CREDIT_CHINA, end__isnull=True)
    return iter(rows.filter(source_ref__startswith="look-up ").select_related("company"))


def _new(company: Company, indicator: str, answer: Answer) -> NewFact:
    return NewFact(
        company=company.pk,
        indicator=indicator,
        happened_on=timezone.localdate(answer.as_of) if answer.as_of else timezone.localdate(),
        source=Source.CREDIT_CHINA,
        source_ref=f"look-up {company.uscc} {timezone.localdate().isoformat()}",
        gravity="serious",
    )
