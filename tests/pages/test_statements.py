"""A statement whose SQL is worked out once answers as the query it is made of, each time for what is asked."""

from __future__ import annotations

import datetime

import pytest
from django.db import connection
from django.db.models import Exists, OuterRef
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext

from accounts.authorities import Authority, Division
from accounts.people import Person
from materials.catalogue.finding.models import UnfoundWords
from pages.statements import NUMBERS_KEPT, Asked, AskedDay, Statement, WhichHaveAny

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


AMONG = Statement(lambda keys: Authority.objects.filter(pk__in=keys, division__name_zh=Asked("name")).order_by("pk"))


def test_many_are_asked_for_at_once_however_many_they_are() -> None:
    every = list(Authority.objects.select_related("division").order_by("pk"))
    for count in (0, 1, 3, 2, 3):
        some = every[:count]
        name = some[-1].division.name_zh if some else ""
        assert AMONG(keys=[one.pk for one in some], name=name) == [a for a in some if a.division.name_zh == name]


def test_none_of_many_is_told_as_by_a_query() -> None:
    for keys in ([], [-1, -2]):
        with pytest.raises(Authority.DoesNotExist):
            AMONG.get(keys=keys, name="nowhere")


def test_statements_are_kept_for_few_numbers_and_answer_for_any() -> None:
    every = list(Authority.objects.order_by("pk"))
    among = Statement(lambda keys: Authority.objects.filter(pk__in=keys).order_by("pk"))
    for count in range(1, NUMBERS_KEPT + 4):
        assert among(keys=[one.pk for one in every[:2]] + [-1] * count) == every[:2]
    assert len(among._kept) == NUMBERS_KEPT


def test_a_day_is_asked_for_as_each_database_keeps_it() -> None:
    before = Statement(lambda: UnfoundWords.objects.filter(day__lt=Asked("on")).order_by("day"))
    for day in (1, 2, 3):
        UnfoundWords.objects.create(day=datetime.date(2031, 5, day), words="words")
    assert [row.day.day for row in before(on=datetime.date(2031, 5, 3))] == [1, 2]


def test_what_is_not_asked_for_is_refused() -> None:
    with pytest.raises(KeyError):
        OF_DIVISION(division="410802")


@pytest.mark.django_db(transaction=True)
def test_rows_are_locked_inside_a_transaction_alone() -> None:
    held = Statement(lambda: Authority.objects.select_for_update().filter(pk=Asked("pk")))
    with pytest.raises(TransactionManagementError):
        held(pk=1)


def test_which_of_many_questions_find_anything_is_one_statement_for_any_values() -> None:
    days: list[int] = [0]
    which = WhichHaveAny(
        lambda: [
            Authority.objects.filter(pk=Asked("authority")),
            Authority.objects.filter(division__code=Asked("code")),
            Person.objects.filter(date_joined__date__lte=AskedDay("on", lambda: days[0])),
        ]
    )
    some = Authority.objects.select_related("division").order_by("pk")[0]
    Person.objects.create(username="somebody", date_joined=datetime.datetime(2026, 11, 20, 4, tzinfo=datetime.UTC))
    on = datetime.date(2026, 11, 10)

    with CaptureQueriesContext(connection) as seen:
        assert which(authority=some.pk, code=some.division_id, on=on) == [True, True, False]
        days[0] = 10
        assert which(authority=-1, code="%s", on=on) == [False, False, True]

    assert len(seen) == 2
