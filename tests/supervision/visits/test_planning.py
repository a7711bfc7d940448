"""Visits are planned by due day, colour and load, for whoever has a seat; nobody is planned twice."""

import datetime

import pytest
import time_machine
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from clock.working_days import working_days_between
from supervision.credit.scoring.model import Colour
from supervision.grids import actions as grids
from supervision.grids.following import follow_register
from supervision.grids.models import Grid, Seat
from supervision.visits.models import PlanEnd, PlannedVisit
from supervision.visits.planning import plan, tick
from supervision.visits.reference import explained_topics, kinds_of_need, plan_edition
from supervision.visits.rules import Standing, wanted
from tests.conftest import SHUNDA
from tests.factories import company_of, open_grid, staff
from tests.supervision.conftest import subject_of
from tests.supervision.grids.test_grids import licensed, move
from tests.supervision.visits.conftest import record_of, sent

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 11, 24)


def planned():
    return PlannedVisit.objects.open()


def go(on=None):
    return plan(Grid.objects.active(), on=on or timezone.localdate())


class TestDue:
    def test_yellow_is_guided_within_fifteen_working_days_of_the_colour(self, taihang, street, seat):
        subject_of(taihang, colour="yellow", since=DAY)

        go(on=DAY)

        row = planned().get()
        assert (row.purpose, working_days_between(DAY, row.due_on)) == ("guidance", 15)

    def test_a_new_company_is_welcomed_within_thirty_days(self, taihang, street, seat):
        subject_of(taihang, colour="none")
        go()

        row = planned().get()
        assert (row.purpose, row.due_on) == ("welcome", timezone.localdate() + datetime.timedelta(days=30))

    def test_green_is_called_half_a_year_later_and_not_before(self, taihang, street, seat):
        subject_of(taihang, colour="green")

        assert go().count == 0
        go(on=timezone.localdate() + datetime.timedelta(days=160))

        assert (planned().get().way, planned().get().purpose) == ("phone", "contact")

    def test_a_colour_nobody_knows_is_not_green(self, taihang, street, seat):
        taihang.credit_subjects.all().delete()

        go(on=timezone.localdate() + datetime.timedelta(days=160))

        assert planned().get().way == "on-site"

    def test_a_calendar_nobody_entered_is_a_day_nobody_knows(self, taihang, street, seat):
        subject_of(taihang, colour="yellow", since=datetime.date(2098, 1, 1))

        go()

        assert planned().get().due_on is None


class TestWho:
    def test_the_member_with_least_to_do_is_next(self, taihang, street, seat, member, chief, world):
        second = staff("second", "grid-member")
        grids.seat(street, second, role=Seat.Role.MEMBER, origin=Seat.Origin.TOWN, by=chief)
        other = company_of(SHUNDA)
        move(other, "塔南路99号", division="410802")
        licensed(other)
        follow_register()
        for company in (taihang, other):
            subject_of(company, colour="none")

        go()

        assert {row.member for row in planned()} == {member, second}

    def test_where_nobody_has_a_seat_nothing_is_planned(self, taihang, street):
        subject_of(taihang, colour="none")

        assert go().count == 0

    def test_who_leaves_hands_on(self, taihang, street, seat, member, chief):
        subject_of(taihang, colour="none")
        go()
        second = staff("second", "grid-member")
        grids.seat(street, second, role=Seat.Role.MEMBER, origin=Seat.Origin.TOWN, by=chief)
        grids.unseat(seat, by=chief)

        assert (go().count, planned().get().member) == (1, second)
        assert PlanEnd.objects.get().how == "handed-on"

    def test_a_company_that_moved_is_planned_where_it_stands(self, taihang, street, seat, member, chief):
        subject_of(taihang, colour="none")
        go()
        park = open_grid("410802-P-002", "新华街道")
        grids.seat(park, member, role=Seat.Role.MEMBER, origin=Seat.Origin.TOWN, by=chief)
        grids.assign(taihang, park, by=chief)

        go()

        assert planned().get().grid == park
        assert PlanEnd.objects.get().how == "moved"


class TestAgain:
    def test_planning_again_changes_nothing(self, taihang, street, seat):
        subject_of(taihang, colour="none")

        assert [go().count, go().count] == [1, 0]

    def test_the_timer_plans_once_a_day(self, taihang, street, seat):
        subject_of(taihang, colour="none")
        tick()
        assert planned().count() == 1
        PlanEnd.objects.create(planned=planned().get(), how=PlanEnd.How.MOVED)

        tick()
        assert planned().count() == 0
        with time_machine.travel(timezone.now() + datetime.timedelta(days=1)):
            tick()
        assert planned().count() == 1

    def test_a_worse_colour_makes_it_sooner(self, taihang, street, seat):
        subject_of(taihang, colour="none")
        go()
        subject_of(taihang, colour="red", since=timezone.localdate())

        go()

        assert (planned().get().purpose, PlanEnd.objects.get().how) == ("guidance", "sooner")

    def test_who_was_visited_is_not_planned_again(self, taihang, street, seat, member):
        subject_of(taihang, colour="none")
        go()
        visit = sent(record_of(taihang, street), by=member).visit

        assert (go().count, visit.planned.end.how) == (0, "done")


DAYS = st.dates(datetime.date(2026, 1, 1), datetime.date(2026, 10, 30))


@given(st.sampled_from(["red", "yellow", "none", "green", ""]), DAYS, DAYS, st.none() | DAYS)
def test_whatever_is_known_there_is_a_next_visit_within_half_a_year_of_the_last(colour, since, coloured, last):
    found = wanted(Standing(colour=colour, colour_since=coloured, since=since, last_met=last), plan_edition())

    assert found.due_on is not None
    begun = max(day for day in (since, coloured, last) if day)
    assert found.due_on <= begun + datetime.timedelta(days=183)


def test_every_colour_has_a_rule_and_every_value_its_source():
    edition = plan_edition()

    assert {rule.colour for rule in edition.rules} == {*(colour.value for colour in Colour), ""}
    assert all(rule.source for rule in edition.rules)
    assert edition.source
    for listed in (explained_topics(), kinds_of_need()):
        assert len({topic.code for topic in listed}) == len(listed)
        assert all(topic.zh and topic.en for topic in listed)
