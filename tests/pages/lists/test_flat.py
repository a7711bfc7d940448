"""A list taken out does not grow with its rows: neither memory nor what is asked of the database for each of them."""

import gc
import tracemalloc

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.authorities import Authority
from accounts.people import Person
from accounts.staffing.people_list import PEOPLE
from pages.lists.exporting import FORMATS
from pages.lists.rows import table_of
from tests.factories import staff

pytestmark = pytest.mark.django_db
FEW, MANY, STEP = 400, 1_600, 400
BATCH = 100


def staff_of(count):
    at = Authority.objects.get(division_id="410802")
    known = Person.objects.filter(username__startswith="row-").count()
    Person.objects.bulk_create(
        Person(username=f"row-{n}", name="张三", authority=at, password="!") for n in range(known, count)
    )


def taken_out(kind, reader):
    """Bytes at the peak while the file is made, and how many statements that takes."""
    gc.collect()
    head, lines = table_of(PEOPLE, reader, {"sort": "name"}, batch=BATCH)
    tracemalloc.start()
    try:
        with CaptureQueriesContext(connection) as asked:
            size = sum(len(part) for part in FORMATS[kind].parts("people", _chained(head, lines)))
        return tracemalloc.get_traced_memory()[1], len(asked), size
    finally:
        tracemalloc.stop()


def _chained(head, lines):
    yield head
    for n, line in enumerate(lines):
        if n % STEP == 0:
            gc.collect()  # what nobody holds any more does not count
        yield line


@pytest.mark.parametrize("kind", FORMATS)
def test_four_times_the_rows_take_no_more_memory(catalogue, kind):
    reader = staff("admin", "administrator")
    staff_of(FEW)
    taken_out(kind, reader)
    few, few_asked, few_size = taken_out(kind, reader)
    staff_of(MANY)

    many, many_asked, many_size = taken_out(kind, reader)

    assert many_size > 2 * few_size
    assert many < 1.5 * few + 500_000, f"{few:,} → {many:,} bytes"
    # Two statements a batch: its rows, and their roles.
    assert many_asked - few_asked <= 2 * (MANY - FEW) // BATCH + 2
