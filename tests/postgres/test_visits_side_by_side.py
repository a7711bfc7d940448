"""A visit that comes many times at once is one; two under the same key are one and a stuck item; no plan is doubled."""

import threading
import uuid

import pytest
from django.db import connection, transaction
from django.utils import timezone

from accounts.people import Person
from supervision.grids import actions as grids
from supervision.grids.following import follow_register
from supervision.grids.models import Grid, Seat
from supervision.visits.models import PlannedVisit, SetAside, Visit
from supervision.visits.planning import plan
from tests.factories import open_grid, staff
from tests.postgres.test_side_by_side import at_once
from tests.supervision.conftest import subject_of
from tests.supervision.grids.test_grids import licensed
from tests.supervision.visits.conftest import record_of, sent

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


@pytest.fixture(autouse=True)
def really_postgres():
    assert connection.vendor == "postgresql", "these run through bin/test, on the server it starts"


@pytest.fixture
def chief(catalogue):
    return staff("chief", "grid-chief", division="410800")


@pytest.fixture
def member(taihang, chief):
    member = staff("member", "grid-member")
    street = open_grid("410802-P-001", "塔南路")
    licensed(taihang)
    follow_register()
    grids.seat(street, member, role=Seat.Role.MEMBER, origin=Seat.Origin.TOWN, by=chief)
    return member


def test_the_same_visit_sent_ten_times_at_once_is_one_with_one_receipt(taihang, member):
    text, key = record_of(taihang, Grid.objects.get()), uuid.uuid4()

    outcomes = at_once(10, lambda: sent(text, by=member, key=key))

    assert {outcome.visit for outcome in outcomes} == {Visit.objects.get()}


def test_two_under_one_key_at_once_are_one_visit_and_one_kept_for_a_person(taihang, member):
    key, texts = uuid.uuid4(), [record_of(taihang, Grid.objects.get(), minutes=n) for n in (1, 2)]
    waiting = list(texts)

    outcomes = at_once(2, lambda: sent(waiting.pop(), by=member, key=key))

    assert sorted(bool(outcome.visit) for outcome in outcomes) == [False, True]
    assert (Visit.objects.count(), SetAside.objects.get().reason) == (1, "other-seal")


def test_a_seat_ended_in_the_same_moment_ends_no_visit_of_its_day(taihang, member, chief):
    seat, text = Seat.objects.get(person=member), record_of(taihang, Grid.objects.get())
    acts = [lambda: grids.unseat(seat, by=chief), lambda: sent(text, by=member)]

    outcomes = at_once(2, lambda: acts.pop()())

    assert not [one for one in outcomes if isinstance(one, Exception)]
    assert Visit.objects.count() == 1


def test_a_chief_and_the_timer_at_once_plan_no_visit_twice(taihang, member):
    subject_of(taihang, colour="none")

    at_once(6, lambda: plan(Grid.objects.active(), on=timezone.localdate()))

    assert PlannedVisit.objects.open().count() == 1


def test_a_seat_given_ten_times_at_once_is_one(member, chief):
    street, newcomer = Grid.objects.get(), staff("newcomer", "grid-member")
    told = {"role": Seat.Role.MEMBER, "origin": Seat.Origin.TOWN, "by": chief}

    outcomes = at_once(10, lambda: grids.seat(street, newcomer, **told))

    assert sum(isinstance(one, grids.NotPossible) for one in outcomes) == 9
    assert Seat.objects.get(person=newcomer) in outcomes


def test_who_is_losing_the_role_is_waited_for_and_gets_no_seat(member, chief):
    street, leaving = Grid.objects.get(), staff("leaving", "grid-member")
    told = {"role": Seat.Role.MEMBER, "origin": Seat.Origin.TOWN, "by": chief}
    entered, looked = threading.Event(), threading.Event()

    def leave():
        with transaction.atomic():
            Person.objects.select_for_update().get(pk=leaving.pk)
            entered.set()
            looked.wait(1)
            Person.objects.get(pk=leaving.pk).groups.clear()

    def give():
        entered.wait(30)
        looked.set()
        return grids.seat(street, leaving, **told)

    acts = [leave, give]
    outcomes = at_once(2, lambda: acts.pop()())

    assert any(isinstance(one, grids.NotPossible) for one in outcomes)
    assert not Seat.objects.filter(person=leaving).exists()
