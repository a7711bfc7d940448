"""What the demo's officers did today can be believed: how long drivers stood, and what drawn companies were told."""

import pytest
import time_machine
from django.utils import timezone

from supervision.draws.demo import seed_draws
from supervision.draws.models import Draw
from supervision.draws.queries import lines_of, result_of
from supervision.encounters.demo import seed_encounters
from supervision.encounters.models import Outcome
from supervision.inspections.demo import seed_inspections
from tests.conftest import SHUNDA, YUNTAI
from tests.factories import company_of, granted, staff
from tests.supervision.conftest import subject_of
from tests.supervision.inspecting import officers

pytestmark = pytest.mark.django_db


def test_drivers_stood_for_the_minutes_between_stored_moments_some_longer_than_aimed_at(taihang, clerk):
    officers(3)
    granted(taihang, clerk=clerk)

    with time_machine.travel(timezone.localtime().replace(hour=15, minute=0), tick=False):
        seed_encounters()

    ended = Outcome.objects.select_related("encounter")
    stood = [one.minutes for one in ended]
    assert stood == [int((one.at - one.encounter.opened_at).total_seconds() // 60) for one in ended]
    assert min(stood) < 10 < max(stood)


def test_an_encounter_of_the_demo_began_on_its_day_even_just_after_midnight(taihang):
    officers(3)
    midnight = timezone.localtime().replace(hour=0, minute=2)

    with time_machine.travel(midnight, tick=False):
        assert seed_encounters()


def test_of_the_demos_draw_two_companies_were_told_what_was_found(taihang):
    officers(4)
    staff("head", "head")
    for one in (taihang, company_of(YUNTAI), company_of(SHUNDA)):
        one.division = taihang.division
        subject_of(one, colour="yellow")

    seed_draws()
    seed_inspections()

    draw = Draw.objects.get()
    told = [line.result.outcome for line in lines_of(draw, result_of(draw), with_companies=True) if line.result]
    assert sorted(told) == ["clean", "rectify"]
