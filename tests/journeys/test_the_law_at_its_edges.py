"""Where a rule begins and where it ends: days computed by hand from the calendar of 2026, one line for each edge.

Make-up days of 2026: 4 January, 14 and 28 February, 9 May, 20 September, 10 October. Off: 1–3 January, 15–23 February,
4–6 April, 1–5 May, 19–21 June, 25–27 September, 1–7 October.
"""

import datetime
from fractions import Fraction
from types import SimpleNamespace

import pytest
import time_machine

from clock.hours import Span, Unit, moment_after
from clock.limits import Stop, reckon
from clock.working_days import add_calendar_days
from licensing.applications.answers.ages import is_too_old, last_day_to_drive
from licensing.applications.answers.facts import is_exempt
from licensing.applications.answers.given import Answers
from licensing.applications.models.credit import CreditEntry
from licensing.applications.standing.bars import last_day_of_bar
from licensing.certificates.granted.terms import validity
from licensing.decisions.limits import first_hearing_day, why_not_held_on
from supervision.credit.facts.classes import days_of
from supervision.credit.scoring.assess import decay
from supervision.reviews.rules import due_after

pytestmark = pytest.mark.django_db
Ground = CreditEntry.Ground


def day(text):
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("begins", "days", "due"),
    [
        ("2026-02-13", 5, "2026-02-27"),  # completeness, over the Spring Festival and a working Saturday
        ("2026-03-01", 5, "2026-03-06"),  # received on a Sunday: Monday is the first day
        ("2026-05-08", 5, "2026-05-14"),  # Saturday 9 May works
        ("2026-09-30", 5, "2026-10-13"),  # Saturday 10 October works
        ("2026-09-14", 20, "2026-10-16"),  # the decision, Sunday 20 September works
        ("2026-06-18", 10, "2026-07-03"),  # delivery after the Dragon Boat Festival
        ("2026-04-03", 7, "2026-04-15"),  # publicity over Qingming
        ("2026-03-02", 30, "2026-04-14"),  # extended by ten
    ],
)
def test_days_count_from_the_day_after_and_only_those_that_work(begins, days, due):
    limit = reckon(day(begins), days, on=day(begins))

    assert limit.due == day(due)
    assert not reckon(day(begins), days, on=day(due)).is_overdue
    assert reckon(day(begins), days, on=day(due) + datetime.timedelta(days=1)).is_overdue


@pytest.mark.parametrize(
    ("stops", "days", "due"),
    [
        ([("2026-03-10", "2026-03-16")], 20, "2026-04-03"),  # 11, 12, 13 and 16 do not count, the day it began does
        ([("2026-03-10", "2026-03-10")], 20, "2026-03-30"),  # begun and ended on one day: nothing is gained
        ([("2026-03-13", "2026-03-15")], 20, "2026-03-30"),  # over a weekend: nothing is lost
        ([("2026-03-10", "2026-03-12"), ("2026-03-11", "2026-03-13")], 20, "2026-04-02"),  # no day twice
        ([("2026-03-10", "2026-03-16")], 30, "2026-04-20"),  # stopped and extended
    ],
)
def test_hearings_tests_and_expert_reviews_do_not_count(stops, days, due):
    held = [Stop(start=day(since), end=day(until)) for since, until in stops]

    assert reckon(day("2026-03-02"), days, on=day("2026-03-02"), stops=held).due == day(due)


def test_while_it_stands_still_no_day_is_promised_and_none_is_spent():
    limits = [
        reckon(day("2026-03-02"), 20, on=day(on), stops=[Stop(start=day("2026-03-10"))])
        for on in ("2026-03-11", "2026-05-20")
    ]

    assert [(one.due, one.left, one.is_overdue) for one in limits] == [(None, 14, False)] * 2


@pytest.mark.parametrize(
    ("start", "days", "last"),
    [
        ("2026-03-02", 30, "2026-04-01"),
        ("2026-03-05", 30, "2026-04-07"),  # 4 to 6 April are off
        ("2026-04-15", 25, "2026-05-11"),  # 10 May is a Sunday
        ("2026-04-09", 30, "2026-05-09"),  # a Saturday that works is a last day as any other
    ],
)
def test_days_of_the_calendar_end_on_a_day_somebody_works(start, days, last):
    assert add_calendar_days(day(start), days) == day(last)


@pytest.mark.parametrize(
    ("born", "on", "too_old"),
    [
        ("19630320", "2026-03-19", True),  # sixty still
        ("19630320", "2026-03-20", False),  # sixty-three since this day, and it is the birthday
        ("19630320", "2026-03-21", True),
        ("19660320", "2026-03-19", False),
        ("19640229", "2027-02-28", False),
        ("19640229", "2027-03-01", True),
    ],
)
def test_a_driver_is_over_the_age_the_day_after_the_birthday_by_the_limit_of_that_day(born, on, too_old):
    assert is_too_old(f"410802{born}0010", on=day(on)) is too_old


def test_without_a_29_february_the_certificate_ends_on_the_28th():
    assert last_day_to_drive("410802196402290010", on=day("2026-11-28")) == day("2027-02-28")


