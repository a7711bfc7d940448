"""Which registry look-ups an application needs: one per material and per company, vehicle or person."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from accounts.sealing import blind_index, mask
from licensing.applications.answers.given import Answers
from materials.catalogue.kept import materials_of
from materials.catalogue.models.items import Requirement
from materials.catalogue.models.materials import Material, Registry
from materials.catalogue.queries import CREDIT_MATERIAL, CREDIT_REGISTRY
from materials.lookups.ask import is_connected
from materials.lookups.contract import Purpose, Question

if TYPE_CHECKING:
    from licensing.applications.sheet import Sheet

ENTITY_MATERIAL = "business-licence"
"""The business register tells whether a company exists in normal standing."""
WAIVED_BY_LOOKUP = frozenset({"business_licence_waiver", "internal_lookup"})


@dataclass(frozen=True, kw_only=True)
class Need:
    """One question an application has; `label` names whom it is about, masked; `row` is (section, index)."""

    question: Question
    label: str
    row: tuple[str, int] | None

    @property
    def key_digest(self) -> str:
        return digest_of(self.question.keys)


def digest_of(keys: Any) -> str:
    """The blind digest under which the evidence of a question is found again."""
    return blind_index(json.dumps(dict(keys), sort_keys=True))


def _company_key(answers: Answers) -> Iterator[tuple[dict[str, str], str, tuple[str, int] | None]]:
    if uscc := answers.fields.get("uscc"):
        yield {"uscc": str(uscc)}, str(answers.fields.get("operator-name") or uscc), None


def _vehicle_keys(answers: Answers) -> Iterator[tuple[dict[str, str], str, tuple[str, int] | None]]:
    for index, row in enumerate(answers.rows.get("vehicle", [])):
        if row.get("plate") and row.get("plate-colour"):
            yield {"plate": row["plate"], "plate-colour": row["plate-colour"]}, row["plate"], ("vehicle", index)


def _vin_keys(answers: Answers) -> Iterator[tuple[dict[str, str], str, tuple[str, int] | None]]:
    for index, row in enumerate(answers.rows.get("vehicle", [])):
        if vin := row.get("vin"):
            yield {"vin": str(vin)}, row.get("plate") or str(vin), ("vehicle", index)


def _driver_keys(answers: Answers) -> Iterator[tuple[dict[str, str], str, tuple[str, int] | None]]:
    for index, row in enumerate(answers.rows.get("driver", [])):
        if number := row.get("driver-id"):
            yield {"id-number": number}, row.get("driver-name") or mask(number), ("driver", index)
    if number := answers.fields.get("applicant-id"):
        yield {"id-number": number}, str(answers.fields.get("applicant-name") or mask(number)), None


def _vessel_key(answers: Answers) -> Iterator[tuple[dict[str, str], str, tuple[str, int] | None]]:
    if number := answers.fields.get("vessel-id"):
        yield {"vessel-id": str(number)}, str(number), None


def _project_key(answers: Answers) -> Iterator[tuple[dict[str, str], str, tuple[str, int] | None]]:
    """Of a project with whom it belongs to: nobody shows another's approval by typing its code."""
    if (code := answers.fields.get("project-code")) and (owner := answers.fields.get("uscc")):
        yield {"project-code": str(code), "uscc": str(owner)}, str(code), None


def _business_keys(answers: Answers) -> Iterator[tuple[dict[str, str], str, tuple[str, int] | None]]:
    yield from _company_key(answers)
    # A branch is in the business register under a code of its own, and what stands there is not typed either.
    if (branch := answers.fields.get("branch-uscc")) and branch != answers.fields.get("uscc"):
        yield {"uscc": str(branch)}, str(branch), None


def vehicle_and_driver_keys(section: str, rows: list[dict[str, Any]]) -> list[dict[str, str]]:
    """For each row of a section the keys its registries are asked with; {} while they are not typed yet."""
    finder = {"vehicle": _vehicle_keys, "driver": _driver_keys}.get(section)
    if finder is None:
        return [{} for _row in rows]
    return [next((keys for keys, *_ in finder(Answers(rows={section: [row]}))), {}) for row in rows]


def _person_key(*fields: str) -> Any:
    def keys(answers: Answers) -> Iterator[tuple[dict[str, str], str, tuple[str, int] | None]]:
        if number := next((answers.fields[code] for code in fields if answers.fields.get(code)), None):
            yield {"id-number": number}, mask(number), None

    return keys


