"""The form that answers a correction request on the very fields it names."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from accounts.versions import Difference, Stale, is_stale, version_of
from licensing.applicant.forms import Inset, TopicForm, cleaned
from licensing.applications.answers.given import Answers
from licensing.applications.answers.reading import text_of
from licensing.applications.answers.validation import Errors, errors_in, is_empty, row_errors
from licensing.applications.drafts import plain
from licensing.applications.evidence.beside import beside_fields
from licensing.applications.evidence.prefill import closed_fields
from licensing.applications.evidence.resolution import Resolved
from licensing.applications.models.application import Application
from licensing.applications.sheet import Sheet, corrected, sheet_of
from materials.catalogue.forms import FieldSpec, SectionForm
from pages.sentences import labelled

ASKED = "licensing/applicant/_asked_beside.html"


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """A material the clerk asks for: the clerk's words, and whether something was brought since."""

    row: Resolved
    words: str
    is_brought: bool


@dataclass(frozen=True, kw_only=True)
class Part:
    """The fields to correct of one topic, or of one row of it."""

    section: SectionForm
    row: int
    form: TopicForm
    words: list[tuple[str, str]]
    known: list[tuple[str, str]] = field(default_factory=list)
    """(label, value) of what is not typed: it is mended where it is kept, and looked up again with the answer."""
    materials: list[Wanted] = field(default_factory=list)
    """What is brought for what is not typed."""


@dataclass(frozen=True, kw_only=True)
class Correction:
    """What is asked for: fields with what proves them beside them, and the materials that prove none of these."""

    parts: list[Part]
    materials: list[Wanted]
    problems: list[tuple[str, str]]


def _grouped(points: Sequence[dict[str, Any]]) -> dict[tuple[str, int], list[dict[str, Any]]]:
    groups: dict[tuple[str, int], list[dict[str, Any]]] = {}
    for point in points:
        if point["field"]:
            groups.setdefault((point["section"], point["row"]), []).append(point)
    return groups


def _sections(sheet: Sheet) -> dict[str, SectionForm]:
    return {section.code: section for section in sheet.form}


def correction_of(
    application: Application,
    points: Sequence[dict[str, Any]],
    *,
    since: datetime.datetime,
    checked: bool = False,
    typed: Answers | None = None,
) -> Correction:
    """The form that answers a correction request; `since` is when it was asked, `checked` puts errors on fields.

    `typed`: answers to show that are not stored.
    """
    seen = corrected(application, typed=typed)
    form, answers = _sections(seen), seen.answers
    parts, problems = [], []
    materials = _materials(seen, points, since)
    beside = _beside(seen, points, materials)
    for (code, row), named in _grouped(points).items():
        section = form[code]
        known = {spec.code: spec for spec in (section.fields if row < 0 else section.row_fields)}
        specs = [known[p["field"]] for p in named if p["field"] in known]
        rows = answers.rows.get(code, [])
        values = answers.fields if row < 0 else (rows[row] if row < len(rows) else {})
        shown = seen.filled.fields if row < 0 else seen.filled.rows.get(code, [{}] * (row + 1))[row]
        closed = closed_fields(seen, section, row)
        open_specs = [spec for spec in specs if spec.code not in closed]
        errors = _errors(section, open_specs, row, values, answers) if checked else {}
        prefix = "" if row < 0 else f"{code}-{row}"
        topic = TopicForm(
            open_specs,
            {**shown, **{k: v for k, v in values.items() if not is_empty(v)}},
            required=lambda spec: True,
            prefix=prefix,
            insets={
                spec.code: [
                    Inset(template=ASKED, name="wanted", value=one) for one in beside.get((code, row, spec.code), ())
                ]
                for spec in open_specs
            },
        ).show(errors)
        parts.append(
            Part(
                section=section,
                row=row,
                form=topic,
                words=[(known[p["field"]].label, p["words"]) for p in named if p["field"] in known],
                known=[(s.label, text_of(s, shown[s.code])) for s in specs if s.code in closed and shown.get(s.code)],
                materials=[one for s in specs if s.code in closed for one in beside.get((code, row, s.code), ())],
            )
        )
        for wrong, text in errors.items():
            target = f"id_{prefix}-{wrong}" if prefix else f"id_{wrong}"
            problems.append((target, labelled(known[wrong].label, text)))
    if checked:
        for one in materials:
            if not one.is_brought:
                told = _("“%(material)s” still has to be provided.") % {"material": one.row.material.name}
                problems.append((f"material-{one.row.material.code}", told))
    placed = [one for found in beside.values() for one in found]
    alone = [one for one in materials if one not in placed]
    return Correction(parts=parts, materials=alone, problems=problems)


