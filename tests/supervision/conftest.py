"""People of the credit rooms, and a company that has a code."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from django.utils import timezone

from accounts.authorities import Authority
from clock.months import months_later
from supervision.credit.codes.actions import follow
from supervision.credit.codes.assessing import weigh
from supervision.credit.codes.models import Assessment
from supervision.credit.facts.actions import NewFact, enter_facts
from supervision.credit.subjects.models import Subject
from supervision.serving.actions import say_of_service
from tests.factories import principal_of, staff


@pytest.fixture
def officer(db):
    return staff("credit-1", "credit-officer")


@pytest.fixture
def confirmer(db):
    return staff("credit-2", "credit-confirmer")


@pytest.fixture
def decider_of_objections(db):
    return staff("credit-3", "objection-decider")


@pytest.fixture
def keepers(db):
    return staff("keeper-1", "model-keeper"), staff("keeper-2", "model-keeper")


@pytest.fixture
def subject(taihang):
    return subject_of(taihang)


def subject_of(company, *, sector="freight", vehicles=20, colour="none", since=datetime.date(2022, 1, 1)):
    told = {
        "authority": Authority.objects.get(division=company.division),
        "licensed_since": since,
        "vehicles": vehicles,
        "colour": colour,
        "colour_since": since if colour != "none" else None,
    }
    say_of_service(company, agrees=True, by=principal_of(company))  # as nearly everybody does
    return Subject.objects.update_or_create(company=company, sector=sector, defaults=told)[0]


def happened(subject, indicator, *, months=1, magnitude=1, gravity="", source="police", ref="", ends_on=None):
    """A fact of so many months ago; returns its row."""
    day = months_later(timezone.localdate(), -months)
    told = NewFact(
        company=subject.company_id,
        indicator=indicator,
        happened_on=day,
        source=source,
        source_ref=ref or f"{indicator}/{months}/{subject.company_id}",
        sector=subject.sector,
        gravity=gravity,
        magnitude=Decimal(magnitude),
        article="《道路运输条例》第七十五条",
        ends_on=ends_on,
    )
    return enter_facts([told], by=None)[0]


def run(subject, *, occasion=Assessment.Occasion.MONTHLY, on=None):
    """Assess a subject as the monthly run does, and do what follows."""
    move = follow(weigh(subject, on=on or timezone.localdate()), occasion=occasion)
    subject.refresh_from_db()
    return move
