"""A list as its page shows it: filters, heads to sort by, lines, neighbours, and what is said when there is none.

`templates/parts/list.html` draws it.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pages.lists.definition import SORT, BulkAct, Column, List, RowAct
from pages.lists.exporting import AS, FORMATS, export
from pages.lists.kept import Views, views_of, what_is_kept
from pages.lists.paging import Page, page_of, query

MOST_COUNTED = 1000
"""More than these nobody counts, neither a person nor the database."""


@dataclass(frozen=True, kw_only=True)
class Head:
    """The head of a column; `direction` is what assistive technology calls how it is sorted, "" when it is not."""

    column: Column[Any]
    query: str = ""
    direction: str = ""


@dataclass(frozen=True, kw_only=True)
class Line:
    """A row as it is drawn."""

    pk: int
    label: str
    cells: Sequence[tuple[Column[Any], Any]]
    link: str = ""
    act: RowAct | None = None


@dataclass(frozen=True, kw_only=True)
class Shown:
    """Everything the page of a list needs."""

    what: List[Any]
    filters: Any
    page: Page
    heads: Sequence[Head]
    lines: Sequence[Line]
    sort: str
    orders: Sequence[tuple[str, str]]
    counted: str
    clear_query: str
    files: Sequence[tuple[str, str]]
    views: Views
    kept: str
    bulk: Sequence[BulkAct]
    bulk_address: str

    @property
    def is_a_view(self) -> bool:
        """Whether what is shown is a view that is kept."""
        return any(view.query == self.kept for view in self.views.known)

    @property
    def has_acts(self) -> bool:
        """Whether a row has a button of its own."""
        return any(line.act for line in self.lines)


Beside = Callable[[Shown], dict[str, Any]]
"""What else a page shows, which may depend on what was chosen."""


def show(request: HttpRequest, what: List[Any], template: str, *, more: Beside = lambda listed: {}) -> HttpResponseBase:
    """The page of a list, or the file of it that was asked for. The view has asked whether it may be read."""
    if request.GET.get(AS, "") in FORMATS:
        return export(request, what, FORMATS[request.GET[AS]])
    listed = shown(request, what)
    return render(request, template, {"list": listed, **more(listed)})


def shown(request: HttpRequest, what: List[Any]) -> Shown:
    """A list as somebody has chosen it."""
    chosen, reader = request.GET, request.user
    filters, sort = what.filtered(reader, chosen), what.sorted_by(chosen)
    page = page_of(chosen, filters.rows, what.order_of(chosen), about=f"{what.name} {sort}")
    columns = [column.for_reader(reader) for column in what.on_the_page]  # type: ignore[arg-type]
    prepared = what.prepared(page.rows)
    return Shown(
        what=what,
        filters=filters,
        page=page,
        heads=[_head(column, chosen, sort) for column in what.on_the_page],
        lines=[_line(row, found.pk, columns, what) for row, found in zip(prepared, page.rows, strict=True)],
        sort=sort,
        orders=list(_orders(what)),
        counted=_counted(page, to_the_bound(what, filters.rows)),
        clear_query=query(QueryDict(), {name: filters.chosen[name] for name in filters.tabs}),
        files=[(query(chosen, {AS: name}), known.title) for name, known in FORMATS.items()] if page.rows else [],
        views=views_of(reader, what),
        kept=what_is_kept(what, reader, chosen),
        bulk=what.bulk(reader) if page.rows else (),
        bulk_address=reverse(what.bulk_at) if what.bulk_at else "",
    )


def _head(column: Column[Any], chosen: QueryDict, sort: str) -> Head:
    if not column.key:
        return Head(column=column)
    directions = {column.name: "ascending", f"-{column.name}": "descending"}
    turned = f"-{column.name}" if sort == column.name else column.name
    return Head(column=column, query=query(chosen, {SORT: turned}), direction=directions.get(sort, ""))


def _orders(what: List[Any]) -> Sequence[tuple[str, str]]:
    """Every order, for those who see cards and no heads."""
    usual = [] if what.order.removeprefix("-") in {c.name for c in what.on_the_page} else [("", str(_("As usual")))]
    words = (("", _("%(column)s, upwards")), ("-", _("%(column)s, downwards")))
    sortable = [column for column in what.on_the_page if column.key]
    return usual + [
        (f"{sign}{column.name}", word % {"column": column.title}) for column in sortable for sign, word in words
    ]


def _written(content: Any) -> Any:
    """A day is written as everywhere else in the portal, whatever the language writes in a sentence."""
    is_day = isinstance(content, datetime.date) and not isinstance(content, datetime.datetime)
    return content.isoformat() if is_day else content


def _line(row: Any, pk: int, columns: Sequence[Column[Any]], what: List[Any]) -> Line:
    cells = [(column, _written(column.cell(row))) for column in columns]
    label = strip_tags(str(cells[0][1])).strip()
    return Line(pk=pk, label=label, cells=cells, link=what.link(row) if what.link else "", act=what.row_act(row))


def to_the_bound(what: List[Any], rows: QuerySet[Any]) -> QuerySet[Any]:
    """The rows that are counted: in one order of the list, however they are sorted.

    An index is read in that order as far as the bound; without one the database joins all there are to count a few.
    """
    return what.order_of({SORT: what.counted_in}).of(rows).values("pk")[: MOST_COUNTED + 1]


def _counted(page: Page, rows: QuerySet[Any]) -> str:
    """How many rows there are, as far as anybody needs to know; one page is counted already."""
    n = rows.count() if page.has_other_pages else len(page.rows)
    if n > MOST_COUNTED:
        return _("more than %(n)s rows") % {"n": MOST_COUNTED}
    return ngettext("%(n)s row", "%(n)s rows", n) % {"n": n}