@pytest.mark.parametrize(
    ("granted", "until"),
    [("2026-11-25", "2030-11-24"), ("2026-01-01", "2029-12-31"), ("2028-02-29", "2032-02-28")],
)
def test_a_licence_runs_four_years_and_ends_the_day_before(granted, until):
    assert validity(day(granted)) == (day(granted), day(until))


@pytest.mark.parametrize(
    ("masses", "planned", "free"),
    [
        ([4500], "", True),
        ([4501], "", False),
        ([4500, 4501], "", False),
        ([399], "", False),  # tonnes typed for kilograms are no light vehicle
        ([], "", False),
        ([4500], 1, False),  # what is still to be bought may be heavy
    ],
)
def test_up_to_four_and_a_half_tonnes_is_exempt_and_what_is_not_known_does(masses, planned, free):
    rows = {"vehicle": [{"gross-mass": mass} for mass in masses]}

    assert is_exempt(Answers(fields={"planned-count": planned}, rows=rows)) is free


@pytest.mark.parametrize(
    ("ground", "on", "is_safety", "until"),
    [
        (Ground.FALSE_APPLICATION, "2026-11-25", True, "2027-11-25"),
        (Ground.DECEIT, "2026-11-25", True, "2029-11-25"),
        (Ground.DECEIT, "2028-02-29", True, "2031-02-28"),
        (Ground.DECEIT, "2026-11-25", False, None),
        (Ground.FALSE_APPLICATION, "2026-11-25", False, None),
    ],
)
def test_one_year_after_lying_three_after_deceit_and_only_where_public_safety_is_touched(ground, on, is_safety, until):
    case = SimpleNamespace(item=SimpleNamespace(effect={"public_safety": is_safety}))

    assert last_day_of_bar(case, ground, on=day(on)) == (day(until) if until else None)


@pytest.mark.parametrize(
    ("gravity", "on", "repair_from", "shown_until"),
    [
        ("slight", "2026-04-15", "2026-04-15", "2026-07-14"),
        ("ordinary", "2026-01-31", "2026-04-30", "2027-01-30"),
        ("ordinary", "2026-11-30", "2027-02-28", "2027-11-29"),
        ("serious", "2026-02-28", "2027-02-28", "2029-02-27"),
    ],
)
def test_repair_opens_after_the_shortest_and_publicity_ends_with_the_longest_time(
    gravity, on, repair_from, shown_until
):
    found = days_of(gravity, day(on))

    assert (found.repair_from, found.shown_until) == (day(repair_from), day(shown_until))


def test_what_is_no_penalty_has_no_days_of_repair():
    assert days_of("", day("2026-04-15")).repair_from is None


@pytest.mark.parametrize(
    ("months", "window", "weight"),
    [(0, 12, 1), (3, 12, 1), (4, 12, Fraction(8, 9)), (11, 12, Fraction(1, 9)), (12, 12, 0), (6, 6, 0)],
)
def test_a_fact_weighs_full_for_three_months_and_nothing_from_the_end_of_its_window(months, window, weight):
    assert decay(months, window) == weight


@pytest.mark.parametrize(
    ("span", "began", "over"),
    [
        (Span(amount=2, unit=Unit.HOUR), "2026-02-15T23:30:00+08:00", "2026-02-16T01:30:00+08:00"),  # night, holiday
        (Span(amount=2, unit=Unit.WORKING_DAY), "2026-02-13T16:59:00+08:00", "2026-02-24T23:59:59+08:00"),
        (Span(amount=5, unit=Unit.WORKING_DAY), "2026-02-13T00:01:00+08:00", "2026-02-27T23:59:59+08:00"),
        (Span(amount=2, unit=Unit.DAY), "2026-02-13T12:00:00+08:00", "2026-02-15T23:59:59+08:00"),
    ],
)
def test_two_hours_run_at_night_and_on_holidays_days_of_the_hotline_do_not(span, began, over):
    assert moment_after(datetime.datetime.fromisoformat(began), span) == datetime.datetime.fromisoformat(over)


@pytest.mark.parametrize(
    ("issued", "passed", "due"),
    [
        ("2025-05-10", None, "2026-05-10"),
        ("2025-05-10", "2026-03-01", "2027-05-10"),  # within ninety days before: it counts for that day
        ("2025-05-10", "2026-01-01", "2026-05-10"),
        ("2024-02-29", None, "2025-02-28"),
    ],
)
def test_a_vehicle_is_reviewed_every_year_on_the_day_of_its_certificate(issued, passed, due):
    assert due_after(day(issued), day(passed) if passed else None, on=day("2026-06-01")) == day(due)


def test_a_hearing_is_told_seven_working_days_before_and_held_within_twenty_or_as_soon_as_may_be():
    with time_machine.travel("2026-03-02 10:00+08:00", tick=False):
        first = first_hearing_day()
        why = [
            why_not_held_on(day(on), hold_by=day(by))
            for on, by in (
                ("2026-03-10", "2026-03-30"),
                ("2026-03-11", "2026-03-30"),
                ("2026-03-31", "2026-03-30"),
                ("2026-03-14", "2026-03-30"),
                ("2026-03-11", "2026-03-04"),
            )
        ]

    assert first == day("2026-03-11")
    assert [bool(one) for one in why] == [True, False, True, True, False]
