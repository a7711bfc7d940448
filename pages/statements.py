"""Statements whose SQL is worked out once in each process; only what is asked for changes.

Django writes the SQL of a query anew each time it is asked. For a statement that joins a dozen tables this takes
several times as long as the answer of the database.

    WHOLE = Statement(lambda: Case.objects.select_related("item", …).filter(pk=Asked("pk")))
    rows = WHOLE(pk=7)

What is asked for many at once comes as an argument, and the SQL is worked out once for each number of them:

    OF_PLACES = Statement(lambda keys: Place.objects.filter(key__in=keys, holder=Asked("holder")))
    rows = OF_PLACES(keys=["a", "b"], holder=3)

Nothing else may change from one time to the next: no day, person or language in it that is not an `Asked`.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from copy import copy
from typing import Any, Generic, TypeVar

from django.core.exceptions import EmptyResultSet, MultipleObjectsReturned
from django.db import connections
from django.db.models import Model, QuerySet, Value
from django.db.transaction import TransactionManagementError

Row = TypeVar("Row", bound=Model)


NUMBERS_KEPT = 16
"""For how many numbers of things a statement is kept: a fleet of hundreds is asked for once, and written then."""


class Asked(Value):
    """What is filled in each time, by its name; the database is given it as it is: a key, a number, a text, a day."""

    def __init__(self, name: str, index: int | None = None) -> None:
        super().__init__(name)
        self.index = index

    def among(self, asked: dict[str, Any]) -> Any:
        """Its value; none of the kinds Django would turn into something else for one of the databases, but a day."""
        value = asked[self.value] if self.index is None else asked[self.value][self.index]
        return value.isoformat() if type(value) is datetime.date else value

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        return "%s", [self]


class AskedDay(Asked):
    """A day so many days after one that is filled in; how many is asked each time."""

    def __init__(self, name: str, later: Callable[[], int]) -> None:
        super().__init__(name)
        self.later = later

    def among(self, asked: dict[str, Any]) -> Any:
        day: datetime.date = asked[self.value]
        return (day + datetime.timedelta(days=self.later())).isoformat()


class WhichHaveAny:
    """Which of some questions find anything at all: one statement, worked out once as `Statement` is.

    A page that asks twenty things, most of which find nothing, asks those alone that find something.
    """

    def __init__(self, questions: Callable[[], Sequence[QuerySet[Any]]]) -> None:
        self._questions = questions
        self._kept: tuple[str, list[Any]] | None = None

    def __call__(self, **asked: Any) -> list[bool]:
        if self._kept is None:
            self._kept = self._written()
        sql, params = self._kept
        with connections["default"].cursor() as cursor:
            cursor.execute(sql, [one.among(asked) if isinstance(one, Asked) else one for one in params])
            return [bool(one) for one in cursor.fetchone()]

    def _written(self) -> tuple[str, list[Any]]:
        parts, params = [], []
        for rows in self._questions():
            sql, told = rows.query.exists().get_compiler(rows.db).as_sql()
            parts.append(f"EXISTS({sql})")
            params.extend(told)
        return f"SELECT {', '.join(parts)}", params


def _found_once(work: Callable[[Any], Row]) -> Callable[[Any], Row]:
    """Asked for the same thing each time, a function answers what it found at first."""
    found: list[Row] = []

    def kept(asked: object) -> Row:
        if not found:
            found.append(work(asked))
        return found[0]

    return kept


def _numbers(asked: dict[str, Any]) -> dict[str, int]:
    """Of what is asked for many at once, how many."""
    return {name: len(value) for name, value in asked.items() if isinstance(value, (list, tuple))}


def _asked(many: dict[str, int]) -> dict[str, list[Asked]]:
    return {name: [Asked(name, index) for index in range(number)] for name, number in many.items()}


Written = tuple[QuerySet[Row], Any, str, Sequence[Any]]


class Statement(Generic[Row]):
    """Rows of a model, asked for by what changes; what is joined, annotated or prefetched comes along."""

    def __init__(self, rows: Callable[..., QuerySet[Row, Any]]) -> None:
        self._rows = rows
        self._kept: dict[tuple[tuple[str, int], ...], Written[Row]] = {}

    def _written(self, **many: int) -> Written[Row]:
        key = tuple(many.items())
        if key not in self._kept:
            rows = self._rows(**_asked(many))
            compiler = rows.query.get_compiler(rows.db)
            sql, params = compiler.as_sql()
            # What becomes of a column is found by its field alone; its copies keep what is found.
            compiler.get_converters = _found_once(compiler.get_converters)
            if len(self._kept) >= NUMBERS_KEPT:
                return rows, compiler, sql, params
            self._kept[key] = rows, compiler, sql, params
        return self._kept[key]

    def __call__(self, **asked: Any) -> list[Row]:
        try:
            rows, compiler, sql, params = self._written(**_numbers(asked))
        except EmptyResultSet:  # among none there is nothing
            return []
        now: Any = copy(compiler)
        now.connection = connections[rows.db]
        if rows.query.select_for_update and not now.connection.in_atomic_block:
            raise TransactionManagementError("rows are locked inside a transaction alone")
        values = [one.among(asked) if isinstance(one, Asked) else one for one in params]
        now.as_sql = lambda *args, **kwargs: (sql, values)
        answer: Any = rows.all()
        answer.query.get_compiler = lambda *args, **kwargs: now
        return list(answer)

    @property
    def model(self) -> type[Row]:
        return self._written()[0].model

    def get(self, **asked: Any) -> Row:
        """The only row, as of a queryset. Raises DoesNotExist of its model, MultipleObjectsReturned."""
        found = self(**asked)
        if not found:
            model = self._rows(**_asked(_numbers(asked))).model
            raise model.DoesNotExist  # type: ignore[attr-defined]
        if len(found) > 1:
            raise MultipleObjectsReturned
        return found[0]
