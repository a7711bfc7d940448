"""The catalogue's data files: read, checked against the schema, and against each other."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from accounts.typed.shapes import Shape

DATA = Path(__file__).resolve().parent.parent / "data"
PARTS = ("items", "materials", "requirements", "onething", "commitments", "extensions")
IN_NO_WRITTEN_FORM = frozenset({"vehicles-to-cancel", "vehicles-to-update", "vessel-id", "project-code"})
"""`generic_form.py` asks for vessel and project; the two lists of vehicles came with the catalogue, asked nowhere."""
WAIVED = frozenset({"business_licence_waiver", "internal_lookup"})


def problems_of_part(name: str, value: object) -> list[str]:
    """What is wrong with the shape of one part, by the schema; [] when it can be read."""
    return list(_problems_of_text(name, json.dumps(value, ensure_ascii=False)))


@lru_cache(maxsize=2 * len(PARTS))
def _problems_of_text(name: str, text: str) -> tuple[str, ...]:
    """The same of a part as JSON: a draft is looked at again and again, and most of its parts stay what they were."""
    schema = json.loads((DATA / "catalogue.schema.json").read_text(encoding="utf-8"))
    validator = Shape({"$ref": f"#/$defs/{name}File", "$defs": schema["$defs"]})
    return tuple(f"{name}.json: {e.json_path}: {e.message}" for e in validator.iter_errors(json.loads(text)))


class BadCatalogue(Exception):
    """The data files contradict the schema or each other; `problems` lists all of it."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems[:5]))
        self.problems = problems


