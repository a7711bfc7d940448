"""Which edition of dated data holds on a day, and which one a matter keeps."""

import datetime
import json
from dataclasses import dataclass

import pytest

from clock.dated import Editions, NoSuchEdition

DAY = datetime.date.fromisoformat


@dataclass(frozen=True)
class Limit:
    edition: str
    in_force_from: datetime.date
    days: int


def told(edition, day, days):
    return {"edition": edition, "in_force_from": day, "days": days}


@pytest.fixture(params=["a file each", "one file"])
def editions(request, tmp_path):
    """The law of 2020, and the one that came into force on 1 July 2026; their names are in no order."""
    both = [told("b", "2020-01-01", 5), told("a", "2026-07-01", 3)]
    if request.param == "one file":
        (tmp_path / "limit-all.json").write_text(json.dumps(both), encoding="utf-8")
    else:
        for one in both:
            (tmp_path / f"limit-{one['edition']}.json").write_text(json.dumps(one), encoding="utf-8")
    return Editions(tmp_path, "limit-*.json", lambda row: Limit(**row))


@pytest.mark.parametrize(
    ("day", "days"), [("2020-01-01", 5), ("2026-06-30", 5), ("2026-07-01", 3), ("2099-01-01", 3), ("1999-01-01", 5)]
)
def test_an_edition_holds_from_its_day_on_until_the_next(editions, day, days):
    assert editions.on(DAY(day)).days == days


def test_before_the_first_nothing_was_in_force(editions):
    assert editions.held(DAY("2019-12-31")) is None


def test_a_matter_keeps_the_edition_it_began_under(editions):
    assert editions.of("b").days == 5
    assert editions.newest.edition == "a"
    with pytest.raises(NoSuchEdition, match="c"):
        editions.of("c")