PERSONS = {
    "id-principal": ("legal-rep-id", "applicant-id"),
    "id-agent": ("agent-id",),
    "id-applicant": ("applicant-id",),
}
"""The fields that hold the number by which a registry is asked for a person's card."""
OF_MATERIAL = {
    ENTITY_MATERIAL: _business_keys,
    **{material: _person_key(*fields) for material, fields in PERSONS.items()},
}
NAMED_BY = {
    "id-principal": ("legal-rep", "applicant-name"),
    "id-agent": ("agent-name",),
    "id-applicant": ("applicant-name",),
}
"""The fields of the form that name the person whose card a registry is asked for."""
OF_KEY = {
    "uscc": _company_key,
    "plate": _vehicle_keys,
    "vin": _vin_keys,
    "id-number": _driver_keys,
    "vessel-id": _vessel_key,
    "project-code": _project_key,
}


def keys_for(material: Material, answers: Answers) -> Iterator[tuple[dict[str, str], str, tuple[str, int] | None]]:
    """The keys to ask a material's registry with: (keys, masked label, row)."""
    by_key = next((OF_KEY[key] for key in material.lookup_keys if key in OF_KEY), None)
    finder = OF_MATERIAL.get(material.code, by_key)
    if finder:
        yield from finder(answers)


def names_another(material: Material, answers: Answers, told: Mapping[str, Any]) -> bool:
    """Whether a registry's record bears another name than the form: then it shows somebody else's card."""
    typed = next((answers.fields[code] for code in NAMED_BY.get(material.code, ()) if answers.fields.get(code)), None)
    name = told.get("person-name")
    return bool(typed and name and typed != name)


def is_asked_of_registers(requirement: Requirement) -> bool:
    """Whether a registry is asked for a material: whatever it can show is never asked for (domain F-4.3)."""
    if requirement.waiver in WAIVED_BY_LOOKUP:
        return True
    registry = requirement.material.registry
    return registry is not None and is_connected(registry.code)


def standing_checks(sheet: Sheet, *, by: str) -> list[Need]:
    """What is asked about every company whatever its item asks for: entity status, credit, licences held."""
    application = sheet.application
    item, company = application.item, application.company
    if company.is_individual:
        return []  # these registries are kept by the code of a business
    purpose = Purpose(item=item.code, case=str(application.key), legal_basis=item.legal_basis_text)
    codes = [ENTITY_MATERIAL, *item.excluded_by]
    known = materials_of(item.version_id)
    asked = [(code, registry.code if (registry := _registry(known.get(code))) else "none") for code in codes]
    asked += [(CREDIT_MATERIAL, CREDIT_REGISTRY)] if item.commitment_applies else []
    return [
        Need(
            question=Question(
                material=material, registry=registry, keys={"uscc": company.uscc}, purpose=purpose, by=by
            ),
            label=company.name,
            row=None,
        )
        for material, registry in asked
    ]


def _registry(material: Material | None) -> Registry | None:
    return material.registry if material is not None else None


def needs(
    sheet: Sheet,
    requirements: Iterable[Requirement],
    *,
    by: str,
    of_unconnected: bool = False,
) -> list[Need]:
    """Every look-up of an application: what may be waived, and what fills in the form.

    `requirements` are those that apply; `by` says who or what triggers the look-ups; `of_unconnected` adds what a
    registry would know that is not connected.
    """
    application = sheet.application
    basis = application.item.legal_basis_text
    purpose = Purpose(item=application.item.code, case=str(application.key), legal_basis=basis)
    codes = [r.material.code for r in requirements if is_asked_of_registers(r) or of_unconnected]
    codes += [
        spec.prefill["material"]
        for section in sheet.form
        for spec in (*section.fields, *section.row_fields)
        if spec.prefill and spec.is_looked_up
    ]
    found = []
    wanted = set(codes)
    for material in materials_of(application.item.version_id).values():
        if material.code not in wanted or material.registry is None:
            continue
        for keys, label, row in keys_for(material, sheet.answers):
            question = Question(
                material=material.code, registry=material.registry.code, keys=keys, purpose=purpose, by=by
            )
            found.append(Need(question=question, label=label, row=row))
    return found
