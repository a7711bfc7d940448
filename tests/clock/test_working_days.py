"""Working days as the State Council announces them (Licensing Law art. 82)."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clock.working_days import (
    CalendarUnknown,
    add_calendar_days,
    add_working_days,
    is_working_day,
    working_days_between,
)
from tests.factories import year_of_work

D = datetime.date
pytestmark = pytest.mark.django_db
days = st.dates(D(2020, 1, 1), D(2026, 9, 1))


def test_a_weekend_is_no_working_day():
    assert not is_working_day(D(2026, 11, 22))


def test_national_day_is_no_working_day_though_a_thursday():
    assert not is_working_day(D(2026, 10, 1))


def test_a_make_up_saturday_is_a_working_day():
    assert is_working_day(D(2026, 10, 10))


def test_twenty_working_days_jump_over_the_holiday_and_count_the_make_up_day():
    assert add_working_days(D(2026, 9, 21), 20) == D(2026, 10, 26)


def test_a_year_nobody_has_filled_is_refused_by_name():
    with pytest.raises(CalendarUnknown) as refused:
        is_working_day(D(2031, 5, 5))

    assert refused.value.year == 2031


def test_a_year_an_administrator_filled_is_counted():
    year_of_work(2031, off=[D(2031, 5, 1)], work=[D(2031, 5, 4)])

    assert not is_working_day(D(2031, 5, 1))
    assert is_working_day(D(2031, 5, 4))
    assert is_working_day(D(2031, 5, 5))


@given(day=days, count=st.integers(1, 25))
def test_a_limit_always_ends_on_a_working_day_and_counts_back(day, count):
    end = add_working_days(day, count)

    assert is_working_day(end)
    assert working_days_between(day, end) == count


@given(day=days, count=st.integers(1, 20))
def test_a_longer_limit_never_ends_earlier(day, count):
    assert add_working_days(day, count) < add_working_days(day, count + 1)


@pytest.mark.parametrize(
    ("start", "count", "last"),
    [
        (D(2026, 11, 2), 30, D(2026, 12, 2)),  # a Wednesday stays
        (D(2026, 9, 1), 30, D(2026, 10, 8)),  # into the National Day holiday
        (D(2026, 10, 25), 10, D(2026, 11, 4)),
        (D(2026, 11, 1), 20, D(2026, 11, 23)),  # a Saturday
        (D(2026, 11, 21), 0, D(2026, 11, 23)),  # the last day somebody set
        (D(2026, 10, 10), 0, D(2026, 10, 10)),  # a Saturday made up for is a working day
    ],
)
def test_a_limit_of_calendar_days_never_ends_on_a_holiday(start, count, last):
    assert add_calendar_days(start, count) == last
