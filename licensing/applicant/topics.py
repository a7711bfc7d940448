"""A topic of the form ready for the screen, and the task list made of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from licensing.applicant.forms import TopicForm, inputs, read_doubts, read_fields
from licensing.applicant.row_inputs import RowInputs
from licensing.applicant.rows import Rows, posted_rows
from licensing.applications import drafts, rules
from licensing.applications.answers.given import Answers
from licensing.applications.answers.identity import settled_by_account
from licensing.applications.answers.reading import Line, told_text
from licensing.applications.answers.validation import (
    Errors,
    errors_in,
    expired_grade,
    is_complete,
    is_required,
    row_errors,
    section_error,
)
from licensing.applications.evidence.newest import Newest, newest_evidence
from licensing.applications.evidence.prefill import Known, filled_in, known_fields, known_rows
from licensing.applications.evidence.questions import digest_of, vehicle_and_driver_keys
from licensing.applications.evidence.resolution import Resolved, Treatment
from licensing.applications.models import Application, Procedure
from materials.catalogue.forms import SectionForm, form_for
from materials.identifiers import vin_check_digit_ok


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row on the screen: what is known, what is typed, and warnings that block nothing."""

    index: int
    id: str
    title: str
    known: tuple[Line, ...]
    form: RowInputs
    warnings: tuple[str, ...]
    messages: Errors


@dataclass(frozen=True, kw_only=True)
class Problem:
    """A line of the error summary; `target` is the id of the field it concerns."""

    target: str
    message: str


@dataclass(frozen=True, kw_only=True)
class Read:
    """A topic as it was posted, and the page it was typed on."""

    fields: dict[str, Any]
    rows: dict[str, list[dict[str, Any]]]
    doubts: dict[str, str]
    page: drafts.Page


@dataclass(frozen=True, kw_only=True)
class Topic:
    application: Application
    section: SectionForm
    known: tuple[Line, ...]
    form: TopicForm
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]

    @property
    def has_errors(self) -> bool:
        return bool(self.problems)

    @property
    def registry_materials(self) -> set[str]:
        """The materials whose look-up fills in this topic."""
        specs = (*self.section.fields, *self.section.row_fields)
        return {s.prefill["material"] for s in specs if s.prefill and s.prefill["kind"] == "lookup"}

    @property
    def version(self) -> str:
        """What the page says it stands on."""
        return drafts.topic_version(self.application.draft, self.section)

    @property
    def page_name(self) -> str:
        """A name of its own for the page that is drawn now."""
        return drafts.new_name()

    def read(self, posted: QueryDict) -> Read:
        """Fields, rows and doubts of a posted topic; `act` adds or removes a row. Raises TooManyRows."""
        section = self.section
        fields, doubts = read_fields(section, posted), read_doubts(section, posted)
        rows = Rows()
        if section.repeatable:
            stored = self.application.answers.rows.get(section.code, [])
            held = Rows(values=stored, ids=drafts.row_ids(self.application.draft, section.code))
            rows = posted_rows(section, posted, held)
        return Read(
            fields=fields,
            rows={section.code: rows.values} if section.repeatable else {},
            doubts=doubts,
            page=drafts.page_of(section, posted, tuple(rows.ids)),
        )


def topic_of(application: Application, code: str, *, checked: bool = False) -> Topic | None:
    """A topic by its code, with its errors when `checked`; None when the item has no such topic."""
    form = form_for(application.item)
    section = next((s for s in form if s.code == code), None)
    if section is None:
        return None
    evidence = newest_evidence(application)
    answers = filled_in(application, form, evidence)
    errors = errors_in(section.fields, answers.fields, answers) if checked else {}
    known = _known(application, section, evidence, answers)
    specs = inputs(section.fields, answers.fields, known, answers)
    topic_form = TopicForm(specs, answers.fields, required=lambda spec: _asked(spec, answers), prefix="").show(errors)
    problems = [_problem(section, code, text, "") for code, text in errors.items()]
    rows = _rows(section, answers, checked, evidence, drafts.row_ids(application.draft, code))
    if checked and section.repeatable:
        if whole := section_error(section, answers.rows.get(section.code, []), answers):
            problems.append(Problem(target=f"{section.code}-rows", message=whole))
        for row in rows:
            prefix = f"{section.code}-{row.index}-"
            problems += [_problem(section, c, text, prefix, row.index) for c, text in row.messages.items()]
    return Topic(
        application=application,
        section=section,
        known=tuple(_known_line(section, code, value, answers, errors) for code, value in known.items()),
        form=topic_form,
        rows=rows,
        problems=tuple(problems),
    )


def _known(application: Application, section: SectionForm, evidence: Newest, answers: Answers) -> dict[str, Known]:
    """What nobody types: told by a registry, or settled by the account."""
    known = known_fields(application, section, evidence)
    settled = settled_by_account(application)
    return known | {
        spec.code: Known(value=answers.fields[spec.code])
        for spec in section.fields
        if spec.code in settled and spec.code not in known and answers.fields.get(spec.code)
    }


def _asked(spec: Any, answers: Answers) -> bool:
    return spec.required == "always" or is_required(spec, answers) or spec.when in ("agent", "post", "lost")