def _errors(section: SectionForm, specs: Sequence[FieldSpec], row: int, values: Any, answers: Answers) -> Errors:
    if row < 0:
        return errors_in(specs, values, answers)
    found = row_errors(section, answers.rows.get(section.code, []), answers)
    wanted = {spec.code for spec in specs}
    return {code: text for code, text in (found[row] if row < len(found) else {}).items() if code in wanted}


def _materials(sheet: Sheet, points: Sequence[dict[str, Any]], since: datetime.datetime) -> list[Wanted]:
    words = {p["material"]: p["words"] for p in points if p["material"]}
    fresh = {attachment.material for attachment in sheet.rows.attachments if attachment.added_at >= since}
    return [
        Wanted(row=row, words=words[row.material.code], is_brought=row.material.code in fresh)
        for row in sheet.resolved
        if row.material.code in words
    ]


def _beside(
    sheet: Sheet, points: Sequence[dict[str, Any]], materials: Sequence[Wanted]
) -> dict[tuple[str, int, str], list[Wanted]]:
    """(topic, row, field) → the materials brought there: once each, at the last field asked for that it proves."""
    asked = {(p["section"], p["row"], p["field"]) for p in points if p["field"]}
    found: dict[tuple[str, int, str], list[Wanted]] = {}
    for wanted in materials:
        places = [
            (one.section, -1 if one.row is None else one.row, spec.code)
            for one in beside_fields(sheet, [wanted.row])
            for spec in one.fields
        ]
        if here := [place for place in places if place in asked]:
            first = [place for place in here if place[:2] == here[0][:2]]
            found.setdefault(first[-1], []).append(wanted)
    return found


def read(
    application: Application, points: Sequence[dict[str, Any]], posted: QueryDict
) -> tuple[dict[str, Any], dict[str, list[dict[str, Any]]]]:
    """What was typed on the named fields: (fields, whole rows of the sections concerned)."""
    form = _sections(sheet_of(application))
    fields: dict[str, Any] = {}
    draft = Answers.of(application.draft)
    rows: dict[str, list[dict[str, Any]]] = {}
    for (code, row), named in _grouped(points).items():
        section = form[code]
        specs = {spec.code: spec for spec in (section.fields if row < 0 else section.row_fields)}
        for point in named:
            spec = specs.get(point["field"])
            if spec is None:
                continue
            name = spec.code if row < 0 else f"{code}-{row}-{spec.code}"
            if name not in posted and spec.type not in ("multi-select", "boolean"):
                continue  # it was not on the page
            if row < 0:
                fields[spec.code] = cleaned(spec, posted, name)
                continue
            held = rows.setdefault(code, [dict(r) for r in draft.rows.get(code, [])])
            if row < len(held):
                held[row][spec.code] = cleaned(spec, posted, name)
    return fields, rows


def version_of_answers(application: Application, points: Sequence[dict[str, Any]]) -> str:
    """A name of what is kept on the named fields: what the page of a correction stands on."""
    answers = Answers.of(application.draft)
    return version_of([_held(answers, point) or None for point in points if point["field"]])


def refuse_stale(
    application: Application, points: Sequence[dict[str, Any]], mine: Answers, *, seen: str, when: datetime.datetime
) -> None:
    """Refuse a page that has not seen what was kept meanwhile, unless it says the same. Raises Stale."""
    current = version_of_answers(application, points)
    if not is_stale(seen, current):
        return
    form = _sections(sheet_of(application))
    theirs = Answers.of(application.draft)
    found = []
    for point in (point for point in points if point["field"]):
        section = form[point["section"]]
        spec = next((s for s in (*section.fields, *section.row_fields) if s.code == point["field"]), None)
        before, after = _held(theirs, point), _held(mine, point)
        if spec is None or before == after or (is_empty(before) and is_empty(after)):
            continue
        label = spec.label if point["row"] < 0 else f"{point['row'] + 1} · {spec.label}"
        found.append(Difference(label=label, theirs=plain(spec, before), mine=plain(spec, after)))
    if found:
        raise Stale(version=current, differences=found, when=when)


def _held(answers: Answers, point: dict[str, Any]) -> Any:
    if point["row"] < 0:
        return answers.fields.get(point["field"])
    rows = answers.rows.get(point["section"], [])
    return rows[point["row"]].get(point["field"]) if point["row"] < len(rows) else None
