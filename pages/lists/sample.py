"""A list about nothing, for the page that shows every component."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from pages.lists.definition import BulkAct, Column, List, RowAct, by
from pages.lists.filters import Day, ListFilters, OneOf, Words
from pages.lists.kept import KeptView, Views
from pages.lists.paging import Page
from pages.lists.shown import Head, Line, Shown
from pages.looks import Look, Tone, badge, look

ROWS = (
    look(_("Done"), Tone.SUCCESS, "check-circle"),
    look(_("Waiting"), Tone.WARNING, "clock"),
    look(_("Not done"), Tone.DANGER, "x-circle"),
)


class SampleFilters(ListFilters):
    """Filters of each sort."""

    q = Words(label=_("Words"))
    one = OneOf(choices=[("a", _("First")), ("b", _("Second"))], label=_("One of many"))
    since = Day(label=_("A day"))

    def every(self) -> QuerySet[ContentType]:
        return ContentType.objects.none()


SAMPLE: List[Look] = List(
    name="sample",
    title=_("A list"),
    address="design",
    permissions=(),
    filters=SampleFilters,
    columns=(
        Column(name="what", title=_("What"), cell=lambda row: row.label, key=by("name")),
        Column(name="state", title=_("How it stands"), cell=lambda row: badge(row), key=by("about")),
        Column(name="act", title=_("Who"), cell=lambda row: ""),
    ),
    nothing=_("Nothing is there yet"),
    hint=_("An empty list says why it is empty, and what to do then."),
)


def sample_page() -> Shown:
    """A page of it, with everything a list may have."""
    chosen = QueryDict("one=a")
    lines = [
        Line(
            pk=n,
            label=str(row.label),
            cells=[(column, column.cell(row)) for column in SAMPLE.columns],
            link="#lists",
            act=RowAct(title=_("Take"), address="#lists") if n == 1 else None,
        )
        for n, row in enumerate(ROWS)
    ]
    directions = ("ascending", "descending", "")
    return Shown(
        what=SAMPLE,
        filters=SAMPLE.filtered(None, chosen),
        page=Page(rows=ROWS, next_query="?", previous_query="?", first_query="?"),
        heads=[
            Head(column=column, query="?" if column.key else "", direction=direction)
            for column, direction in zip(SAMPLE.columns, directions, strict=True)
        ],
        lines=lines,
        sort="what",
        orders=[("what", str(_("What")))],
        counted=str(_("more than %(n)s rows")) % {"n": 1000},
        clear_query="?",
        files=[("?", "XLSX"), ("?", "CSV")],
        views=Views(known=[KeptView(title=str(_("First")), query="one=b")], keep_at="#lists"),
        kept="one=a",
        bulk=[BulkAct(name="take", title=_("Take")), BulkAct(name="put-back", title=_("Put back"))],
        bulk_address="#lists",
    )
