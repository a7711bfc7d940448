"""Values the government already knows: the look-up's answer, read-only in the form, with source and time."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from licensing.applications.answers.given import Answers, Told
from licensing.applications.answers.identity import of_account, settled_by_account
from licensing.applications.evidence.newest import Newest
from licensing.applications.evidence.questions import digest_of
from licensing.applications.models.evidence import Evidence
from materials.catalogue.forms import FieldSpec, SectionForm
from materials.catalogue.queries import registry_name
from materials.lookups.contract import Outcome, Question

if TYPE_CHECKING:
    from licensing.applications.sheet import Sheet

COMPANY_REGISTRY = "mkt-business"


@dataclass(frozen=True, kw_only=True)
class Known:
    """A value from a registry, `evidence` its proof; or from the account: then there is no registry."""

    value: str
    registry: str = ""
    answered_at: datetime.datetime | None = None
    evidence: str = ""

    @property
    def stands(self) -> str:
        """The value for the answers. What a company is called and where it sits has room of a known length
        in the register of companies and certificates; whatever else a registry tells is taken as it is."""
        return Told(self.value) if self.registry and self.registry != COMPANY_REGISTRY else self.value

    @property
    def registry_name(self) -> str:
        return registry_name(self.registry)


class _Digests:
    """The digests of the keys of one row (or of the fields outside rows): several fields are looked up by the same."""

    def __init__(self, values: Mapping[str, object]) -> None:
        self._values = values
        self._made: dict[tuple[str, ...], str] = {}

    def of(self, key_fields: Sequence[str]) -> str:
        names = tuple(key_fields)
        if names not in self._made:
            self._made[names] = digest_of({_lookup_key(code): str(self._values.get(code) or "") for code in names})
        return self._made[names]


def _known(spec: FieldSpec, digests: _Digests, evidence: Mapping[tuple[str, str], Evidence]) -> Known | None:
    source = spec.prefill
    if not source or source["kind"] != "lookup":
        return None
    row = evidence.get((source["material"], digests.of(source["key_fields"])))
    if row is None or row.outcome != Outcome.FOUND or not row.fields.get(source["field"]):
        return None
    return Known(
        value=str(row.fields[source["field"]]), registry=row.registry, answered_at=row.answered_at, evidence=row.number
    )


def is_told_by(spec: FieldSpec, question: Question, values: Mapping[str, object]) -> bool:
    """Whether a look-up is the one that fills in a field."""
    source = spec.prefill
    if not source or source["kind"] != "lookup" or source["material"] != question.material:
        return False
    return {_lookup_key(code): str(values.get(code) or "") for code in source["key_fields"]} == dict(question.keys)


def _lookup_key(field_code: str) -> str:
    # The form says whose ID number it is; a registry only knows "id-number".
    if field_code.endswith("uscc"):
        return "uscc"
    return "id-number" if field_code.endswith("-id") else field_code


def known_fields(sheet: Sheet, section: SectionForm) -> dict[str, Known]:
    """Field code -> known value, for the fields of a section that are not in rows; a registry comes before the account.

    A company is looked up by the code of its account, whatever else is called so.
    """
    application = sheet.application
    digests = _Digests({**sheet.answers.fields, "uscc": application.company.uscc})
    account = of_account(application) if not application.is_submitted else {}
    found = {
        spec.code: _known(spec, digests, sheet.evidence) or _of_account(account, spec.code) for spec in section.fields
    }
    return {code: known for code, known in found.items() if known}


def _of_account(account: Mapping[str, str], code: str) -> Known | None:
    return Known(value=account[code]) if code in account else None


def known_rows(section: SectionForm, rows: list[dict[str, object]], evidence: Newest) -> list[dict[str, Known]]:
    """For each row of a section: field code -> known value."""
    return [
        {spec.code: known for spec in section.row_fields if (known := _known(spec, digests, evidence))}
        for digests in map(_Digests, rows)
    ]


def filled_in(sheet: Sheet) -> Answers:
    """The answers with every known value put in its place: what the registry says wins over what was typed."""
    answers, evidence = sheet.answers, sheet.evidence
    fields = dict(answers.fields)
    rows = {code: [dict(row) for row in section_rows] for code, section_rows in answers.rows.items()}
    for section in sheet.form:
        fields.update({code: known.stands for code, known in known_fields(sheet, section).items()})
        if section.code in rows:
            known_rows_of_section = known_rows(section, rows[section.code], evidence)
            for row, known_row in zip(rows[section.code], known_rows_of_section, strict=True):
                row.update({code: known.stands for code, known in known_row.items()})
    return Answers(fields=fields, rows=rows, doubts=answers.doubts)


def closed_fields(sheet: Sheet, section: SectionForm, row: int = -1) -> frozenset[str]:
    """The fields of a section (or of one of its rows) that nobody types, because the account or a registry knows."""
    if row < 0:
        return settled_by_account(sheet.application) | known_fields(sheet, section).keys()
    rows = sheet.answers.rows.get(section.code, [])
    return frozenset(known_rows(section, rows, sheet.evidence)[row]) if row < len(rows) else frozenset()


def only_inputs(
    sheet: Sheet, fields: Mapping[str, Any], rows: Mapping[str, list[dict[str, Any]]]
) -> tuple[dict[str, Any], dict[str, list[dict[str, Any]]]]:
    """What may be typed of all that was sent: neither unknown fields nor what the account or a registry knows."""
    kept_fields: dict[str, Any] = {}
    kept_rows: dict[str, list[dict[str, Any]]] = {}
    for section in sheet.form:
        closed = closed_fields(sheet, section)
        kept_fields |= {s.code: fields[s.code] for s in section.fields if s.code in fields and s.code not in closed}
        if section.repeatable and section.code in rows:
            kept_rows[section.code] = _typed_rows(section, rows[section.code], sheet.evidence)
    return kept_fields, kept_rows


def _typed_rows(section: SectionForm, rows: list[dict[str, Any]], evidence: Newest) -> list[dict[str, Any]]:
    codes = {spec.code for spec in section.row_fields}
    known = known_rows(section, rows, evidence)
    return [
        {code: value for code, value in row.items() if code in codes and code not in known[index]}
        for index, row in enumerate(rows)
    ]
