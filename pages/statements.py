"""Statements whose SQL is worked out once in each process; only what is asked for changes.

Django writes the SQL of a query anew each time it is asked. For a statement that joins a dozen tables this takes
several times as long as the answer of the database.

    WHOLE = Statement(lambda: Case.objects.select_related("item", …).filter(pk=Asked("pk")))
    rows = WHOLE(pk=7)

Nothing else may change from one time to the next: no day, person or language in it that is not an `Asked`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.core.exceptions import MultipleObjectsReturned
from django.db import connections
from django.db.models import Model, QuerySet, Value
from django.db.transaction import TransactionManagementError

Row = TypeVar("Row", bound=Model)


class Asked(Value):
    """What is filled in each time, by its name; the database is given it as it is: a key, a number, a text."""

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        return "%s", [self]


class Statement(Generic[Row]):
    """Rows of a model, asked for by what changes; what is joined, annotated or prefetched comes along."""

    def __init__(self, rows: Callable[[], QuerySet[Row]]) -> None:
        self._rows = rows

    @cached_property
    def _written(self) -> tuple[QuerySet[Row], Any, str, Sequence[Any]]:
        rows = self._rows()
        compiler = rows.query.get_compiler(rows.db)
        sql, params = compiler.as_sql()
        return rows, compiler, sql, params

    def __call__(self, **asked: Any) -> list[Row]:
        rows, compiler, sql, params = self._written
        now: Any = copy(compiler)
        now.connection = connections[rows.db]
        if rows.query.select_for_update and not now.connection.in_atomic_block:
            raise TransactionManagementError("rows are locked inside a transaction alone")
        values = [asked[one.value] if isinstance(one, Asked) else one for one in params]
        now.as_sql = lambda *args, **kwargs: (sql, values)
        answer: Any = rows.all()
        answer.query.get_compiler = lambda *args, **kwargs: now
        return list(answer)

    @property
    def model(self) -> type[Row]:
        return self._written[0].model

    def get(self, **asked: Any) -> Row:
        """The only row, as of a queryset. Raises DoesNotExist of its model, MultipleObjectsReturned."""
        found = self(**asked)
        if not found:
            raise self.model.DoesNotExist  # type: ignore[attr-defined]
        if len(found) > 1:
            raise MultipleObjectsReturned
        return found[0]
