"""Everything of an application that can be asked to be corrected: each answer or gap of the form, each material."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from licensing.applications.answers.reading import text_of
from licensing.applications.answers.validation import is_empty, is_relevant
from licensing.applications.sheet import Sheet
from materials.catalogue.forms import FieldSpec, SectionForm


@dataclass(frozen=True, kw_only=True)
class Point:
    """A field (of a row, or of none: -1) or a material; `words` what is wrong with it."""

    section: str = ""
    row: int = -1
    field: str = ""
    material: str = ""
    label: str = ""
    topic: str = ""
    shown: str = ""
    value: str = ""
    words: str = ""

    @property
    def key(self) -> str:
        return f"material:{self.material}" if self.material else f"{self.section}:{self.row}:{self.field}"

    def stored(self) -> dict[str, Any]:
        """Plain values for the row; the label in zh-Hans, as the letter has it."""
        return {
            "section": self.section,
            "row": self.row,
            "field": self.field,
            "material": self.material,
            "label": self.label,
            "words": self.words,
        }


def points_of(sheet: Sheet) -> list[Point]:
    """Everything of an application that may be wrong: each answer or gap of the form, each material."""
    answers, points = sheet.filled, []
    for section in sheet.form:
        points += [_of_field(section, spec, answers.fields) for spec in section.fields if is_relevant(spec, answers)]
        for index, row in enumerate(answers.rows.get(section.code, [])):
            points += [
                _of_field(section, spec, row, row=index) for spec in section.row_fields if is_relevant(spec, answers)
            ]
    for resolved in sheet.resolved:
        material = resolved.material
        if not material.generated_by_form:
            points.append(
                Point(material=material.code, label=material.name_zh, topic=_("Materials"), shown=material.name)
            )
    return points


def _of_field(section: SectionForm, spec: FieldSpec, values: Any, *, row: int = -1) -> Point:
    value = values.get(spec.code)
    where = section.label_zh if row < 0 else f"{section.label_zh}第{row + 1}行"
    topic = section.label if row < 0 else f"{section.label} · {row + 1}"
    return Point(
        section=section.code,
        row=row,
        field=spec.code,
        label=f"{where}·{spec.label_zh}",
        topic=topic,
        shown=spec.label,
        value="" if is_empty(value) else text_of(spec, value),
    )
