"""The age limit of drivers: dated law data, compared day by day."""

import datetime
import re
from pathlib import Path

import pytest

from licensing.applications.answers.ages import (
    age_limit,
    age_limits,
    birthday,
    is_too_old,
    is_too_young,
    last_day_to_drive,
    least_ages,
)


def day(text):
    return datetime.date.fromisoformat(text)


def born(text):
    """An identity number of somebody born on a day; only the date counts here."""
    return f"410802{text.replace('-', '')}0017"


def test_every_limit_has_its_day_and_its_source():
    assert [(str(limit.since), limit.years) for limit in age_limits()] == [("2004-07-01", 60), ("2026-03-20", 63)]
    assert all("道路运输条例" in limit.source for limit in age_limits())


@pytest.mark.parametrize(("on", "years"), [("2000-01-01", 60), ("2026-03-19", 60), ("2026-03-20", 63)])
def test_the_limit_is_the_one_in_force_on_the_day(on, years):
    assert age_limit(on=day(on)).years == years


@pytest.mark.parametrize(
    ("birth", "on", "refused"),
    [
        ("1966-03-19", "2026-03-19", False),
        ("1966-03-18", "2026-03-19", True),
        ("1966-03-18", "2026-03-20", False),
        ("1963-03-20", "2026-03-20", False),
        ("1963-03-19", "2026-03-20", True),
        ("1963-11-24", "2026-11-25", True),
    ],
)
def test_days_are_compared_never_whole_years(birth, on, refused):
    assert is_too_old(born(birth), on=day(on)) is refused


@pytest.mark.parametrize(
    ("birth", "on", "refused"),
    [
        ("2008-11-25", "2026-11-25", False),
        ("2008-11-26", "2026-11-25", True),
        ("2008-02-29", "2026-02-28", False),
        ("2016-01-01", "2026-11-25", True),
    ],
)
def test_nobody_drives_who_is_too_young_to_hold_a_licence_and_the_birthday_is_enough(birth, on, refused):
    assert is_too_young(born(birth), on=day(on)) is refused
    assert all(limit.source for limit in least_ages())


def test_a_certificate_ends_on_the_birthday_itself():
    assert last_day_to_drive(born("1970-05-06"), on=day("2026-11-25")) == day("2033-05-06")


def test_a_birthday_without_its_day_is_the_last_of_february():
    assert birthday(day("1964-02-29"), 63) == day("2027-02-28")
    assert birthday(day("1964-02-29"), 60) == day("2024-02-29")


def test_no_text_states_an_age_without_the_day_it_is_in_force_from():
    root = Path(__file__).resolve().parents[3]
    texts = [
        *(root / "licensing/decisions/writing/data").glob("*.json"),
        *(root / "materials/catalogue/data").glob("*.json"),
    ]

    stated = [
        (text.name, found)
        for text in texts
        if not text.stem.startswith("letters-")
        for found in re.findall(r".{18}(?:60|63|六十|六十三)周岁", text.read_text(encoding="utf-8"))
    ]
    assert all("2026年3月20日起" in words for _name, words in stated), stated
