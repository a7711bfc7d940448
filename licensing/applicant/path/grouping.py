"""Which topics share a page: short ones that follow each other; a long one has a page of its own."""

from __future__ import annotations

from licensing.applications.answers.facts import SHOWN_BY, SHOWN_IN_ROW, TOLD_BY_ITSELF
from licensing.applications.answers.identity import settled_by_account
from licensing.applications.answers.validation import is_complete
from licensing.applications.sheet import Sheet
from materials.catalogue.forms import FieldSpec, SectionForm

MOST_INPUTS = 7
"""What is typed on one page at most, unless a single topic asks for more."""


def pages_of(sheet: Sheet) -> tuple[tuple[str, ...], ...]:
    """The form as pages: the codes of the topics of each, in the order of the form."""
    settled = settled_by_account(sheet.application)
    pages: list[list[str]] = []
    room = 0
    for section in sheet.form:
        rows = len(sheet.answers.rows.get(section.code, []))
        inputs = _inputs(section, rows, settled)
        if not pages or inputs > room:
            pages.append([])
            room = MOST_INPUTS
        pages[-1].append(section.code)
        room -= inputs
    return tuple(tuple(page) for page in pages)


def next_page(sheet: Sheet) -> tuple[str, ...]:
    """The topics of the first page on which something is still to be answered; none when the form is complete."""
    todo = {section.code for section in sheet.form if not is_complete(section, sheet.filled)}
    return next((page for page in pages_of(sheet) if todo.intersection(page)), ())


def _inputs(section: SectionForm, rows: int, settled: frozenset[str]) -> int:
    """How much of a topic somebody types, as far as its form tells: what is looked up or optional takes no room."""
    own = [spec for spec in section.fields if spec.code not in settled and _is_typed(spec)]
    of_row = [spec for spec in section.row_fields if _is_typed(spec) and spec.code not in SHOWN_IN_ROW]
    return len(own) + len(of_row) * max(1, rows)


def _is_typed(spec: FieldSpec) -> bool:
    asked = spec.required != "optional" and spec.when not in TOLD_BY_ITSELF and spec.when not in SHOWN_BY
    return asked and not spec.is_looked_up
