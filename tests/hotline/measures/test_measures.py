"""Five pain points, seventeen measures: each with an owner, evidence, and a figure where somebody counts."""

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.people import Person
from accounts.roles import visible_authorities
from desk.refusals import MayNotHandle, NotNow
from hotline.knowledge import demo as knowledge
from hotline.measures import demo as measures
from hotline.measures.actions import take_step
from hotline.measures.looks import MEASURES
from hotline.measures.models import MeasureStep
from hotline.measures.reading import Measured, document, figure_of, pain_points
from tests.factories import staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def leader(catalogue):
    return staff("leader", "hotline-leader", division="410800")


def measure(number):
    return next(
        one
        for pain in pain_points(visible_authorities(Person.objects.get(username="leader")))
        for one in pain.measures
        if one.number == number
    )


def test_there_are_five_and_seventeen_each_with_owner_evidence_and_metric(leader):
    found = pain_points(visible_authorities(leader))

    assert [pain.number for pain in found] == [1, 2, 3, 4, 5]
    assert sorted(one.number for pain in found for one in pain.measures) == list(range(1, 18))
    assert all(one.owner and one.evidence and one.metric for pain in found for one in pain.measures)
    assert len({row["metric"] for row in document()["measures"]}) == 17


def test_what_the_press_did_not_say_is_marked_as_a_reconstruction(leader):
    assert [pain.number for pain in pain_points(visible_authorities(leader)) if not pain.is_from_the_press] == [4, 5]


def test_a_figure_is_counted_or_there_is_none(leader, client, settings):
    settings.MEASURE_FIGURES = {}
    client.force_login(leader)

    page = client.get(reverse("measures:list")).text

    assert page.count("尚未统计") == 17


@pytest.mark.parametrize("metric", sorted(settings.MEASURE_FIGURES))
def test_every_function_that_is_named_counts_a_metric_of_a_measure(leader, metric):
    assert metric in {row["metric"] for row in document()["measures"]}
    assert isinstance(figure_of(metric, visible_authorities(leader)), Measured)


def test_a_figure_moves_with_its_rows(leader):
    assert figure_of("answers-in-force", visible_authorities(leader)) == Measured(value=0, of=0)
    staff("dispatcher", "hotline-dispatcher", division="410800")
    staff("reply-reviewer", "reply-reviewer", division="410800")

    knowledge.seed()

    assert figure_of("answers-in-force", visible_authorities(leader)) == Measured(value=21, of=21)


def test_a_measure_goes_on_step_by_step_with_evidence(leader):
    with pytest.raises(NotNow):
        take_step(4, "done", evidence="x", by=leader)
    with pytest.raises(NotNow):
        take_step(4, "under-way", evidence=" ", by=leader)
    for state in ("under-way", "done", "kept-up", "under-way"):
        take_step(4, state, evidence="文件〔2026〕1号", by=leader)

    assert measure(4).state == "under-way"
    assert measure(5).state == "open"
    with pytest.raises(IntegrityError), transaction.atomic():
        MeasureStep.objects.create(measure=4, nth=4, state="done", evidence="x", by=leader)


def test_only_the_leader_notes_a_step_and_nothing_typed_is_lost(leader, client):
    with pytest.raises(MayNotHandle):
        take_step(1, "under-way", evidence="x", by=staff("analyst", "hotline-analyst"))
    client.force_login(leader)

    answer = client.post(reverse("measures:step", args=[1]), {"state": "done", "evidence": "写了证据"})

    assert answer.status_code == 422
    assert "写了证据" in answer.text


def test_the_demo_shows_measures_in_every_state_once(leader):
    made = measures.seed()

    assert {one.state for pain in pain_points(visible_authorities(leader)) for one in pain.measures} == set(MEASURES)
    assert measures.seed() == 0 < made
