"""Every row of a list, for a file or a job: by the same filters and order as the page, some at a time.

    for row in each_row(REGISTER, person, {"state": "in-force"}): …
    head, lines = table_of(REGISTER, person, {"state": "in-force"})

`person` is whoever will read it: they see what they would on the page, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar

from django.http import QueryDict

from pages.lists.definition import List
from pages.lists.order import in_batches

Row = TypeVar("Row")
BATCH = 1000


def each_row(
    what: List[Row], person: Any, chosen: QueryDict | Mapping[str, str], *, batch: int = BATCH
) -> Iterator[Row]:
    """The rows as the columns read them. Memory holds one batch, whatever their number."""
    for found in in_batches(what.rows(person, chosen), what.order_of(chosen), size=batch):
        yield from what.prepared(found)


def table_of(
    what: List[Any], person: Any, chosen: QueryDict | Mapping[str, str], *, batch: int = BATCH
) -> tuple[list[str], Iterator[list[Any]]]:
    """The titles of the columns and the lines beneath, as somebody may read them: masked where they may not.

    A value is text, a number, a day or a moment.
    """
    return head_of(what), lines_of(what, person, each_row(what, person, chosen, batch=batch))


def head_of(what: List[Any]) -> list[str]:
    """The titles of the columns of a file."""
    return [str(column.title) for column in what.columns]


def lines_of(what: List[Row], person: Any, rows: Iterable[Row]) -> Iterator[list[Any]]:
    """Some rows as the lines of a file, as somebody may read them."""
    columns = [column.for_reader(person) for column in what.columns]
    return ([column.in_a_file(row) for column in columns] for row in rows)
