"""A list taken out as a file: streamed, masked as the reader's page is, and remembered before the first row leaves.

The trail keeps who took which list out, by which filters and how many rows; of words that were searched only that
there were some.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone, translation
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from pages.lists import events
from pages.lists.definition import List
from pages.lists.rows import table_of
from pages.lists.tables import csv_parts, xlsx_parts

AS = "as"
MOST_ROWS = 1_000_000
"""What a sheet can hold, nearly."""


@dataclass(frozen=True, kw_only=True)
class Format:
    """A kind of file; `parts` makes it of a title and lines."""

    name: str
    title: str
    kind: str
    parts: Callable[[str, Iterable[Sequence[Any]]], Iterator[bytes]]


FORMATS = {
    "xlsx": Format(
        name="xlsx",
        title="XLSX",
        kind="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        parts=xlsx_parts,
    ),
    "csv": Format(name="csv", title="CSV", kind="text/csv", parts=lambda _title, lines: csv_parts(lines)),
}


class CountedLines:
    """Lines on their way out, counted as they pass; beyond the most a file holds a last line says so."""

    def __init__(self, lines: Iterable[Sequence[Any]], *, most: int = MOST_ROWS) -> None:
        self.lines, self.most = lines, most
        self.rows = 0

    def __iter__(self) -> Iterator[Sequence[Any]]:
        for line in self.lines:
            if self.rows == self.most:
                yield [_("There are more rows. Use the filters to narrow the list.")]
                return
            self.rows += 1
            yield line


def export(request: HttpRequest, what: List[Any], wanted: Format) -> HttpResponseBase:
    """The list as a file, as it stands in the address."""
    told = {"list": what.name, "format": wanted.name, "filters": what.filtered(request.user, request.GET).told}
    _remember(events.EXPORT_BEGUN, what, request, told)
    name = f"{what.title}-{timezone.localdate():%Y-%m-%d}.{wanted.name}"
    return streamed(_parts(request, what, wanted, told), kind=wanted.kind, name=name)


def streamed(parts: Iterator[bytes], *, kind: str, name: str) -> StreamingHttpResponse:
    """A file that leaves as it is made, in the language of whoever asked, with its content type and its name."""
    content_type = f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
    response = StreamingHttpResponse(_in_language(parts, translation.get_language()), content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _in_language(parts: Iterator[bytes], language: str) -> Iterator[bytes]:
    with translation.override(language):
        yield from parts


def _parts(request: HttpRequest, what: List[Any], wanted: Format, told: dict[str, str]) -> Iterator[bytes]:
    """The file; however it ends, what left is written down."""
    is_complete = False
    head, lines = table_of(what, request.user, request.GET)
    counted = CountedLines(lines)
    try:
        yield from wanted.parts(str(what.title), chain([head], counted))
        is_complete = True
    finally:
        _remember(events.EXPORTED, what, request, {**told, "rows": counted.rows, "complete": is_complete})


def _remember(kind: Any, what: List[Any], request: HttpRequest, told: dict[str, Any]) -> None:
    reader: Any = request.user
    kind.record(subject=f"list:{what.name}", by=reader, authority=reader.at, **told)
