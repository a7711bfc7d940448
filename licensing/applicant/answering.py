"""The form that answers a correction request on the very fields it names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from accounts.versions import Difference, Stale, is_stale, version_of
from licensing.applicant.forms import TopicForm, cleaned
from licensing.applications.answers.given import Answers
from licensing.applications.answers.reading import text_of
from licensing.applications.answers.validation import Errors, errors_in, is_empty, row_errors
from licensing.applications.drafts import plain
from licensing.applications.evidence.prefill import closed_fields
from licensing.applications.evidence.resolution import Resolved
from licensing.applications.models import Application
from licensing.applications.sheet import Sheet, corrected, sheet_of
from materials.catalogue.forms import FieldSpec, SectionForm


@dataclass(frozen=True, kw_only=True)
class Part:
    """The fields to correct of one topic, or of one row of it."""

    section: SectionForm
    row: int
    form: TopicForm
    words: list[tuple[str, str]]
    known: list[tuple[str, str]] = field(default_factory=list)
    """(label, value) of what is not typed: it is mended where it is kept, and looked up again with the answer."""


@dataclass(frozen=True, kw_only=True)
class Correction:
    parts: list[Part]
    materials: list[tuple[Resolved, str, bool]]
    """(what became of it, the clerk's words, whether the applicant has brought something since)"""
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
    since: Any,
    checked: bool = False,
    typed: Answers | None = None,
) -> Correction:
    """The form that answers a correction request; `since` is when it was asked, `checked` puts errors on fields.

    `typed`: answers to show that are not stored.
    """
    seen = corrected(application, typed=typed)
    form, answers = _sections(seen), seen.answers
    parts, problems = [], []
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
        ).show(errors)
        parts.append(
            Part(
                section=section,
                row=row,
                form=topic,
                words=[(known[p["field"]].label, p["words"]) for p in named if p["field"] in known],
                known=[(s.label, text_of(s, shown[s.code])) for s in specs if s.code in closed and shown.get(s.code)],
            )
        )
        for wrong, text in errors.items():
            target = f"id_{prefix}-{wrong}" if prefix else f"id_{wrong}"
            problems.append((target, f"{known[wrong].label}: {text}"))
    materials = _materials(seen, points, since)
    if checked:
        for resolved, _said, brought in materials:
            if not brought:
                told = _("“%(material)s” is still to be provided.") % {"material": resolved.material.name}
                problems.append((f"material-{resolved.material.code}", told))
    return Correction(parts=parts, materials=materials, problems=problems)


def _errors(section: SectionForm, specs: Sequence[FieldSpec], row: int, values: Any, answers: Answers) -> Errors:
    if row < 0:
        return errors_in(specs, values, answers)
    found = row_errors(section, answers.rows.get(section.code, []), answers)
    wanted = {spec.code for spec in specs}
    return {code: text for code, text in (found[row] if row < len(found) else {}).items() if code in wanted}


def _materials(sheet: Sheet, points: Sequence[dict[str, Any]], since: Any) -> list[tuple[Resolved, str, bool]]:
    words = {p["material"]: p["words"] for p in points if p["material"]}
    fresh = {attachment.material for attachment in sheet.rows.attachments if attachment.added_at >= since}
    return [
        (row, words[row.material.code], row.material.code in fresh)
        for row in sheet.resolved
        if row.material.code in words
    ]


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
    application: Application, points: Sequence[dict[str, Any]], mine: Answers, *, seen: str, when: Any
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
