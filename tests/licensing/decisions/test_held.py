"""What an act knows of its application is believed as long as the act lasts, and of that very value alone."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from licensing.applications.models.application import Application
from licensing.decisions.held import held_for, standing_between
from licensing.moving import cases
from tests.factories import submitted

pytestmark = pytest.mark.django_db


def test_within_the_act_nobody_is_asked_twice(taihang, clerk):
    case = submitted(taihang)
    applicant = case.started_by
    with transaction.atomic(), held_for(case.pk, by=clerk) as held:
        with CaptureQueriesContext(connection) as asked:
            own = standing_between(clerk, held)
        with CaptureQueriesContext(connection) as of_another:
            standing_between(clerk, Application.objects.get(pk=case.pk))
            standing_between(applicant, held)

    assert (own.is_closed, own.is_applicants_own) == (False, False)
    assert len(asked) == 0
    assert len(of_another) == 3


def test_after_the_act_the_database_is_asked(taihang, clerk):
    case = submitted(taihang)
    with transaction.atomic(), held_for(case.pk, by=clerk) as held:
        pass
    cases.withdraw(case, by=case.started_by)

    assert standing_between(clerk, held).is_closed


def test_whoever_acted_for_the_applicant_is_known_under_the_lock(taihang, clerk):
    case = submitted(taihang)

    with transaction.atomic(), held_for(case.pk, by=case.started_by) as held:
        assert standing_between(case.started_by, held).is_applicants_own
