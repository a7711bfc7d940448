"""Which way of service comes next, when a public notice serves, until when a decision may be contested."""

import datetime
from types import SimpleNamespace

import pytest

from clock.working_days import add_months
from papers.serving.days import announced_until, contestable_until, serve_by
from papers.serving.ladder import may_be_announced, next_way
from papers.serving.rows import Way, Why

pytestmark = pytest.mark.django_db
MONDAY = datetime.date(2026, 3, 2)


def tried(*attempts):
    return [SimpleNamespace(way=way, why=why) for way, why in attempts]


@pytest.mark.parametrize(
    ("day", "way"),
    [("2026-03-02", Way.OPENED), ("2026-03-04", Way.OPENED), ("2026-03-05", Way.IN_PERSON)],
)
def test_two_working_days_a_letter_waits_to_be_opened_then_somebody_carries_it_there(day, way):
    assert next_way([], dated=MONDAY, on=datetime.date.fromisoformat(day)) == way


@pytest.mark.parametrize(
    ("attempts", "way"),
    [
        ([(Way.IN_PERSON, Why.ABSENT)], Way.POST),
        ([(Way.IN_PERSON, Why.MOVED)], Way.POST),
        ([(Way.POST, Why.RETURNED)], Way.IN_PERSON),
        ([(Way.IN_PERSON, Why.REFUSED)], Way.LEFT),
        ([(Way.IN_PERSON, Why.ABSENT), (Way.POST, Why.REFUSED)], Way.LEFT),
        ([(Way.IN_PERSON, Why.ABSENT), (Way.IN_PERSON, Why.ABSENT)], Way.POST),
        ([(Way.IN_PERSON, Why.MOVED), (Way.POST, Why.RETURNED)], Way.NOTICE),
    ],
)
def test_what_failed_says_what_comes_next(attempts, way):
    assert next_way(tried(*attempts), dated=MONDAY, on=MONDAY) == way


@pytest.mark.parametrize(
    "attempts",
    [
        [],
        [(Way.IN_PERSON, Why.MOVED)],
        [(Way.POST, Why.RETURNED), (Way.POST, Why.RETURNED)],
        [(Way.IN_PERSON, Why.REFUSED), (Way.POST, Why.RETURNED)],
    ],
)
def test_a_public_notice_is_no_short_cut(attempts):
    assert not may_be_announced(tried(*attempts))


def test_served_within_seven_working_days_over_a_make_up_sunday_and_a_holiday():
    """2026-02-14 and 02-28 are make-up Saturdays; the Spring Festival runs from 02-15 to 02-23."""
    assert serve_by(MONDAY) == datetime.date(2026, 3, 11)
    assert serve_by(datetime.date(2026, 2, 13)) == datetime.date(2026, 3, 2)


def test_thirty_days_of_a_notice_begin_the_day_after_it_was_published():
    assert announced_until(MONDAY) == datetime.date(2026, 4, 1)


@pytest.mark.parametrize(
    ("served", "reconsideration", "suit"),
    [  # a year whose calendar is not announced is never guessed, and takes no day from the other remedy
        ("2026-03-02", "2026-05-06", "2026-09-02"),  # 05-01 lies in the holiday of 1 to 5 May
        ("2026-08-31", "2026-10-30", None),
        ("2026-04-01", "2026-06-01", "2026-10-08"),  # 05-31 is a Sunday, 10-01 begins the holiday to 7 October
    ],
)
def test_a_decision_may_be_contested_sixty_days_or_six_months_from_the_day_after_its_service(
    served, reconsideration, suit
):
    found = contestable_until(datetime.date.fromisoformat(served))

    assert [day and day.isoformat() for day in found] == [reconsideration, suit]


@pytest.mark.parametrize(
    ("start", "months", "last"),
    [("2025-08-31", 6, "2026-02-28"), ("2025-11-30", 3, "2026-02-28"), ("2025-12-15", 2, "2026-02-24")],
)
def test_months_end_on_the_day_that_answers_to_the_first_or_the_last_there_is(start, months, last):
    assert add_months(datetime.date.fromisoformat(start), months) == datetime.date.fromisoformat(last)


def test_a_remedy_whose_year_has_no_calendar_yet_takes_no_day_from_the_other():
    assert contestable_until(datetime.date(2026, 7, 3)) == (datetime.date(2026, 9, 1), None)
    assert contestable_until(datetime.date(2026, 11, 27)) == (None, None)
