"""Who has a code is who holds a licence: enrolled with it, coded no more when it has ended, never forgotten."""

import pytest

from supervision.credit.subjects.enrolling import enrol
from supervision.credit.subjects.models import Subject
from supervision.grids.following import follow_register
from supervision.grids.models import Assignment
from tests.factories import granted, open_grid, retracted
from tests.supervision.conftest import subject_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def licensed(taihang, clerk):
    """A company with a licence of this portal, and no code from anywhere else."""
    Subject.objects.all().delete()
    return granted(taihang, clerk=clerk)


def end(case, *, by):
    retracted(case, by=by)


def test_a_grant_enrols_its_company_once(licensed, taihang):
    assert (enrol(), enrol()) == (1, 0)

    subject = Subject.objects.get(company=taihang)
    assert (subject.sector, subject.is_active) == ("freight", True)


def test_whose_licence_has_ended_is_coded_no_more_and_leaves_the_grid(licensed, taihang, clerk):
    open_grid("410802-P-001", "塔南路")
    enrol()
    follow_register()
    end(licensed, by=clerk)

    enrol()
    follow_register()

    assert not Subject.objects.get(company=taihang).is_active
    assert Assignment.objects.current().get(company=taihang).grid is None


def test_who_came_by_a_table_and_was_never_licensed_here_stays(taihang):
    subject = subject_of(taihang)

    enrol()

    subject.refresh_from_db()
    assert subject.is_active
