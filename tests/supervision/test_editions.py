"""Every document of supervision that comes in editions follows one rule: two people, one day, no way back."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.editions.actions import release, write
from accounts.editions.series import BadDocument, Overtaken, standings
from accounts.staffing.second_person import NotReleased
from supervision.credit.editions.queries import models_of
from supervision.encounters.no_penalty.editions import NO_PENALTY
from supervision.inspections.programme.editions import PROGRAMME
from tests.factories import staff

pytestmark = pytest.mark.django_db

SERIES = {"programme": PROGRAMME, "no-penalty": NO_PENALTY, "model": models_of("freight")}


@pytest.fixture(params=SERIES)
def series(request):
    return SERIES[request.param]


@pytest.fixture
def two():
    return staff("writes", "enforcement-officer"), staff("releases", "head")


def tried(series, edition, by):
    """What else a release refers to: of a model, the dry run its releaser has read."""
    if not hasattr(edition, "dry_runs"):
        return {}
    told = {"on": timezone.localdate(), "moves": [], "examples": [], "companies": 0, "changing": 0, "made_by": by}
    return {"dry_run": edition.dry_runs.create(**told)}


def written(series, by, *, on=None):
    day = on or timezone.localdate()
    return write(series, series.shipped_document(), note="试", in_force_from=day, by=by)


def put_in_force(series, edition, by):
    return release(series, edition, by=by, **tried(series, edition, by))


def test_it_counts_from_its_day_and_what_began_keeps_its_own(series, two):
    writer, second = two
    today = timezone.localdate()
    day = today + datetime.timedelta(days=10)
    edition = written(series, writer, on=day)
    assert standings(series.rows(), in_force=1, on=today) == [(edition, "draft")]

    put_in_force(series, edition, second)

    assert series.in_force(on=today).number == 1
    [(row, state)] = standings(series.rows(), in_force=1, on=today)
    assert state == "to-come"
    assert series.in_force(on=day).number == row.number == 2
    assert series.content_of(1) == series.shipped()


def test_it_is_put_in_force_by_somebody_else_and_once(series, two):
    writer, second = two
    edition = written(series, writer)

    with pytest.raises(NotReleased, match="second person"):
        put_in_force(series, edition, writer)
    put_in_force(series, edition, second)
    with pytest.raises(NotReleased, match="already"):
        put_in_force(series, edition, second)

    other = written(series, writer)
    beside = tried(series, other, writer)
    with pytest.raises(IntegrityError), transaction.atomic():
        series.releases.objects.create(
            edition=other, since=timezone.localdate(), written_by=writer, by=writer, **beside
        )


def test_a_page_that_has_not_seen_the_newest_edition_undoes_nothing_of_it(series, two):
    first, second = two
    seen = series.newest_number()
    newer = written(series, second)
    with pytest.raises(Overtaken, match=f"edition {newer.number} meanwhile"):
        write(series, series.shipped_document(), note="旧页", in_force_from=timezone.localdate(), by=first, after=seen)

    told = {"note": "看过了", "in_force_from": timezone.localdate(), "by": first}
    assert write(series, series.shipped_document(), after=newer.number, **told).number == newer.number + 1
    with pytest.raises(Overtaken):
        write(series, series.shipped_document(), after=99, **told)


def test_no_edition_counts_before_the_day_it_was_released(series, two):
    today = timezone.localdate()
    edition = written(series, two[0], on=today - datetime.timedelta(days=30))

    put_in_force(series, edition, two[1])

    assert series.in_force(on=today - datetime.timedelta(days=1)).number == 1
    assert series.in_force(on=today).since == today


def test_an_edition_that_was_overtaken_is_not_released_any_more(series, two):
    earlier, later = written(series, two[0]), written(series, two[0])
    put_in_force(series, later, two[1])

    with pytest.raises(NotReleased, match="later edition"):
        put_in_force(series, earlier, two[1])


def test_what_contradicts_itself_is_not_written(series, two):
    with pytest.raises(BadDocument):
        write(series, {}, note="x", in_force_from=timezone.localdate(), by=two[0])
