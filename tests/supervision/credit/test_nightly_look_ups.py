"""Registries are asked about coded companies in turn, by night, within a budget; a silence is asked again."""

import datetime

import pytest
import time_machine
from django.utils import timezone

from supervision.credit.facts import looking_up
from supervision.credit.facts.looking_up import ask_those_due, tick
from supervision.credit.facts.models import FactInquiry
from supervision.credit.subjects.models import Subject
from tests.factories import company_of
from tests.registry_server import WORLD
from tests.supervision.conftest import subject_of

pytestmark = pytest.mark.django_db
OTHERS = list(WORLD["fleets"])[3:6]


@pytest.fixture
def companies(subject, world):
    """Four companies that have a code, and one that has none any more."""
    coded = [subject.company, *(company_of(uscc) for uscc in OTHERS)]
    Subject.objects.filter(company=coded[-1]).update(is_active=False)
    return coded[:-1]


def ask(days, **more):
    moment = timezone.localtime().replace(hour=3) + datetime.timedelta(days=days)
    with time_machine.travel(moment, tick=False):
        return ask_those_due(on=timezone.localdate(), **more)


def test_everybody_who_is_coded_has_a_turn_and_then_rests(companies):
    assert (ask(1, most=2), ask(1, most=2), ask(1, most=2)) == (2, 1, 0)
    assert {row.company for row in FactInquiry.objects.all()} == set(companies)
    assert ask(2) == 0
    assert ask(32) == len(companies)


def test_a_night_has_a_budget(companies, settings):
    settings.CREDIT_LOOK_UPS = 2

    assert (ask(1), ask(1), ask(2)) == (2, 0, 1)


def test_who_was_silent_is_asked_again_the_next_night(companies, world):
    world.fail("down")
    assert ask(1) == len(companies)
    world.mend()

    assert (ask(1), ask(2), ask(3)) == (0, len(companies), 0)


def test_the_timer_sleeps_before_its_hour(companies, settings):
    with time_machine.travel(timezone.localtime().replace(hour=1) + datetime.timedelta(days=1), tick=False):
        assert tick() == 0
    with time_machine.travel(timezone.localtime().replace(hour=3) + datetime.timedelta(days=1), tick=False):
        assert tick() == len(companies)
    assert set(FactInquiry.objects.values_list("asked_by", flat=True)) == {looking_up.BY_TIMER}


def test_a_subject_of_two_sectors_is_asked_about_once(companies):
    subject_of(companies[0], sector="hazardous")

    assert ask(1) == len(companies)
