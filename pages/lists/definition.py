"""A list as a value: its columns, filters and order, what a file of it holds, and who may read it.

Knows nothing of what is listed. Each app makes its lists of this and names them in the setting LISTS.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Generic, Protocol, TypeVar

from django.conf import settings
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.module_loading import import_string

from pages.lists.filters import ListFilters
from pages.lists.order import Order
from pages.looks import Look, badge

Row = TypeVar("Row")
SORT = "sort"


class Reader(Protocol):
    """Whoever reads a list."""

    pk: int
    name: str

    def has_perm(self, perm: str, obj: Any = None) -> bool: ...


@dataclass(frozen=True, kw_only=True)
class Key:
    """By which fields of the rows a column is sorted; `is_nullable` where the one field may be empty."""

    fields: tuple[str, ...]
    is_nullable: bool = False

    def order(self, *, is_descending: bool) -> Order:
        return Order(fields=self.fields, is_descending=is_descending, is_nullable=self.is_nullable)


def by(*fields: str, is_nullable: bool = False) -> Key:
    """A key of a column."""
    return Key(fields=fields, is_nullable=is_nullable)


@dataclass(frozen=True, kw_only=True)
class Column(Generic[Row]):
    """A column of a list: a cell on the page, and what a file holds in its place.

    `cell` is text or safe HTML, `told` what a file holds (the cell, where it is text alone); without a `key` nobody
    sorts by it. Where `personal` names a permission, whoever lacks it is shown what `masked` leaves of it.
    `lang` is the language of its content, `css` the class of its cells; `only_in_files` where a page has no
    room for it. One that `speaks` says by its value what it is: the card on a telephone gives it no title.
    """

    name: str
    title: Promise
    cell: Callable[[Row], Any]
    told: Callable[[Row], Any] | None = None
    key: Key | None = None
    personal: str = ""
    masked: Callable[[Row], str] = lambda row: "***"
    lang: str = ""
    css: str = ""
    only_in_files: bool = False
    speaks: bool = False

    @property
    def classes(self) -> str:
        """The classes of its cells."""
        return " ".join(filter(None, (self.css, "speaks" if self.speaks else "")))

    def for_reader(self, reader: Reader) -> Column[Row]:
        """The column as somebody may read it."""
        is_open = not self.personal or reader.has_perm(self.personal)
        return self if is_open else replace(self, cell=self.masked, told=self.masked)

    def in_a_file(self, row: Row) -> Any:
        """What a file holds of a row."""
        return (self.told or self.cell)(row)


def state(name: str, title: Any, look: Callable[[Any], Look], **more: Any) -> Column[Any]:
    """A state: its mark on the page, its name in a file."""
    return Column(
        name=name,
        title=title,
        cell=lambda row: badge(look(row)),
        told=lambda row: str(look(row).label),
        **{"speaks": True, **more},
    )


def moment(
    name: str, title: Any, at: Callable[[Any], datetime.datetime | None], *, to_the_minute: bool = False, **more: Any
) -> Column[Any]:
    """A moment: as a day on the page or to the minute, as it is in a file."""
    shown = "%Y-%m-%d %H:%M" if to_the_minute else "%Y-%m-%d"

    def cell(row: Any) -> str:
        found = at(row)
        return f"{timezone.localtime(found):{shown}}" if found else "–"

    return Column(name=name, title=title, cell=cell, told=lambda row: at(row) or "", **{"css": "numeric", **more})


@dataclass(frozen=True, kw_only=True)
class RowAct:
    """One act in a row: a button, and what is chosen with it (sent as `to`) where `asks` says what for."""

    title: Any
    address: str
    asks: Any = ""
    choices: Sequence[tuple[int, str]] = ()


@dataclass(frozen=True, kw_only=True)
class BulkAct:
    """An act that can be done to many chosen rows at once."""

    name: str
    title: Any


@dataclass(frozen=True, kw_only=True)
class List(Generic[Row]):
    """A list.

    `permissions`: any one of them opens it. `filters` knows which rows a reader may see and narrows them, `prepared`
    makes of the rows of a page (or of a part of a file) what the columns read, in the same order. `order` is the
    column it is sorted by at first ("-name": downwards), or "pk" or "-pk"; `counted_in` another one whose index also
    holds what is filtered, where that of `order` does not. `link` is where the first column leads.
    `nothing` and `hint` are said where there is no row at all.
    `bulk` offers acts on chosen rows, which are sent to the address named `bulk_at`.
    """

    name: str
    title: Promise
    address: str
    permissions: tuple[str, ...]
    filters: type[ListFilters]
    columns: tuple[Column[Row], ...]
    nothing: Promise
    hint: Promise
    prepared: Callable[[Sequence[Any]], Sequence[Row]] = lambda rows: rows
    order: str = "pk"
    counted_in: str = ""
    link: Callable[[Row], str] | None = None
    row_act: Callable[[Row], RowAct | None] = lambda row: None
    bulk: Callable[[Any], Sequence[BulkAct]] = lambda reader: ()
    bulk_at: str = ""

    def may_be_read_by(self, reader: Reader) -> bool:
        return any(reader.has_perm(permission) for permission in self.permissions)

    def filtered(self, person: Any, chosen: QueryDict | Mapping[str, str]) -> ListFilters:
        """The filters as somebody has set them."""
        return self.filters(chosen, person=person)

    @property
    def on_the_page(self) -> tuple[Column[Row], ...]:
        """The columns a page has room for."""
        return tuple(column for column in self.columns if not column.only_in_files)

    def rows(self, person: Any, chosen: QueryDict | Mapping[str, str]) -> QuerySet[Any]:
        """The rows somebody has chosen, in no order."""
        return self.filtered(person, chosen).rows

    def sorted_by(self, chosen: QueryDict | Mapping[str, str]) -> str:
        """By what the rows are sorted: the choice of the address, where there is such a column."""
        wanted = chosen.get(SORT, "")
        return wanted if wanted.removeprefix("-") in self._orders else self.order

    def order_of(self, chosen: QueryDict | Mapping[str, str]) -> Order:
        """The order the rows have."""
        wanted = self.sorted_by(chosen)
        is_descending = wanted.startswith("-")
        make = self._orders.get(wanted.removeprefix("-"))
        return make(is_descending=is_descending) if make else Order(is_descending=is_descending)

    @property
    def _orders(self) -> dict[str, Callable[..., Order]]:
        return {column.name: partial(Key.order, column.key) for column in self.on_the_page if column.key}


def list_named(name: str) -> List[Any] | None:
    """A list of the setting LISTS; None where there is none of that name."""
    path = settings.LISTS.get(name)
    return import_string(path) if path else None
