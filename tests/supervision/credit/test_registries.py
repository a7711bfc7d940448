"""What police, overload control and the tax authority know of a company counts, and their silence is never green."""

import datetime

import pytest
import time_machine
from django.utils import timezone

from materials.lookups.contract import Outcome, Purpose, Question, answered
from supervision.credit.codes.assessing import weigh
from supervision.credit.editions.queries import shipped_model
from supervision.credit.facts.looking_up import ask_registries, ask_those_due
from supervision.credit.facts.models import CreditFact, FactEnd, FactInquiry
from supervision.credit.facts.registries import Unreadable, registries
from tests.supervision.conftest import happened

pytestmark = pytest.mark.django_db
POLICE = {"number-1": "焦公交认字〔2026〕第9号", "kind-1": "accident", "count-1": "1", "since": "2025-11-01"}


@pytest.fixture
def connected(registry, settings):
    settings.REGISTRIES = {
        **settings.REGISTRIES,
        **dict.fromkeys(("ps-accident", "overload-control", "tax-credit"), registry.url),
    }
    return registry


def told(fact):
    return fact.source, fact.source_ref, fact.indicator


def asked_by_name(name):
    return next(one for one in registries() if one.registry == name)


def answer_of(**fields):
    purpose = Purpose(item="credit-code", case="", legal_basis="")
    question = Question(material="x", registry="x", keys={}, purpose=purpose, by="test")
    return answered(question, Outcome.FOUND, requested_at=timezone.now(), fields=fields)


def test_what_the_registries_tell_is_entered_once_and_ended_when_it_is_taken_back(subject, connected):
    company, keys = subject.company, {"uscc": subject.company.uscc}
    day = (timezone.localdate() - datetime.timedelta(days=40)).isoformat()

    with (
        connected.telling("traffic-accidents", keys, **POLICE, **{"on-1": day}),
        connected.telling("taxpayer-grade", keys, **{"grade": "A", "graded-on": day}),
    ):
        ask_registries(company, by="test")
        ask_registries(company, by="test")
    found = {fact.indicator: fact for fact in CreditFact.objects.filter(company=company)}
    assert told(found["accidents"]) == ("police", "焦公交认字〔2026〕第9号", "accidents")
    assert found["taxpayer-a"].happened_on.isoformat() == day
    assert CreditFact.objects.filter(company=company).count() == 2

    with connected.telling("taxpayer-grade", keys, grade="M"):
        ask_registries(company, by="test")
    assert set(FactEnd.objects.values_list("fact__indicator", "kind")) == {
        ("accidents", "removed"),
        ("taxpayer-a", "ended"),
    }


def test_who_is_silent_beside_others_is_asked_again_and_nobody_is_green_meanwhile(subject, connected):
    with connected.telling("taxpayer-grade", {"uscc": subject.company.uscc}, **{"graded-on": "nobody knows"}):
        ask_registries(subject.company, by="test")

    silent = FactInquiry.objects.get(outcome="unavailable")
    weighed = weigh(subject, on=timezone.localdate())
    assert (silent.registry, silent.reason) == ("tax-credit", "unreadable")
    assert weighed.silent == {"tax-credit"}
    assert weighed.found.colour.value != "green"
    with time_machine.travel(timezone.now() + datetime.timedelta(days=1), tick=False):
        assert ask_those_due(on=timezone.localdate()) == 1
    assert weigh(subject, on=timezone.localdate()).silent == frozenset()


@pytest.mark.parametrize(
    "fields",
    [
        {**POLICE, "on-1": "2999-01-01"},
        {**POLICE, "on-1": "2026-01-01", "kind-1": "quarrel"},
        {**POLICE, "on-1": "2026-01-01", "count-1": "-1"},
        {**POLICE, "on-1": "2026-01-01", "number-1": " "},
        {**POLICE},
    ],
)
def test_what_cannot_be_read_is_no_answer(fields):
    with pytest.raises(Unreadable):
        asked_by_name("ps-accident").read(1, "", answer_of(**fields))


def test_events_of_days_a_registry_does_not_cover_are_not_ended(subject):
    police = asked_by_name("ps-accident")
    old = happened(subject, "accidents", months=20)

    assert police.over(police.read(subject.company_id, "", answer_of(since="2026-06-01")), [old]) == []
    assert police.over(police.read(subject.company_id, "", answer_of(since="2024-06-01")), [old]) == [old]


def test_every_indicator_is_one_of_the_models_and_every_registry_names_its_basis():
    known = {one.code for one in shipped_model("freight").indicators}
    assert all(set(one.indicators.values()) <= known and one.basis for one in registries())
