"""Beside which fields of the form a material stands: the ones it proves, in the topic and the row they belong to.

A file is brought, corrected and looked at where the answer stands that it proves; what proves no answer of the form
(a plan, a contract) stands in the list of materials alone. Mostly the catalogue tells by what it asks its registries.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from licensing.applications.answers.given import Answers
from licensing.applications.evidence.questions import NAMED_BY, PERSONS, keys_for
from licensing.applications.evidence.resolution import Resolved
from materials.catalogue.forms import FieldSpec, SectionForm
from materials.catalogue.loading.generic_form import fact_field
from pages.sentences import listed

if TYPE_CHECKING:
    from licensing.applications.sheet import Sheet

PROVES = {
    "safety-rules": ("rules-ready",),
    "vehicle-agreement": ("used-under",),
    "premises-proof": ("business-place", "parking-place"),
    "design-approval": ("project-code",),
    "quality-filing": ("project-code",),
}
"""Answers a material is about, where its keys do not say so."""
KEYS = {"id-number": ("driver-id", "applicant-id")}
"""Keys of a registry that the form calls otherwise."""


@dataclass(frozen=True, kw_only=True)
class Beside:
    """A material where it stands: `row` is the place of its row, None for the topic's own fields."""

    brought: Resolved
    section: str
    row: int | None
    fields: tuple[FieldSpec, ...]

    @property
    def code(self) -> str:
        return str(self.brought.material.code)

    @property
    def id(self) -> str:
        """Its name on the page."""
        return f"{self.section}-{self.code}" if self.row is None else f"{self.section}-{self.row}-{self.code}"

    @property
    def proves(self) -> str:
        """The labels of its fields."""
        return listed(spec.label for spec in self.fields)


def beside_fields(sheet: Sheet, materials: Iterable[Resolved]) -> tuple[Beside, ...]:
    """Every place where one of these materials stands; a material about several rows stands in each of them."""
    found = []
    for brought in materials:
        section, fields = _place(sheet.form, brought)
        if section is None or not fields:
            continue
        rows: Sequence[int | None] = [None]
        if fields[0] in section.row_fields:
            rows = _rows_of(sheet.stated, brought, section)
        found += [Beside(brought=brought, section=section.code, row=row, fields=fields) for row in rows]
    return tuple(found)


def to_bring_beside(sheet: Sheet) -> tuple[Beside, ...]:
    """Where a file is asked for, or was brought: not before its registry could be asked, which may know it."""
    asked = [row for row in sheet.resolved if row.takes_files and (row.attachments or _is_due(sheet.filled, row))]
    return beside_fields(sheet, asked)


def _is_due(answers: Answers, row: Resolved) -> bool:
    return row.material.registry_id is None or any(True for _key in keys_for(row.material, answers))


def _place(form: Sequence[SectionForm], brought: Resolved) -> tuple[SectionForm | None, tuple[FieldSpec, ...]]:
    """The topic with the fields a material proves, by the first that tells: what it says by its name, what it fills
    in, why it is asked for, whom it names, what it is looked up by."""
    material, condition = brought.material, brought.requirement.condition
    why = condition.code if condition else ""
    keys = tuple(code for key in material.lookup_keys for code in KEYS.get(key, (key,)))
    for tells in (
        lambda spec: spec.code in PROVES.get(material.code, ()),
        lambda spec: spec.is_looked_up and bool(spec.prefill) and spec.prefill["material"] == material.code,
        lambda spec: bool(why) and (spec.code == fact_field(why) or spec.when == why),
        lambda spec: spec.code in (*NAMED_BY.get(material.code, ()), *PERSONS.get(material.code, ())),
        lambda spec: spec.code in keys,
    ):
        for section in form:
            for specs in (section.row_fields, section.fields):
                if fields := tuple(spec for spec in specs if tells(spec)):
                    return section, fields
    return None, ()


def _rows_of(answers: Answers, brought: Resolved, section: SectionForm) -> list[int | None]:
    """The rows a material is about: those its registry does not bear out, or all of them."""
    rows = [
        (label, row[1])
        for _keys, label, row in keys_for(brought.material, answers)
        if row is not None and row[0] == section.code
    ]
    open_rows: list[int | None] = [place for label, place in rows if label in brought.unsettled]
    return open_rows or [place for _label, place in rows]
