"""The rows of a topic on the screen: what is known, what is typed, and what is to be checked, here and elsewhere."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from licensing.applicant.forms import inputs
from licensing.applicant.rows.inputs import RowInputs
from licensing.applicant.rows.looked_up import needs_of, states_of
from licensing.applicant.rows.parts import Part, Window, part_of, parts_of
from licensing.applications import drafts
from licensing.applications.agreements.stated import PARTS, USED_UNDER
from licensing.applications.answers.doubts import KEY_TYPES, doubts_of_row
from licensing.applications.answers.facts import SHOWN_IN_ROW
from licensing.applications.answers.given import Answers
from licensing.applications.answers.reading import Line, told_text
from licensing.applications.answers.validation import (
    Errors,
    expired_grade,
    is_empty,
    is_required,
    row_errors,
    section_error,
)
from licensing.applications.evidence.beside import Beside
from licensing.applications.evidence.newest import Newest
from licensing.applications.evidence.prefill import Known, known_rows
from materials.catalogue.forms import FieldSpec, SectionForm
from materials.identifiers import vin_check_digit_ok
from pages.sentences import labelled

OF_AGREEMENT = frozenset({USED_UNDER, *PARTS})
NONE: Mapping[int, str] = {}


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row on the screen: what is known, what is typed, and warnings that block nothing."""

    index: int
    id: str
    prefix: str
    title: str
    state: str
    """What became of its look-up: "", found, missing, silent."""
    needs: str
    """The names of the fields that have to stand before it is looked up."""
    known: tuple[Line, ...]
    form: RowInputs
    warnings: tuple[str, ...]
    messages: Errors
    to_bring: tuple[Beside, ...] = ()
    """The materials that are brought for it."""

    @property
    def is_doubted(self) -> bool:
        """Whether something a registry told of it is said to be wrong."""
        return any(line.doubt for line in self.known)

    @property
    def is_unasked(self) -> bool:
        """Whether it could be looked up and was not."""
        return not (self.state or self.messages) and bool(self.title)

    @property
    def number(self) -> int:
        """Its place as people count."""
        return self.index + 1


@dataclass(frozen=True, kw_only=True)
class Problem:
    """A line of the error summary; `target` is the id of the field it concerns, `part` the part it stands on.

    `part` is nought for what stands on the page itself.
    """

    target: str
    message: str
    part: int = 0


@dataclass(frozen=True, kw_only=True)
class Shown:
    """The rows of a window, the parts there are, and what is to be checked in these rows and in all others."""

    rows: tuple[Row, ...] = ()
    problems: tuple[Problem, ...] = ()
    parts: tuple[Part, ...] = ()
    part: int = 1


def shown_rows(
    section: SectionForm,
    answers: Answers,
    evidence: Newest,
    ids: Sequence[str],
    window: Window,
    *,
    checked: bool,
    only_typed: bool = False,
    of_others: Mapping[int, str] = NONE,
    beside: Sequence[Beside] = (),
) -> Shown:
    """The rows of a repeatable section that a page shows; `ids` names each row there is.

    `only_typed`: of what is wrong only what was typed is shown, while somebody is still typing.

    `of_others`: place → what to say, for vehicles no registry shows to be the applicant's: only they are asked for an
    agreement. `beside`: what is to be brought for some of them.
    """
    if not section.repeatable:
        return Shown()
    held = answers.rows.get(section.code, [])
    errors = row_errors(section, held, answers) if checked else []
    errors = [_told_errors(section, row, found, only_typed) for row, found in zip(held, errors, strict=False)]
    places = window.places(ids)
    to_bring: dict[int | None, list[Beside]] = {}
    for one in beside:
        to_bring.setdefault(one.row, []).append(one)
    rows = tuple(
        replace(row, to_bring=tuple(to_bring.get(row.index, ())))
        for row in _rows(section, answers, evidence, ids, places, errors, of_others)
    )
    part = part_of(places[0]) if window.ids and places else window.within(len(held))
    parts = parts_of(len(held), part, [place for place, found in enumerate(errors) if found])
    problems = _problems(section, answers, rows, parts, part) if checked else []
    return Shown(rows=rows, problems=tuple(problems), parts=parts, part=part)


def _problems(
    section: SectionForm, answers: Answers, rows: Sequence[Row], parts: Sequence[Part], part: int
) -> list[Problem]:
    whole = section_error(section, answers.rows.get(section.code, []), answers)
    top = f"{section.code}-rows"
    problems = [Problem(target=top, message=labelled(section.label, whole))] if whole else []
    for row in rows:
        prefix = f"{section.code}-{row.index}-"
        problems += [problem_of(section, code, text, prefix, row.index) for code, text in row.messages.items()]
    told = _("Rows %(first)s–%(last)s: %(count)s to check")
    return problems + [
        Problem(
            target=top,
            message=labelled(section.label, told % {"first": other.first, "last": other.last, "count": other.wrong}),
            part=other.number,
        )
        for other in parts
        if other.wrong and other.number != part
    ]


