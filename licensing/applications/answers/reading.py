"""The form as it reads: labels and values by topic, ID numbers masked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.sealing import mask, mask_if_id, mask_name
from licensing.applications.answers.changed import as_handed_in, counterparts
from licensing.applications.answers.doubts import doubts_of_row
from licensing.applications.answers.given import Answers
from licensing.applications.answers.validation import is_empty, is_relevant
from licensing.applications.evidence.beside import Beside, beside_fields
from licensing.applications.evidence.prefill import Known, known_fields, known_rows
from licensing.applications.evidence.resolution import Resolved
from licensing.applications.sheet import Sheet
from materials.catalogue.forms import FieldSpec
from materials.lookups.vocabulary import said
from pages.sentences import listed

FEW = 3
"""So many rows are called by name."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One answer; `known` tells the registry it comes from, `doubt` what the applicant says is wrong with it,
    `problem` why it cannot be handed in as it is told, `target` the id of its place on the page, `before` what stood
    there when it was handed in, where it was corrected since: "–" where nothing stood."""

    code: str
    label: str
    value: str
    known: Known | None = None
    doubt: str = ""
    problem: str = ""
    target: str = ""
    before: str = ""
    proofs: tuple[Resolved, ...] = ()
    """What was brought for it, to be looked at here."""
    proved: tuple[Resolved, ...] = ()
    """What was brought for it and is looked at beside an answer before it."""


@dataclass(frozen=True, kw_only=True)
class Topic:
    """A topic of the form: single answers, and rows (each a tuple of lines); `places`: where each row stands."""

    code: str
    label: str
    lines: tuple[Line, ...]
    rows: tuple[tuple[Line, ...], ...]
    places: tuple[int, ...] = ()

    @property
    def is_corrected(self) -> bool:
        """Whether a value of it stands otherwise than it was handed in."""
        return any(line.before for line in self._all_lines)

    @property
    def is_remarkable(self) -> bool:
        """Whether somebody who decides has to look at it: a value was corrected, or is said to be wrong."""
        return any(line.before or line.doubt for line in self._all_lines)

    @property
    def told(self) -> str:
        """What it holds, in a line: what its few rows are called, or how many answers or rows there are."""
        if 0 < len(self.rows) <= FEW:
            return listed(row[0].value for row in self.rows if row)
        if self.rows:
            return ngettext("%(n)s entry", "%(n)s entries", len(self.rows)) % {"n": len(self.rows)}
        return ngettext("%(n)s answer", "%(n)s answers", len(self.lines)) % {"n": len(self.lines)}

    @property
    def _all_lines(self) -> tuple[Line, ...]:
        return (*self.lines, *(line for row in self.rows for line in row))


def text_of(spec: FieldSpec, value: Any) -> str:
    """A value as people read it, in their language; ID numbers masked (domain F-8.1)."""
    if spec.type == "id-number":
        return mask(str(value))
    if spec.type == "boolean":
        return _("Yes") if value else _("No")
    labels = {option.code: option.label for option in spec.options}
    if isinstance(value, list):
        return listed(labels.get(code, str(code)) for code in value)
    if spec.type == "integer" and spec.code.endswith("-mass"):
        return f"{value} kg"
    if spec.prefill:
        return labels.get(value) or said(spec.prefill["field"], mask_if_id(str(value)))
    return labels.get(value, mask_if_id(str(value)))


def told_text(spec: FieldSpec, value: object, *, in_draft: bool) -> str:
    """A value a registry told; of others' names a draft shows the family name: it is in no case yet (PIPL art. 6)."""
    is_name = spec.prefill and spec.prefill.get("field") == "person-name"
    return mask_name(str(value)) if in_draft and is_name else text_of(spec, value)


def _lines(
    specs: Iterable[FieldSpec],
    values: Mapping[str, Any],
    known: Mapping[str, Known],
    doubts: Mapping[str, str],
    answers: Answers,
    *,
    in_draft: bool,
    before: Mapping[str, Any] | None = None,
) -> tuple[Line, ...]:
    return tuple(
        Line(
            code=spec.code,
            label=spec.label,
            value=told_text(spec, values[spec.code], in_draft=in_draft and spec.code in known),
            known=_same(known.get(spec.code), values[spec.code]),
            doubt=doubts.get(spec.code, ""),
            before=_before(spec, values[spec.code], before),
        )
        for spec in specs
        if not is_empty(values.get(spec.code)) and is_relevant(spec, answers)
    )


def _before(spec: FieldSpec, value: object, before: Mapping[str, Any] | None) -> str:
    """What was handed in, where that is not what stands now."""
    if before is None or before.get(spec.code) == value:
        return ""
    was = before.get(spec.code)
    return "–" if is_empty(was) else text_of(spec, was)


def _same(known: Known | None, value: object) -> Known | None:
    """A registry vouches for a value only where it says the same."""
    return known if known is not None and str(known.value) == str(value) else None


def topics_of(sheet: Sheet) -> tuple[Topic, ...]:
    """The form by topics, topics without answers left out."""
    # What was handed in is shown as it was; what registries said later stands beside it (`differences`).
    answers, topics, in_draft = sheet.stated, [], not sheet.application.is_submitted
    first = as_handed_in(sheet.application)
    for section in sheet.form:
        rows = answers.rows.get(section.code, [])
        were = counterparts(rows, first.rows.get(section.code, [])) if first else [None] * len(rows)
        known = known_rows(section, rows, sheet.evidence)
        places = tuple(place for place, row in enumerate(rows) if any(row.values()))
        topics.append(
            Topic(
                code=section.code,
                label=section.label,
                lines=_lines(
                    section.fields,
                    answers.fields,
                    known_fields(sheet, section),
                    answers.doubts,
                    answers,
                    in_draft=in_draft,
                    before=first.fields if first else None,
                ),
                rows=tuple(
                    _lines(
                        section.row_fields,
                        rows[place],
                        known[place],
                        doubts_of_row(section, rows[place], answers.doubts),
                        answers,
                        in_draft=in_draft,
                        before=(were[place] or {}) if first else None,
                    )
                    for place in places
                ),
                places=places,
            )
        )
    return tuple(topic for topic in topics if topic.lines or topic.rows)


def with_proofs(sheet: Sheet) -> tuple[Topic, ...]:
    """The form by topics, every file that was brought beside the answers it proves."""
    beside = beside_fields(sheet, [row for row in sheet.resolved if row.attachments])
    by_place: dict[tuple[str, int | None], list[Beside]] = {}
    for one in beside:
        by_place.setdefault((one.section, one.row), []).append(one)
    return tuple(
        replace(
            topic,
            lines=_proved(topic.lines, by_place.get((topic.code, None), [])),
            rows=tuple(
                _proved(row, by_place.get((topic.code, place), []))
                for row, place in zip(topic.rows, topic.places, strict=True)
            ),
        )
        for topic in topics_of(sheet)
    )


def _proved(lines: tuple[Line, ...], beside: Iterable[Beside]) -> tuple[Line, ...]:
    """The lines with their proofs: the files at the first answer a material proves, its name at the others."""
    found = list(lines)
    for one in beside:
        codes = {spec.code for spec in one.fields}
        places = [place for place, line in enumerate(found) if line.code in codes]
        for nth, place in enumerate(places):
            line = found[place]
            found[place] = (
                replace(line, proved=(*line.proved, one.brought))
                if nth
                else replace(line, proofs=(*line.proofs, one.brought))
            )
    return tuple(found)
