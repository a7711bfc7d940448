"""Numbers are drawn one after the other, without gaps, one or many at a time."""

import pytest
from django.db import connection

from accounts.authorities import Authority
from papers.numbers import draw, draw_many
from tests.licensing.conftest import queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def authority(catalogue):
    return Authority.objects.get(division_id="410802")


def test_many_are_drawn_in_one_statement_and_the_series_goes_on_behind_them(authority):
    assert draw(authority, "receipt", year=2026) == 1

    with queries(connection) as sent:
        drawn = draw_many(authority, "receipt", year=2026, count=3)

    assert list(drawn) == [2, 3, 4]
    assert len(sent) == 1
    assert draw(authority, "receipt", year=2026) == 5


def test_each_kind_and_year_has_a_series_of_its_own(authority):
    draw(authority, "receipt", year=2026)

    assert draw(authority, "receipt", year=2027) == 1
    assert draw(authority, "letter-grant", year=2026) == 1


def test_none_is_drawn_for_nothing(authority):
    assert list(draw_many(authority, "receipt", year=2026, count=0)) == []
    assert draw(authority, "receipt", year=2026) == 1


@pytest.mark.django_db(transaction=True)
def test_no_number_is_drawn_outside_the_transaction_that_stores_what_bears_it(catalogue):
    with pytest.raises(RuntimeError):
        draw(Authority.objects.get(division_id="410802"), "receipt", year=2026)