def _rows(
    section: SectionForm,
    answers: Answers,
    evidence: Newest,
    ids: Sequence[str],
    places: Sequence[int],
    errors: Sequence[Errors],
    of_others: Mapping[int, str],
) -> tuple[Row, ...]:
    held = answers.rows.get(section.code, [])
    shown: dict[int, dict[str, Any]] = {place: held[place] for place in places} or {0: {}}
    rows = list(shown.values())
    known = known_rows(section, rows, evidence)
    states = states_of(section, rows, evidence)
    # Which fields bear on the application follows from all answers: asked once, not once more for each row.
    bearing = {spec.code for spec in inputs(section.row_fields, {}, {}, answers)}
    needed = {spec.code for spec in section.row_fields if is_asked(spec, answers)}
    return tuple(
        replace(
            _row(
                section,
                place,
                row,
                known[at],
                errors[place] if errors else {},
                states[at],
                answers,
                bearing,
                needed,
                of_others.get(place),
            ),
            id=ids[place] if place < len(ids) else drafts.new_name(),
        )
        for at, (place, row) in enumerate(shown.items())
    )


def _told_errors(section: SectionForm, row: Mapping[str, Any], errors: Errors, only_typed: bool) -> Errors:
    """What is said to be wrong with a row: while its key is wrong, nothing of what a registry tells by that key."""
    keys = {spec.code for spec in section.row_fields if spec.type in KEY_TYPES and not spec.is_looked_up}
    looked_up = {spec.code for spec in section.row_fields if spec.is_looked_up} if keys & errors.keys() else set()
    return {
        code: text
        for code, text in errors.items()
        if not (is_empty(row.get(code)) and (only_typed or code in looked_up))
    }


def _row(
    section: SectionForm,
    index: int,
    row: dict[str, Any],
    known: dict[str, Known],
    errors: Errors,
    state: str,
    answers: Answers,
    bearing: Collection[str],
    needed: Collection[str],
    whose: str | None,
) -> Row:
    if any(spec.type in KEY_TYPES and spec.code in errors for spec in section.row_fields):
        state = ""  # what was asked with a wrong number was asked about nothing

    def stands_open(spec: FieldSpec) -> bool:
        if spec.code in OF_AGREEMENT and not (row.get(USED_UNDER) or row.get(spec.code) or spec.code in errors):
            return bool(state) and whose is not None
        return not spec.is_looked_up or bool(state) or bool(row.get(spec.code)) or spec.code in errors

    typed = [s for s in section.row_fields if s.code not in known and (s.code in bearing or row.get(s.code))]
    specs = [s for s in typed if stands_open(s)]
    form = RowInputs(specs, row, errors, asked=needed, prefix=f"{section.code}-{index}")
    # What is wrong with a value nobody types stands on that value; what has no place of its own above the row.
    warnings = [text for code, text in errors.items() if code not in form.fields and code not in known]
    if whose and not row.get(USED_UNDER):
        warnings.append(whose)
    if row.get("vin") and "vin" not in errors and not vin_check_digit_ok(str(row["vin"])):
        warnings.append(
            _("The check digit of this VIN does not match. This can be correct for a vehicle built abroad.")
        )
    told = {**row, **{code: value.value for code, value in known.items()}}
    if "grade-valid-to" not in errors and (end := expired_grade(told, on=timezone.localdate())):
        warnings.append(_("The technical grade was only valid until %(day)s: have it renewed first.") % {"day": end})
    prefix = f"{section.code}-{index}-"
    doubts = doubts_of_row(section, row, answers.doubts)
    lines = tuple(known_line(section, code, value, doubts, errors, prefix) for code, value in known.items())
    name = "" if "driver-name" in known else str(row.get("driver-name") or "")
    title = str(row.get("plate") or name)
    return Row(
        index=index,
        id="",
        prefix=prefix,
        title=title,
        state=state,
        needs=needs_of(section, prefix),
        known=lines,
        form=form,
        warnings=tuple(warnings),
        messages=errors,
    )


def is_asked(spec: FieldSpec, answers: Answers) -> bool:
    if spec.code in SHOWN_IN_ROW:  # it is only seen where it is needed
        return True
    return spec.required == "always" or is_required(spec, answers) or spec.when in ("agent", "post", "lost")


def problem_of(section: SectionForm, code: str, text: str, prefix: str, row: int | None = None) -> Problem:
    spec = next(s for s in (*section.fields, *section.row_fields) if s.code == code)
    where = spec.label if row is None else _("Row %(row)s, %(label)s") % {"row": row + 1, "label": spec.label}
    return Problem(target=f"id_{prefix}{code}", message=labelled(where, text))


def known_line(
    section: SectionForm, code: str, value: Known, doubts: Mapping[str, str], errors: Errors, prefix: str = ""
) -> Line:
    spec = next(s for s in (*section.fields, *section.row_fields) if s.code == code)
    return Line(
        code=code,
        label=spec.label,
        value=told_text(spec, value.value, in_draft=bool(value.registry)),
        known=value,
        doubt=doubts.get(code, ""),
        problem=errors.get(code, ""),
        target=f"id_{prefix}{code}",
    )
