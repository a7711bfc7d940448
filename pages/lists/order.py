"""Rows in an order that never loses one: by some keys, then by number, so that equal keys have one order, too.

A page begins beyond a row, not at a count: the thousandth costs what the first does, and new rows shift nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, F, Func, Q, QuerySet
from django.db.models.expressions import OrderBy

Place = tuple[Any, ...]
"""Where a row stands in an order: its keys, then its number."""


@dataclass(frozen=True, kw_only=True)
class Order:
    """By fields of a row ("company__name"), all of them upwards or all downwards, and by number last.

    `is_nullable`: the one field may be empty; such rows come last, upwards and downwards.
    """

    fields: tuple[str, ...] = ()
    is_descending: bool = False
    is_nullable: bool = False

    def __post_init__(self) -> None:
        if self.is_nullable and len(self.fields) != 1:
            raise ValueError("only a single key may be empty")

    def of(self, rows: QuerySet[Any], *, backwards: bool = False) -> QuerySet[Any]:
        """The rows in this order, each with its keys (`place_of`)."""
        down = self.is_descending != backwards
        keyed = rows.annotate(**{_name(n): F(field) for n, field in enumerate(self.fields)})
        return keyed.order_by(*(self._by(n, down, backwards) for n in range(len(self.fields))), "-pk" if down else "pk")

    def _by(self, number: int, down: bool, backwards: bool) -> OrderBy:
        key = F(_name(number))
        empty_last: dict[str, Any] = {}
        if self.is_nullable:
            empty_last = {"nulls_first": True} if backwards else {"nulls_last": True}
        return key.desc(**empty_last) if down else key.asc(**empty_last)

    def place_of(self, row: Any) -> Place:
        """Where a row that came in this order stands in it."""
        return (*(getattr(row, _name(n)) for n in range(len(self.fields))), row.pk)

    def beyond(self, rows: QuerySet[Any], place: Place, *, backwards: bool = False) -> QuerySet[Any]:
        """Those of some rows in this order that come after a place; before it, when they are read backwards."""
        sign = "<" if self.is_descending != backwards else ">"
        names = [_name(n) for n in range(len(self.fields))]
        if not self.is_nullable:
            return rows.filter(_Beyond(*names, "pk", place=place, sign=sign))
        (name,), (key, number) = names, place
        further = Q(**{f"{name}__isnull": True}) & Q(_Beyond("pk", place=(number,), sign=sign))
        if key is None and not backwards:
            return rows.filter(further)
        if key is None:
            return rows.filter(further | Q(**{f"{name}__isnull": False}))
        among = Q(_Beyond(name, "pk", place=place, sign=sign))
        return rows.filter(among if backwards else among | Q(**{f"{name}__isnull": True}))


def _name(number: int) -> str:
    return f"key_{number}"


class _Beyond(Func):
    """`(a, b) > (x, y)`, which the database finds in an index over both."""

    output_field = BooleanField()
    conditional = True

    def __init__(self, *names: str, place: Place, sign: str) -> None:
        self.place, self.sign = place, sign
        super().__init__(*(F(name) for name in names))

    def as_sql(self, compiler: Any, connection: Any, *_shape: Any, **_context: Any) -> tuple[str, tuple[Any, ...]]:
        names: list[str] = []
        params: list[Any] = []
        for key in self.source_expressions:
            sql, some = compiler.compile(key)
            names.append(sql)
            params += some
        # As each field itself would write it: a day or a number is not compared as text.
        params += [
            key.output_field.get_db_prep_value(value, connection=connection)
            for key, value in zip(self.source_expressions, self.place, strict=True)
        ]
        marks = ", ".join(["%s"] * len(names))
        return f"({', '.join(names)}) {self.sign} ({marks})", tuple(params)


@dataclass(frozen=True, kw_only=True)
class Cut:
    """Some rows in their order, and the places its neighbours begin at, None where there is none."""

    rows: Sequence[Any]
    next: Place | None = None
    previous: Place | None = None


def cut(rows: QuerySet[Any], order: Order, *, after: Place | None, before: Place | None, size: int) -> Cut:
    """One page of some rows: after a place, before one, or the first."""
    if before is not None:
        found = list(order.beyond(order.of(rows, backwards=True), before, backwards=True)[: size + 1])
        if len(found) > size:
            shown = found[:size][::-1]
            return Cut(rows=shown, next=order.place_of(shown[-1]), previous=order.place_of(shown[0]))
        after = None  # so few come before it that the first page is whole
    ordered = order.of(rows)
    found = list((order.beyond(ordered, after) if after is not None else ordered)[: size + 1])
    shown = found[:size]
    return Cut(
        rows=shown,
        next=order.place_of(shown[-1]) if len(found) > size else None,
        previous=order.place_of(shown[0]) if after is not None and shown else None,
    )


def in_batches(rows: QuerySet[Any], order: Order, *, size: int) -> Iterator[Sequence[Any]]:
    """All rows in their order, some at a time: memory stays flat, and no cursor is held open."""
    ordered = order.of(rows)
    found = list(ordered[:size])
    while found:
        yield found
        is_last, place = len(found) < size, order.place_of(found[-1])
        found = []  # the next part is read when this one is gone
        if not is_last:
            found = list(order.beyond(ordered, place)[:size])
