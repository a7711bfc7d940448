"""A statement whose SQL is worked out once answers as the query it is made of, each time for what is asked."""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.models import Exists, OuterRef
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext

from accounts.authorities import Authority, Division
from pages.statements import Asked, Statement

pytestmark = pytest.mark.django_db

OF_DIVISION = Statement(
    lambda: (
        Authority.objects.select_related("division")
        .annotate(is_there=Exists(Division.objects.filter(pk=OuterRef("division"), name_zh=Asked("name"))))
        .filter(division=Asked("division"))
    )
)


def test_it_answers_as_the_query_does_for_each_that_is_asked_for() -> None:
    for one in Authority.objects.order_by("pk")[:3]:
        with CaptureQueriesContext(connection) as seen:
            (found,) = OF_DIVISION(division=one.division_id, name=one.division.name_zh)
            assert found.division.name_zh == one.division.name_zh
        assert found == one
        assert found.is_there is True
        assert len(seen) == 2, "its own, and the division of the one it is compared with"
    (found,) = OF_DIVISION(division=one.division_id, name="nowhere")
    assert not found.is_there


def test_an_answer_is_narrowed_by_nobody_and_missing_rows_are_told_as_by_a_query() -> None:
    assert OF_DIVISION(division="000000", name="") == []
    with pytest.raises(Authority.DoesNotExist):
        OF_DIVISION.get(division="000000", name="")


def test_what_is_not_asked_for_is_refused() -> None:
    with pytest.raises(KeyError):
        OF_DIVISION(division="410802")


@pytest.mark.django_db(transaction=True)
def test_rows_are_locked_inside_a_transaction_alone() -> None:
    held = Statement(lambda: Authority.objects.select_for_update().filter(pk=Asked("pk")))
    with pytest.raises(TransactionManagementError):
        held(pk=1)
