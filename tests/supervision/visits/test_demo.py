"""The demo's visits are what real ones are: their seals fit, their records can be read, and a second run adds none."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from supervision.grids.queries import at_a_glance
from supervision.phones.records import seal_of
from supervision.visits import demo
from supervision.visits.clues.models import VisitClue
from supervision.visits.models import PlannedVisit, Visit
from supervision.visits.phone.records import read_record
from supervision.visits.queries import today, with_visits

pytestmark = pytest.mark.django_db


@pytest.fixture
def seeded(taihang, street, seat, monkeypatch):
    monkeypatch.setattr(demo, "SHARE", 1.0)
    return demo.seed_visits()


def test_every_visit_of_the_demo_is_sealed_and_reads_as_a_phones(seeded):
    assert seeded == Visit.objects.count() == 1
    for visit in Visit.objects.all():
        record = read_record(visit.record)
        assert visit.seal == seal_of(visit.record)
        assert (record.company, record.outcome) == (visit.company_id, visit.outcome)
        assert visit.files.count() == len(record.files)


def test_a_second_run_adds_none(seeded):
    assert demo.seed_visits() == 0


def test_officers_of_the_demo_find_a_clue_of_a_visit_that_was_held(seeded):
    held = Visit.objects.filter(outcome__in=("signed", "unsigned")).count()

    assert demo.seed_clues() == held == VisitClue.objects.waiting().count()


def test_grids_at_a_glance_tell_who_was_met_what_is_late_and_what_is_asked_with_one_query(seeded, street, chief):
    visit = Visit.objects.get()
    with CaptureQueriesContext(connection) as asked:
        [grid] = with_visits(at_a_glance(chief), on=today())

    assert (grid.covered, grid.companies) == (int(visit.outcome != "absent"), 1)
    assert grid.last_visit == (visit.on if visit.outcome != "absent" else None)
    assert grid.overdue == PlannedVisit.objects.open().filter(due_on__lt=today()).count()
    assert len([one for one in asked if "grid" in one["sql"]]) <= 4
