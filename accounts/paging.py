"""Long lists in pages by key: the thousandth page costs what the first does, and new rows shift nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

PAGE_SIZE = 25


def number(typed: str) -> int:
    """A row's number as it stands in a request; 0, which no row has, when it is none."""
    return int(typed) if typed.isdecimal() and len(typed) < 19 else 0


@dataclass(frozen=True, kw_only=True)
class Page:
    """Some rows in their order, and the queries ("?…") of the neighbouring pages, "" where there is none."""

    rows: Sequence[Any]
    next_query: str
    first_query: str
    oldest_first: bool = False

    @property
    def has_other_pages(self) -> bool:
        return bool(self.next_query or self.first_query)


def _query(request: HttpRequest, before: int | None) -> str:
    params = request.GET.copy()
    params.pop("before", None)
    if before is not None:
        params["before"] = str(before)
    return f"?{params.urlencode()}" if params else "?"


def page(request: HttpRequest, rows: Any, *, size: int = PAGE_SIZE, oldest_first: bool = False) -> Page:
    """Cut a queryset ordered by -pk (by pk when `oldest_first`) into pages; GET `before` says where one starts."""
    before = number(request.GET.get("before", ""))
    starts_later = before > 0
    if starts_later:
        rows = rows.filter(**{"pk__gt" if oldest_first else "pk__lt": before})
    found = list(rows[: size + 1])
    shown = found[:size]
    return Page(
        rows=shown,
        next_query=_query(request, shown[-1].pk) if len(found) > size else "",
        first_query=_query(request, None) if starts_later else "",
        oldest_first=oldest_first,
    )
