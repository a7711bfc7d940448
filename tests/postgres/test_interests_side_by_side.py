"""An interest declared in the same moment counts: who acts because there is none waits for it, and is asked again."""

import threading
import time

import pytest
from django.db import connection, connections, transaction

from accounts.roles import Role, give_roles
from desk.refusals import MayNotHandle, Refusal
from supervision.encounters import actions, following, ruling
from supervision.inspections.doing import planning, visiting
from supervision.officers.actions import declare_interest
from tests.factories import granted, staff
from tests.supervision.conftest import subject_of
from tests.supervision.encounters.conftest import DRIVER, met, registered, sparing, team  # noqa: F401 - a fixture
from tests.supervision.inspecting import approved, certified, drafted

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


@pytest.fixture(autouse=True)
def really_postgres():
    assert connection.vendor == "postgresql", "these run through bin/test, on the server it starts"


@pytest.fixture
def truck(taihang, clerk):
    """The plate and colour of a vehicle with a certificate of ours, in force."""
    granted(taihang, clerk=clerk)
    return taihang.certificates.filter(kind="vehicle").earliest("pk").subject.split("/")


@pytest.fixture
def meanwhile(taihang):
    """An act of somebody that begins when an interest of the officer is written down and not yet committed."""

    def run(officer, act):
        found = []

        def acting():
            try:
                found.append(act())
            except Refusal as refused:
                found.append(refused)
            finally:
                connections.close_all()

        thread = threading.Thread(target=acting)
        with transaction.atomic():
            declare_interest(taihang, words="亲属", by=officer.person)
            thread.start()
            waited = _waits(thread)
        thread.join(30)
        return waited, found[0]

    return run


def _waits(thread):
    """Whether an act waits for a lock; it has ended without when it does not."""
    with connection.cursor() as cursor:
        while thread.is_alive():
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return True
            time.sleep(0.02)
    return False


def test_no_encounter_is_ended_by_who_declares_an_interest_in_the_same_moment(team, truck, meanwhile):  # noqa: F811
    found = met(team, *truck)

    waited, refused = meanwhile(team[0], lambda: actions.release(found, DRIVER, by=team[0].person))

    assert (waited, type(refused)) == (True, MayNotHandle)


def test_nothing_that_follows_is_settled(team, taihang, meanwhile):  # noqa: F811
    registered("豫H71001", days=-5, holder=taihang.name)
    outcome = actions.cure(met(team, "豫H71001"), DRIVER, receipt="YZ-1", by=team[0].person)
    kept = following.How.KEPT, following.FollowUp.By.PHONE

    waited, refused = meanwhile(team[0], lambda: following.settle(outcome, *kept, by=team[0].person))

    assert (waited, type(refused)) == (True, MayNotHandle)


def test_none_is_opened(team, truck, meanwhile):  # noqa: F811
    waited, refused = meanwhile(team[1], lambda: met(team, *truck))

    assert (waited, refused.code) == (True, "kept-from")


def test_no_inspection_is_approved_or_begun(team, taihang, meanwhile):  # noqa: F811
    head = staff("head", "head")
    subject = subject_of(taihang)
    waiting, begun = drafted(subject, team), approved(subject, team, head)

    refused = [
        meanwhile(team[0], lambda: planning.approve(waiting, granted=True, words="", by=head)),
        meanwhile(team[1], lambda: visiting.enter(begun, by=team[0].person)),
    ]

    assert [(waited, type(why)) for waited, why in refused] == [(True, planning.NotInspected)] * 2


def test_no_head_decides_on_an_act_of_a_company_they_declare_an_interest_in(team, truck, meanwhile):  # noqa: F811
    head = certified("head")
    give_roles(head.person, {Role.HEAD})
    outcome = actions.spare(met(team, *truck), DRIVER, sparing(), by=team[0].person)

    waited, refused = meanwhile(head, lambda: ruling.confirm(outcome, by=head.person))

    assert (waited, type(refused)) == (True, MayNotHandle)
