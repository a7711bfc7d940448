"""A row that fails stands in nobody's way."""

from types import SimpleNamespace

import pytest
from django.db import OperationalError

from pages.one_by_one import one_by_one


def test_one_that_fails_is_logged_by_its_key_alone_and_the_others_have_their_turn(caplog):
    rows = [SimpleNamespace(pk=pk, name="马师傅") for pk in (7, 8, 9)]
    done = []

    def act(row):
        if row.pk == 7:
            raise ValueError
        done.append(row.pk)
        return 2

    assert one_by_one(rows, act, what="forgetting") == 4
    assert done == [8, 9]
    assert [record.getMessage() for record in caplog.records] == ["forgetting failed for SimpleNamespace 7"]


def test_a_database_that_is_gone_is_gone_for_all_of_them(caplog):
    def act(row):
        raise OperationalError

    with pytest.raises(OperationalError):
        one_by_one([7, 8], act, what="forgetting")
    assert not caplog.records
