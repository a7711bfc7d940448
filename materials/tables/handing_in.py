"""A table handed in on a page, one way for every app: read, kept, asked about, looked through, then taken in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _

from accounts.people import Person
from materials.tables.asking import Asked, answered, asked
from materials.tables.headings import Column
from materials.tables.layout import Layout, layout_of, visible_sheets
from materials.tables.models import HeldTable, hold
from materials.tables.reading import Sheet, UnreadableTable, read_table

FIELD = "table"


def kept_table(form: forms.Form, *, purpose: str, by: Person) -> HeldTable | None:
    """Keep the table of a valid form until it was looked through; what is wrong with it is said on its field."""
    file = form.cleaned_data[FIELD]
    try:
        sheets = read_table(file)
        if not visible_sheets(sheets):
            raise UnreadableTable(_("The table is empty."))
    except UnreadableTable as why:
        form.add_error(FIELD, str(why))
        return None
    return hold(sheets, purpose=purpose, name=file.name, by=by)


@dataclass(frozen=True, kw_only=True)
class LookedThrough:
    """A kept table as the page shows it: which sheet, which column is what, what is still asked.

    `is_understood`: nothing is asked any more, or it was answered; `wanted`: the rows are to be taken in.
    """

    sheet: Sheet
    layout: Layout
    asked: Asked
    with_hidden: bool
    is_understood: bool
    wanted: bool


def looked_through(table: HeldTable, columns: Sequence[Column], request: HttpRequest) -> LookedThrough:
    """As it lays itself out, or as the page that was sent answered."""
    posted = request.method == "POST"
    with_hidden = "hidden" in request.POST
    sheets = table.sheets
    seen = posted and "shown" in request.POST
    layout = answered(sheets, columns, request.POST) if seen else layout_of(sheets, columns)
    shown = asked(sheets, columns, layout, with_hidden=with_hidden)
    return LookedThrough(
        sheet=visible_sheets(sheets)[layout.sheet],
        layout=layout,
        asked=shown,
        with_hidden=with_hidden,
        is_understood=bool(layout.places) and (posted or not shown.questions),
        wanted=posted and "checked" in request.POST,
    )
