"""What is followed every hour is read some rows at a time, each of them once, and memory stays flat."""

import datetime

import pytest
import time_machine
from django.core.cache import cache

from accounts.represented.companies import Company
from supervision.passes import slice_now, slices

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 25, 10, 0, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def companies(taihang):
    cache.clear()
    Company.objects.bulk_create(
        Company(uscc=f"91410800MA00000{n:03}", name=f"公司{n}", division=taihang.division) for n in range(7)
    )
    return list(Company.objects.order_by("-pk").values_list("pk", flat=True))


def test_every_row_is_in_one_slice(companies):
    found = list(slices(Company.objects.all(), size=3))

    assert [key for part in found for key in part] == companies
    assert max(map(len, found)) == 3


def test_a_slice_a_minute_until_the_pass_is_through_and_none_until_the_hour_is(companies):
    told = []
    with time_machine.travel(NOW, tick=False) as clock:
        for _minute in range(50):
            told += [slice_now("test", Company.objects.all(), size=3)]
            clock.shift(60)
        within_the_hour = [part for part in told if part]
        clock.shift(20 * 60)
        again = slice_now("test", Company.objects.all(), size=3)

    assert [key for part in within_the_hour for key in part] == companies
    assert again == companies[:3]
