"""What the registries say now and the application did not say when it was handed in.

A grant over particulars that are not true any more is no grant: either an official takes the new ones over, which is
an act of its own and leaves the submission as it was, or the case is refused or corrected.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from accounts.authorities import Division
from accounts.represented.registering import DivisionUnknown, division_at
from accounts.sealing import mask_if_id
from accounts.typed.text import bare
from licensing.applications.answers.given import Answers
from licensing.applications.answers.validation import is_empty, is_relevant
from licensing.applications.evidence.prefill import Known, known_fields, known_rows
from licensing.applications.evidence.questions import ENTITY_MATERIAL, digest_of
from licensing.applications.models.evidence import Evidence
from materials.catalogue.forms import FieldSpec
from materials.lookups.contract import Outcome
from materials.lookups.vocabulary import said

if TYPE_CHECKING:
    from licensing.applications.sheet import Sheet

IN_THE_REGISTER = {
    "name": ("name", "after-name", _("Name of the company")),
    "legal_rep": ("legal-rep", "after-legal-rep", _("Legal representative")),
    "legal_rep_id": ("legal-rep-id", "", _("ID number of the legal representative")),
    "registered_address": ("address", "after-address", _("Registered address")),
}
"""What the account holds of a company → field of the business register, field of the form that changes it, label."""


@dataclass(frozen=True, kw_only=True)
class Difference:
    """`before` is what was submitted or is held, `now` what a registry says; the place is a field of the form
    (`section`, `row` or -1, `code`) or, without a section, an attribute of the company."""

    code: str
    label: str
    before: str
    now: str
    evidence: str
    section: str = ""
    row: int = -1

    @property
    def shown_before(self) -> str:
        return said(self.code, mask_if_id(self.before))

    @property
    def shown_now(self) -> str:
        return said(self.code, mask_if_id(self.now))


def differences(sheet: Sheet) -> list[Difference]:
    """Everything in which the newest answers differ from what was handed in and from what the account holds."""
    return [*_of_form(sheet), *_of_company(sheet)]


def _of_form(sheet: Sheet) -> Iterator[Difference]:
    answers = sheet.answers
    for section in sheet.form:
        specs = {spec.code: spec for spec in (*section.fields, *section.row_fields) if is_relevant(spec, answers)}
        known = known_fields(sheet, section)
        yield from _compared(section.code, -1, specs, answers.fields, known)
        rows = answers.rows.get(section.code, [])
        for index, told in enumerate(known_rows(section, rows, sheet.evidence)):
            yield from _compared(section.code, index, specs, rows[index], told)


def _compared(
    section: str, row: int, specs: Mapping[str, FieldSpec], values: Mapping[str, Any], known: Mapping[str, Known]
) -> Iterator[Difference]:
    for code, told in known.items():
        before = values.get(code)
        # What was never stated is not contradicted.
        if code not in specs or is_empty(before) or bare(before) == bare(told.value):
            continue
        label = specs[code].label if row < 0 else f"{specs[code].label} ({row + 1})"
        yield Difference(
            section=section,
            row=row,
            code=code,
            label=label,
            before=str(before),
            now=told.value,
            evidence=told.evidence,
        )


def entry_of(sheet: Sheet) -> Evidence | None:
    """The newest entry of the business register about the applicant itself."""
    company = sheet.application.company
    if company.is_individual:
        return None
    row = sheet.evidence.get((ENTITY_MATERIAL, digest_of({"uscc": company.uscc})))
    return row if row is not None and row.outcome == Outcome.FOUND else None


def _of_company(sheet: Sheet) -> Iterator[Difference]:
    entry, company = entry_of(sheet), sheet.application.company
    if entry is None:
        return
    told = sheet.answers.fields
    for attribute, (field, changed_by, label) in IN_THE_REGISTER.items():
        # What the application itself asks to be changed is compared as a field of its form.
        held, now = str(told.get(changed_by) or getattr(company, attribute)), str(entry.fields.get(field) or "")
        if now and held and bare(held) != bare(now):
            yield Difference(code=attribute, label=str(label), before=held, now=now, evidence=entry.number)
    if (moved := sheet.moved) is not None:
        yield Difference(
            code="division",
            label=str(_("County of the seat")),
            before=company.division.name_zh,
            now=moved.name,
            evidence=entry.number,
        )


@dataclass(frozen=True, kw_only=True)
class Seat:
    """Where a company's seat is by the business register; `division` is None when it lies outside this portal."""

    name: str
    division: Division | None


def moved_to(sheet: Sheet) -> Seat | None:
    """Where the seat is now, when the business register names another county than the account; else None."""
    entry = entry_of(sheet)
    if entry is None:
        return None
    code, address = str(entry.fields.get("division") or ""), str(entry.fields.get("address") or "")
    held = sheet.application.company.division
    if code == held.pk:
        return None
    try:
        division = division_at(code, address)
    except DivisionUnknown:
        # Neither code nor address names a county of this portal: away, when the register did name another one.
        return Seat(name=address or code, division=None) if code else None
    return Seat(name=division.name_zh, division=division) if division.pk != held.pk else None


def with_registries(sheet: Sheet) -> Answers:
    """The answers with every difference of the form taken over."""
    answers = sheet.answers
    fields = dict(answers.fields)
    rows = {code: [dict(row) for row in section] for code, section in answers.rows.items()}
    for one in sheet.differences:
        if one.section and one.row < 0:
            fields[one.code] = one.now
        elif one.section:
            rows[one.section][one.row][one.code] = one.now
    return Answers(fields=fields, rows=rows, doubts=answers.doubts)
