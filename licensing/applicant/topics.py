"""A topic of the form ready for the screen; of hundreds of rows, a part."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.http import QueryDict

from licensing.applicant.forms import Inset, TopicForm, inputs, read_doubts, read_fields
from licensing.applicant.rows.cards import Problem, Row, is_asked, known_line, problem_of, shown_rows
from licensing.applicant.rows.parts import Part, Window
from licensing.applicant.rows.posted import Rows, posted_doubts, posted_rows
from licensing.applications import drafts
from licensing.applications.agreements.rules import told_of_others
from licensing.applications.answers.identity import settled_by_account
from licensing.applications.answers.reading import Line
from licensing.applications.answers.validation import errors_in
from licensing.applications.evidence.beside import Beside, to_bring_beside
from licensing.applications.evidence.prefill import Known, known_fields
from licensing.applications.models.application import Application
from licensing.applications.sheet import Sheet
from licensing.applications.standing.stopping import STOP_KIND
from materials.catalogue.forms import SectionForm
from pages.sentences import in_a_row, labelled, listed


@dataclass(frozen=True, kw_only=True)
class Topic:
    """`prefix` stands before the names of its hidden fields and buttons on a page it shares with others."""

    application: Application
    section: SectionForm
    known: tuple[Line, ...]
    form: TopicForm
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]
    parts: tuple[Part, ...] = ()
    part: int = 1
    prefix: str = ""
    stands_on: str = ""
    """The version a page has seen that is shown as it was typed; else the one that is stored."""
    to_bring: tuple[Beside, ...] = ()
    """What is to be brought for values nobody types."""
    page: str = ""
    """The name of that page: drawn once more it is the same one, and what it has stored itself is no news to it."""

    @property
    def registry_materials(self) -> set[str]:
        """The materials whose look-up fills in this topic."""
        specs = (*self.section.fields, *self.section.row_fields)
        return {s.prefill["material"] for s in specs if s.prefill and s.is_looked_up}

    @property
    def version(self) -> str:
        """What the page says it stands on."""
        part = [row.id for row in self.rows] if self.parts else None
        return drafts.topic_version(self.application.draft, self.section, part)

    @property
    def held(self) -> Rows:
        """The rows as they are stored, with their identities."""
        code = self.section.code
        stored = self.application.answers.rows.get(code, [])
        return Rows(values=stored, ids=drafts.row_ids(self.application.draft, code))

    @property
    def row_count(self) -> int:
        return self.parts[-1].last if self.parts else len(self.rows)

    @property
    def page_name(self) -> str:
        """Of the page that is drawn now: its own, unless it is drawn once more."""
        return self.page or drafts.new_name()

    @property
    def turn(self) -> int:
        """With what the page begins to count its own changes."""
        return drafts.turn_of(self.application.draft, self.section.code)

    def read(self, posted: QueryDict) -> drafts.Typed:
        """Fields, rows and doubts of a posted topic; `act` adds or removes a row."""
        section = self.section
        fields, doubts = read_fields(section, posted), read_doubts(section, posted)
        rows = Rows()
        if section.repeatable:
            rows = posted_rows(section, posted, self.held)
            doubts |= posted_doubts(section, posted, rows)
        return drafts.Typed(
            fields=fields,
            rows={section.code: rows.values} if section.repeatable else {},
            doubts=doubts,
            page=drafts.page_of(section, posted, tuple(rows.ids), rows.page),
        )


WHOLE = Window()
BRING = "licensing/applicant/_bring_beside.html"


def topic_of(
    sheet: Sheet,
    code: str,
    *,
    checked: bool = False,
    only_typed: bool = False,
    window: Window = WHOLE,
    row_ids: Sequence[str] | None = None,
) -> Topic | None:
    """A topic by its code, with its errors when `checked`; None when the item has no such topic.

    `window`: which of its rows are shown. `row_ids` name its rows where they are not those that are stored.
    """
    application = sheet.application
    section = next((s for s in sheet.form if s.code == code), None)
    if section is None:
        return None
    answers, evidence = sheet.filled, sheet.evidence
    errors = errors_in(section.fields, answers.fields, answers) if checked else {}
    if checked and any(spec.code == STOP_KIND for spec in section.fields):
        errors |= _against_the_register(sheet)
    known = _known(sheet, section)
    specs = inputs(section.fields, answers.fields, known, answers)
    beside = [one for one in to_bring_beside(sheet) if one.section == code]
    of_fields = [one for one in beside if one.row is None]
    insets = _insets(of_fields, [spec.code for spec in specs])
    topic_form = TopicForm(
        specs, answers.fields, required=lambda spec: is_asked(spec, answers), prefix="", insets=insets
    ).show(errors)
    problems = [problem_of(section, code, text, "") for code, text in errors.items()]
    ids = drafts.row_ids(application.draft, code) if row_ids is None else row_ids
    shown = shown_rows(
        section,
        answers,
        evidence,
        ids,
        window,
        checked=checked,
        only_typed=only_typed,
        of_others=told_of_others(sheet) if code == "vehicle" else {},
        beside=beside,
    )
    placed = [inset.value for found in insets.values() for inset in found]
    return Topic(
        application=application,
        section=section,
        known=tuple(known_line(section, code, value, answers.doubts, errors) for code, value in known.items()),
        form=topic_form,
        rows=shown.rows,
        problems=(*problems, *shown.problems),
        parts=shown.parts,
        part=shown.part,
        to_bring=tuple(one for one in of_fields if one not in placed),
    )


def _against_the_register(sheet: Sheet) -> dict[str, str]:
    """Field → what the register says of vehicles that speaks against the answer."""
    said: dict[str, dict[str, list[str]]] = {}
    for conflict in sheet.conflicts:
        if conflict.field:
            said.setdefault(conflict.field, {}).setdefault(conflict.reason, []).append(conflict.label)
    return {
        field: in_a_row(labelled(listed(plates), reason) for reason, plates in reasons.items())
        for field, reasons in said.items()
    }


def _insets(beside: Sequence[Beside], typed: Collection[str]) -> dict[str, list[Inset]]:
    """Each material after the last of the fields it proves, as far as they are typed."""
    found: dict[str, list[Inset]] = {}
    for one in beside:
        if codes := [spec.code for spec in one.fields if spec.code in typed]:
            found.setdefault(codes[-1], []).append(Inset(template=BRING, name="one", value=one))
    return found


def _known(sheet: Sheet, section: SectionForm) -> dict[str, Known]:
    """What nobody types: told by a registry, or settled by the account."""
    known, answers = known_fields(sheet, section), sheet.filled
    settled = settled_by_account(sheet.application)
    return known | {
        spec.code: Known(value=answers.fields[spec.code])
        for spec in section.fields
        if spec.code in settled and spec.code not in known and answers.fields.get(spec.code)
    }
