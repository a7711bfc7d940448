"""Hours that run at night, hours of offices, and days: each counted by its own clock."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from clock.hours import Span, Unit, moment_after, working_time_between
from clock.working_days import CalendarUnknown


def here(text):
    return timezone.make_aware(datetime.datetime.fromisoformat(text))


def after(start, amount, unit, share=1):
    return timezone.localtime(moment_after(here(start), Span(amount=amount, unit=Unit(unit)), share=share))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("start", "amount", "unit", "end"),
    [
        ("2026-11-24T23:30", 2, "hour", "2026-11-25T01:30"),  # at night, too
        ("2026-10-01T09:00", 2, "hour", "2026-10-01T11:00"),  # and on the national day
        ("2026-11-24T23:30", 15, "minute", "2026-11-24T23:45"),
        ("2026-11-24T09:00", 4, "working-hour", "2026-11-24T15:30"),  # over the break of noon
        ("2026-11-24T16:00", 4, "working-hour", "2026-11-25T10:30"),  # over night
        ("2026-11-27T17:00", 4, "working-hour", "2026-11-30T11:30"),  # over a weekend
        ("2026-11-24T03:00", 1, "working-hour", "2026-11-24T09:30"),  # from when they open
        ("2026-11-24T12:30", 1, "working-hour", "2026-11-24T15:30"),
        ("2026-11-27T09:00", 2, "working-day", "2026-12-01T23:59:59"),
        ("2026-11-28T09:00", 2, "working-day", "2026-12-01T23:59:59"),
        ("2026-11-27T09:00", 2, "day", "2026-11-29T23:59:59"),
        ("2026-09-30T17:00", 2, "working-hour", "2026-10-08T09:30"),  # over the long holiday
    ],
)
def test_a_limit_ends(start, amount, unit, end):
    assert after(start, amount, unit) == here(end)


@pytest.mark.django_db
def test_a_part_of_a_limit_is_over():
    assert after("2026-11-24T09:00", 4, "working-hour", share=0.5) == here("2026-11-24T11:00")
    assert after("2026-11-23T09:00", 5, "working-day", share=0.8) == here("2026-11-27T23:59:59")
    assert after("2026-11-24T23:00", 2, "hour", share=0.5) == here("2026-11-25T00:00")


@pytest.mark.django_db
def test_a_year_nobody_entered_is_not_guessed():
    with pytest.raises(CalendarUnknown):
        after("2035-05-05T09:00", 1, "working-hour")


@pytest.mark.django_db
@given(
    minutes=st.integers(0, 60 * 24 * 20),
    hours=st.integers(1, 40),
)
def test_working_time_until_the_end_is_the_limit(minutes, hours):
    start = here("2026-09-20T00:00") + datetime.timedelta(minutes=minutes)

    end = moment_after(start, Span(amount=hours, unit=Unit.WORKING_HOUR))

    assert working_time_between(start, end) == datetime.timedelta(hours=hours)
