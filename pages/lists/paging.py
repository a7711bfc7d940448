"""Pages of a list: the rows of one, and the addresses of its neighbours. Also for lists that have one order only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, QueryDict

from pages.lists.order import Order, cut
from pages.lists.places import number, read, written

__all__ = ["PAGE_SIZE", "Page", "number", "page", "page_of"]

PAGE_SIZE = 25
AFTER, BEFORE = "after", "before"
PLACES = (AFTER, BEFORE)
"""What an address says beside the choice of rows: where the page begins, or ends."""


@dataclass(frozen=True, kw_only=True)
class Page:
    """Some rows in their order, and the queries ("?…") of the neighbouring pages, "" where there is none."""

    rows: Sequence[Any]
    next_query: str
    previous_query: str = ""
    first_query: str = ""

    @property
    def has_other_pages(self) -> bool:
        return bool(self.next_query or self.first_query)


def query(params: QueryDict, changed: Mapping[str, str]) -> str:
    """The query ("?…") of a page with some parameters changed, "" taking one away; where it begins is forgotten."""
    kept = params.copy()
    for name in (*PLACES, *changed):
        kept.pop(name, None)
    kept.update({name: value for name, value in changed.items() if value})
    return f"?{kept.urlencode()}" if kept else "?"


def page_of(params: QueryDict, rows: Any, order: Order, *, about: str, size: int = PAGE_SIZE) -> Page:
    """Cut rows into pages; GET `after` and `before` say where one begins or ends. `about`: which list, which order."""
    places = {name: read(params.get(name, ""), about=about, keys=len(order.fields)) for name in PLACES}
    found = cut(rows, order, after=places[AFTER], before=places[BEFORE], size=size)
    follows = {
        name: written(place, about=about) for name, place in ((AFTER, found.next), (BEFORE, found.previous)) if place
    }
    return Page(
        rows=found.rows,
        next_query=query(params, {AFTER: follows[AFTER]}) if AFTER in follows else "",
        previous_query=query(params, {BEFORE: follows[BEFORE]}) if BEFORE in follows else "",
        first_query=query(params, {}) if found.previous or any(places.values()) else "",
    )


def page(request: HttpRequest, rows: Any, *, size: int = PAGE_SIZE, oldest_first: bool = False) -> Page:
    """Cut a queryset into pages, newest first, or oldest first."""
    return page_of(request.GET, rows, Order(is_descending=not oldest_first), about="", size=size)