def _problem(section: SectionForm, code: str, text: str, prefix: str, row: int | None = None) -> Problem:
    spec = next(s for s in (*section.fields, *section.row_fields) if s.code == code)
    where = spec.label if row is None else _("Row %(row)s, %(label)s") % {"row": row + 1, "label": spec.label}
    return Problem(target=f"id_{prefix}{code}", message=f"{where}: {text}")


def _known_line(
    section: SectionForm, code: str, value: Known, answers: Answers, errors: Errors, prefix: str = ""
) -> Line:
    spec = next(s for s in (*section.fields, *section.row_fields) if s.code == code)
    return Line(
        code=code,
        label=spec.label,
        value=told_text(spec, value.value, in_draft=bool(value.registry)),
        known=value,
        doubt=answers.doubts.get(code, ""),
        problem=errors.get(code, ""),
        target=f"id_{prefix}{code}",
    )


def _rows(section: SectionForm, answers: Answers, checked: bool, evidence: Newest, ids: list[str]) -> tuple[Row, ...]:
    if not section.repeatable:
        return ()
    rows = answers.rows.get(section.code, []) or [{}]
    known = known_rows(section, rows, evidence)
    errors: list[Errors] = row_errors(section, rows, answers) if checked else [{} for _row in rows]
    asked = _already_asked(section, rows, evidence)
    # Which fields bear on the application follows from all answers: asked once, not once more for each row.
    bearing = {spec.code for spec in inputs(section.row_fields, {}, {}, answers)}
    needed = {spec.code for spec in section.row_fields if _asked(spec, answers)}
    return tuple(
        replace(
            _row(section, index, row, known[index], errors[index], asked[index], answers, bearing, needed),
            id=ids[index] if index < len(ids) else drafts.new_name(),
        )
        for index, row in enumerate(rows)
    )


def _already_asked(section: SectionForm, rows: list[dict[str, Any]], evidence: Newest) -> list[bool]:
    """For each row: whether its registries were asked; only then what they do not know has to be typed."""
    digests = {digest for _material, digest in evidence}
    keys = vehicle_and_driver_keys(section.code, rows)
    return [bool(key) and digest_of(key) in digests for key in keys]


def _row(
    section: SectionForm,
    index: int,
    row: dict[str, Any],
    known: dict[str, Known],
    errors: Errors,
    asked: bool,
    answers: Answers,
    bearing: Collection[str],
    needed: Collection[str],
) -> Row:
    def stands_open(spec: Any) -> bool:
        looked_up = spec.prefill and spec.prefill["kind"] == "lookup"
        return not looked_up or asked or bool(row.get(spec.code)) or spec.code in errors

    typed = [s for s in section.row_fields if s.code not in known and (s.code in bearing or row.get(s.code))]
    specs = [s for s in typed if stands_open(s)]
    form = RowInputs(specs, row, errors, asked=needed, prefix=f"{section.code}-{index}")
    # What is wrong with a value nobody types stands on that value; what has no place of its own above the row.
    warnings = [text for code, text in errors.items() if code not in form.fields and code not in known]
    if row.get("vin") and "vin" not in errors and not vin_check_digit_ok(str(row["vin"])):
        warnings.append(_("The check digit of this VIN does not fit. That may be right for a vehicle built abroad."))
    told = {**row, **{code: value.value for code, value in known.items()}}
    if "grade-valid-to" not in errors and (end := expired_grade(told, on=timezone.localdate())):
        warnings.append(_("The technical grade was valid until %(day)s only: have it renewed first.") % {"day": end})
    prefix = f"{section.code}-{index}-"
    lines = tuple(_known_line(section, code, value, answers, errors, prefix) for code, value in known.items())
    name = "" if "driver-name" in known else str(row.get("driver-name") or "")
    title = str(row.get("plate") or name)
    return Row(index=index, id="", title=title, known=lines, form=form, warnings=tuple(warnings), messages=errors)


@dataclass(frozen=True, kw_only=True)
class ToDo:
    """A line of the task list; `page` names the address, `section` the topic."""

    page: str
    section: str
    label: str
    done: bool
    note: str = ""


def tasks_of(application: Application, resolved: Sequence[Resolved] | None) -> list[ToDo]:
    """Everything to do before submission, in the order it is best done. `resolved` saves a second resolution."""
    form = form_for(application.item)
    answers = filled_in(application, form)
    tasks = [
        ToDo(page="section", section=section.code, label=section.label, done=is_complete(section, answers))
        for section in form
    ]
    if resolved is not None:
        open_rows = [r for r in resolved if r.treatment in (Treatment.MISSING, Treatment.CHECKING)]
        note = _("%(count)s still open") % {"count": len(open_rows)} if open_rows else ""
        tasks.append(ToDo(page="materials", section="", label=_("Materials"), done=not open_rows, note=note))
    if application.procedure == Procedure.COMMITMENT:
        signed = rules.standing_commitment(application) is not None
        note = _("Sign again: answers changed after signing") if not signed and application.commitments.exists() else ""
        tasks.append(ToDo(page="commitment", section="", label=_("Notice and commitment"), done=signed, note=note))
    return tasks
