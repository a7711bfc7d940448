"""Pages by key: whatever the keys are, the pages of a list hold each row once, in order, to and fro."""

import datetime
import itertools
from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.people import Person
from pages.lists.order import Order, cut, in_batches
from pages.lists.paging import page_of
from pages.lists.places import read, written
from tests.walks import walks

pytestmark = pytest.mark.django_db

NAMES = st.sampled_from(["", "a", "A", "b", "太行", "太行运输", "é", "'", "%_"])
MOMENTS = st.none() | st.sampled_from(
    [datetime.datetime(2026, 3, day, 9, tzinfo=datetime.UTC) + datetime.timedelta(microseconds=day) for day in (1, 2)]
)
ORDERS = [
    Order(fields=fields, is_nullable=fields == ("last_login",), is_descending=down)
    for fields in ((), ("name",), ("name", "phone"), ("is_active",), ("last_login",))
    for down in (False, True)
]
many = settings(
    max_examples=walks(12),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def people(keys):
    Person.objects.filter(username__startswith="row-").delete()
    Person.objects.bulk_create(
        Person(username=f"row-{n}", name=name, phone=phone, last_login=moment, is_active=bool(len(phone) % 2))
        for n, (name, phone, moment) in enumerate(keys)
    )
    return Person.objects.filter(username__startswith="row-")


def pages_forth(rows, order, size):
    found = cut(rows, order, after=None, before=None, size=size)
    yield found
    while found.next is not None:
        found = cut(rows, order, after=found.next, before=None, size=size)
        yield found


@many
@given(keys=st.lists(st.tuples(NAMES, NAMES, MOMENTS), max_size=14), size=st.integers(1, 4))
def test_pages_hold_every_row_once_in_every_order_forth_and_back(keys, size):
    rows = people(keys)

    for order in ORDERS:
        whole = [row.pk for row in order.of(rows)]
        forth = [[row.pk for row in found.rows] for found in pages_forth(rows, order, size)]
        batches = [[row.pk for row in found] for found in in_batches(rows, order, size=size)]
        last = list(pages_forth(rows, order, size))[-1]
        back = [[row.pk for row in last.rows]]
        while last.previous is not None and len(back) <= len(forth):
            last = cut(rows, order, after=None, before=last.previous, size=size)
            back.insert(0, [row.pk for row in last.rows])

        assert sorted(whole) == sorted(row.pk for row in rows)
        assert list(itertools.chain(*forth)) == whole, order
        assert list(itertools.chain(*batches)) == whole, order
        assert back == forth, order


@pytest.mark.parametrize("order", ORDERS, ids=str)
def test_a_row_that_comes_or_goes_shifts_nothing(order):
    rows = people([("b", "1", None), ("a", "2", None), ("b", "3", None), ("c", "4", None), ("b", "5", None)])
    whole = list(order.of(rows))
    first = cut(rows, order, after=None, before=None, size=2)

    whole[1].delete()
    second = cut(rows, order, after=first.next, before=None, size=2)

    assert [row.pk for row in second.rows] == [row.pk for row in whole[2:4]]


def test_rows_without_the_key_come_last_upwards_and_downwards():
    moment = datetime.datetime(2026, 3, 1, tzinfo=datetime.UTC)
    rows = people([("none", "", None), ("some", "", moment)])

    for down in (False, True):
        order = Order(fields=("last_login",), is_nullable=True, is_descending=down)
        assert [row.name for row in order.of(rows)] == ["some", "none"]


def test_no_name_stands_in_an_address():
    rows = people([("张三", str(n), None) for n in range(4)])

    page = page_of(QueryDict("q=x"), rows, Order(fields=("name",)), about="people name", size=2)
    follows = QueryDict(page.next_query.removeprefix("?"))
    second = page_of(follows, rows, Order(fields=("name",)), about="people name", size=2)

    assert "张" not in page.next_query
    assert "%E5%BC%A0" not in page.next_query
    assert follows["q"] == "x"
    assert [row.phone for row in (*page.rows, *second.rows)] == ["0", "1", "2", "3"]


@pytest.mark.parametrize("typed", ["", "x", "0", "-1", "9" * 30, "é", "AAAA" * 20, "%00"])
def test_what_is_no_place_shows_the_list_from_its_start(typed):
    rows = people([("a", str(n), None) for n in range(3)])

    for order in (Order(), Order(fields=("name",))):
        page = page_of(QueryDict(urlencode({"after": typed})), rows, order, about="people", size=2)
        assert [row.phone for row in page.rows] == ["0", "1"]


def test_a_place_of_one_order_opens_in_no_other():
    place = ("a", datetime.date(2026, 3, 1), 7)

    assert read(written(place, about="desk name"), about="desk name", keys=2) == place
    assert read(written(place, about="desk name"), about="desk due", keys=2) is None


def test_only_one_key_may_be_empty():
    with pytest.raises(ValueError, match="single"):
        Order(fields=("name", "phone"), is_nullable=True)