@dataclass(frozen=True)
class CatalogueFiles:
    """The parts of one edition as plain JSON values."""

    folder: Path = DATA

    @cached_property
    def parts(self) -> dict[str, Any]:
        return {name: json.loads((self.folder / f"{name}.json").read_text(encoding="utf-8")) for name in PARTS}

    def __getitem__(self, part: str) -> Any:
        return self.parts[part]

    @property
    def version(self) -> str:
        return str(self["items"]["version"])

    @property
    def digest(self) -> str:
        """SHA-256 (hex) over the content, whatever the layout of the files."""
        text = json.dumps(self.parts, ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()

    def problems(self) -> list[str]:
        """Everything wrong with the files; an empty list means they may be loaded."""
        wrong = self._against_schema()
        return wrong or [*self._items(), *self._requirements(), *self._fields(), *self._commitments()]

    def oversights(self) -> list[str]:
        """Fields no form shows, and what a one-thing form leaves out that its items cannot do without.

        Asked of what is written now, not of an edition that was released before anybody asked.
        """
        forms = self["extensions"]["forms"]
        bundles = self["onething"]["bundles"]
        fields = self._codes("onething", "fields") | self._codes("extensions", "fields")
        typed = {code for code, spec in fields.items() if spec["required"] == "always" and not spec["prefill"]}
        found = []
        for bundle in bundles:
            asked = _codes_of(bundle["form"])
            items = [node["item"] for node in bundle["nodes"] if node["item"] in forms and not node["optional"]]
            found += [
                f"onething.json: form of {bundle['code']}: {code} is left out, which its item {item} always needs"
                for item in items
                for code in sorted((_codes_of(forms[item]) & typed) - asked)
            ]
        shown = {code for form in (*forms.values(), *(b["form"] for b in bundles)) for code in _codes_of(form)}
        found += [f"{code} is a field of no form" for code in sorted(set(fields) - shown - IN_NO_WRITTEN_FORM)]
        return found

    def renamed(self, version: str, *, in_force_from: str) -> dict[str, Any]:
        """The parts under another name, in force from another day; everything else the same."""
        parts: dict[str, Any] = json.loads(json.dumps(self.parts))
        for part in parts.values():
            part["version"] = version
        parts["extensions"]["in_force_from"] = in_force_from
        return parts

    def _against_schema(self) -> list[str]:
        found: list[str] = []
        for name in PARTS:
            found += problems_of_part(name, self[name])
            if not found and self[name]["version"] != self.version:
                found.append(f"{name}.json: another version than items.json")
        return found

    def _codes(self, part: str, listing: str) -> dict[str, Any]:
        return {row["code"]: row for row in self[part][listing]}

    def _items(self) -> list[str]:
        steps, domains = self._codes("items", "steps"), self._codes("items", "domains")
        promised = {c["item"] for c in self["commitments"]["commitments"]}
        found = []
        for code, item in self._codes("items", "items").items():
            before, after = item["conventional_steps"], item["streamlined_steps"]
            checks = {
                "unknown step": set(before) | set(after) <= set(steps),
                "unknown domain": item["domain"] in domains,
                "the promise exceeds the statutory limit": item["promised_days"] <= item["statutory_days"],
                "notice and commitment flag disagree": item["notification_commitment"]["applies"] == (code in promised),
                "no requirements": any(r["item"] == code for r in self["requirements"]["requirements"]),
            }
            found += [f"items.json: {code}: {what}" for what, holds in checks.items() if not holds]
        unknown = (set(self["extensions"]["items"]) | set(self["extensions"]["forms"])) - set(
            self._codes("items", "items")
        )
        return found + [f"extensions.json: unknown item {code}" for code in sorted(unknown)]

    def _requirements(self) -> list[str]:
        items, materials = self._codes("items", "items"), self._codes("materials", "materials")
        facts, registries = self._codes("requirements", "facts"), self._codes("materials", "registries")
        promised = {c["item"] for c in self["commitments"]["commitments"]}
        found = [
            f"materials.json: {code}: unknown registry"
            for code, material in materials.items()
            if material["registry"] is not None and material["registry"] not in registries
        ]
        for row in self["requirements"]["requirements"]:
            material = materials.get(row["material"])
            if row["item"] not in items or material is None:
                found.append(f"requirements.json: {row['id']}: unknown item or material")
                continue
            checks = {
                "unknown fact": row["condition"] is None or row["condition"] in facts,
                "not a business licence": row["waiver"] != "business_licence_waiver"
                or material["kind"] == "certificate_of_business",
                "cannot be looked up internally": row["waiver"] != "internal_lookup" or material["internal_lookup"],
                "an industry certificate is still asked for": material["kind"] != "industry_certificate"
                or row["waiver"] == "internal_lookup",
                "no commitment text": row["waiver"] != "commitment" or row["item"] in promised,
            }
            found += [f"requirements.json: {row['id']}: {what}" for what, holds in checks.items() if not holds]
        return found

    def _fields(self) -> list[str]:
        sections = self._codes("onething", "sections")
        fields = self._codes("onething", "fields") | self._codes("extensions", "fields")
        facts, materials = self._codes("requirements", "facts"), self._codes("materials", "materials")
        found = []
        for code, spec in fields.items():
            source = spec["prefill"] or {}
            returned = {f["code"] for f in materials.get(source.get("material", ""), {}).get("lookup_returns", [])}
            checks = {
                "unknown section": spec["section"] in sections,
                "unknown fact": spec["when"] is None or spec["when"] in facts,
                "the registry does not return it": source.get("kind") != "lookup" or source["field"] in returned,
            }
            found += [f"onething.json: {code}: {what}" for what, holds in checks.items() if not holds]
        found += [f"extensions.json: unknown fact {c}" for c in self["extensions"]["asked_facts"] if c not in facts]
        forms = [*self["extensions"]["forms"].items(), *((b["code"], b["form"]) for b in self["onething"]["bundles"])]
        for owner, form in forms:
            for part in form:
                for code in part["fields"]:
                    if fields.get(code, {}).get("section") != part["section"]:
                        found.append(f"form of {owner}: {code} is not a field of {part['section']}")
        return found

    def _commitments(self) -> list[str]:
        found = []
        for text in self["commitments"]["commitments"]:
            rows = [r for r in self["requirements"]["requirements"] if r["item"] == text["item"]]
            lists = (
                ("required_materials", {"none"}),
                ("replaced_materials", {"commitment"}),
                ("looked_up_materials", WAIVED),
            )
            for key, kinds in lists:
                if text["notice"][key] != [r["material"] for r in rows if r["waiver"] in kinds]:
                    found.append(f"commitments.json: {text['item']}: {key} and requirements disagree")
        return found


def _codes_of(form: list[dict[str, Any]]) -> set[str]:
    return {code for part in form for code in part["fields"]}


@dataclass(frozen=True)
class CatalogueContent(CatalogueFiles):
    """An edition written in the browser or read from an export: the same parts, the same checks, no folder."""

    content: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def parts(self) -> dict[str, Any]:
        return self.content
