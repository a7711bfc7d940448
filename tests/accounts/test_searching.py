"""What is found by pairs of characters is what looking at every row would find, on every database."""

from __future__ import annotations

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.authorities import Division
from accounts.represented.companies import Company
from accounts.typed.searching import holding, pairs_of
from tests.walks import walks

pytestmark = pytest.mark.django_db
LETTERS = st.text("太行宏远运输有限公司aAbB%_\\ ß𠮷（(", min_size=1, max_size=8)


@pytest.mark.parametrize(("typed", "pairs"), [("太行运", ["太行", "行运"]), ("行", ["行"]), ("ab", ["AB"])])
def test_a_text_is_looked_for_by_its_pairs(typed, pairs):
    assert pairs_of(typed) == pairs


@settings(max_examples=walks(30), deadline=None, suppress_health_check=list(HealthCheck))
@given(name=LETTERS, typed=LETTERS)
def test_pairs_find_what_looking_at_all_names_finds(catalogue, name, typed):
    company, _new = Company.objects.update_or_create(
        uscc="914108020000000000", defaults={"name": name, "division": Division.objects.first()}
    )
    rows = Company.objects.filter(pk=company.pk)

    found = rows.filter(name__has_text=typed).exists()

    assert found == rows.filter(name__icontains=typed).exists()


@pytest.mark.parametrize("typed", ["太行", " 太行　", "太\u200b行", "（焦作）", "(焦作)", "運輸", "９１４１", "９１41"])
def test_rows_are_found_in_every_spelling_of_what_they_hold(catalogue, typed):
    told = {"name": "太行运输（焦作）有限公司", "division": Division.objects.first()}
    company = Company.objects.create(uscc="914108020000000000", **told)

    assert Company.objects.filter(holding(typed, "name__has_text", "uscc__icontains")).get() == company


@pytest.mark.parametrize("typed", ["", "  ", "\u200b"])
def test_nothing_is_held_by_nobody(catalogue, typed):
    assert not Company.objects.filter(holding(typed, "name__has_text")).exists()


def test_the_index_is_there_on_postgresql():
    if connection.vendor != "postgresql":
        assert "company_by_pairs" not in _indexes()
        return
    assert {"company_by_pairs", "holder_by_pairs", "number_by_last_digits", "published_by_pairs"} <= _indexes()


def _indexes():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexname FROM pg_indexes"
            if connection.vendor == "postgresql"
            else "SELECT name FROM sqlite_master WHERE type = 'index'"
        )
        return {name for (name,) in cursor.fetchall()}
