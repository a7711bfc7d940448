"""Data files → rows of one version. Loading the same content again does nothing."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import transaction

from materials.catalogue.bundling import as_item, carried, choice_of, joint_notice, own_items, with_choice, with_keys
from materials.catalogue.loading.files import BadCatalogue, CatalogueFiles
from materials.catalogue.loading.generic_form import fact_field, generic_form, with_questions
from materials.catalogue.models.bundles import Bundle
from materials.catalogue.models.editions import CatalogueVersion, EditionFiles
from materials.catalogue.models.form import FormField, FormSection, ItemForm
from materials.catalogue.models.items import Domain, Notice, Requirement, ServiceItem, Step
from materials.catalogue.models.materials import Fact, Material, Registry


class ChangedInPlace(Exception):
    """The files say something else than was loaded under the same version: give them a new version."""


@transaction.atomic
def load(files: CatalogueFiles | None = None) -> tuple[CatalogueVersion, bool]:
    """Load an edition; returns it and whether it is new. Raises BadCatalogue, ChangedInPlace."""
    files = files or CatalogueFiles()
    if problems := files.problems():
        raise BadCatalogue(problems)
    known = CatalogueVersion.objects.filter(version=files.version).first()
    if known:
        if known.digest != files.digest:
            raise ChangedInPlace(files.version)
        return known, False
    version = CatalogueVersion.objects.create(
        version=files.version,
        digest=files.digest,
        in_force_from=datetime.date.fromisoformat(files["extensions"]["in_force_from"]),
    )
    EditionFiles.objects.create(version=version, content=files.parts)
    _Loading(files, version).run()
    return version, True


class _Loading:
    """One run of the loader: keeps the rows of a version by code while they are being linked."""

    def __init__(self, files: CatalogueFiles, version: CatalogueVersion) -> None:
        self.files, self.version = files, version

    def run(self) -> None:
        self._materials()
        self._items()
        self._forms()
        self._bundles_and_notices()

    def _rows(self, model: Any, rows: list[dict[str, Any]], **columns: Any) -> dict[str, Any]:
        made = [
            model(
                version=self.version,
                code=row["code"],
                name_zh=row.get("name_zh") or row.get("label_zh") or row.get("zh"),
                name_en=row.get("name_en") or row.get("label_en") or row.get("en"),
                **{name: read(row) for name, read in columns.items()},
            )
            for row in rows
        ]
        return {row.code: row for row in model.objects.bulk_create(made)}

    def _materials(self) -> None:
        materials = self.files["materials"]
        registries = self._rows(
            Registry,
            materials["registries"],
            internal=lambda r: r["internal"],
            owner_zh=lambda r: r["owner_zh"],
            owner_en=lambda r: r["owner_en"],
        )
        self.materials = self._rows(
            Material,
            materials["materials"],
            kind=lambda m: m["kind"],
            registry=lambda m: registries.get(m["registry"]),
            lookup_keys=lambda m: m["lookup_keys"],
            lookup_returns=lambda m: m["lookup_returns"],
            freshness_hours=lambda m: (m["freshness"] or {}).get("hours"),
            generated_by_form=lambda m: m["generated_by_form"],
            note_zh=lambda m: m["note_zh"] or "",
        )

    def _items(self) -> None:
        items = self.files["items"]
        extra = self.files["extensions"]["items"]
        domains = self._rows(Domain, items["domains"], order=lambda d: d["order"])
        self._rows(Step, items["steps"], actor=lambda s: s["actor"])
        same = (
            "order", "type", "type_zh", "applicants", "handling_levels", "legal_basis", "conventional_steps",
            "streamlined_steps", "statutory_days", "promised_days", "statutory_source", "result_zh", "result_en",
        )  # fmt: skip
        self.items = self._rows(
            ServiceItem,
            items["items"],
            **{name: lambda i, name=name: i[name] for name in same},
            domain=lambda i: domains[i["domain"]],
            commitment_applies=lambda i: i["notification_commitment"]["applies"],
            note_zh=lambda i: i["note_zh"] or "",
            note_en=lambda i: extra.get(i["code"], {}).get("note_en", ""),
            certificates=lambda i: extra.get(i["code"], {}).get("certificates", []),
            excluded_by=lambda i: extra.get(i["code"], {}).get("excluded_by", []),
            keywords=lambda i: extra.get(i["code"], {}).get("keywords", []),
            questions=lambda i: extra.get(i["code"], {}).get("questions", []),
            effect=lambda i: extra.get(i["code"], {}).get("effect", {}),
        )
        facts = self._rows(Fact, self.files["requirements"]["facts"], rule=lambda f: f["rule"] or "")
        Requirement.objects.bulk_create(
            Requirement(
                item=self.items[row["item"]],
                material=self.materials[row["material"]],
                order=row["order"],
                condition=facts.get(row["condition"]),
                waiver=row["waiver"],
            )
            for row in self.files["requirements"]["requirements"]
        )

    def _forms(self) -> None:
        onething, extensions = self.files["onething"], self.files["extensions"]
        sections = self._rows(
            FormSection, onething["sections"], order=lambda s: s["order"], repeatable=lambda s: s["repeatable"]
        )
        whole = set(extensions["not_per_row"])
        self._rows(
            FormField,
            [*onething["fields"], *extensions["fields"], *self._questions(), *self._choices()],
            section=lambda f: sections[f["section"]],
            order=lambda f: f["order"],
            type=lambda f: f["type"],
            options=lambda f: f["options"],
            required=lambda f: f["required"],
            when=lambda f: f["when"] or "",
            validation=lambda f: f["validation"],
            prefill=lambda f: f["prefill"],
            per_row=lambda f: sections[f["section"]].repeatable and f["code"] not in whole,
        )
        of_bundle = {
            node["item"]: bundle["form"] for bundle in onething["bundles"] for node in bundle["nodes"] if node["item"]
        }
        keys = {m["code"]: m["lookup_keys"] for m in self.files["materials"]["materials"]}
        for entry in self.files["items"]["items"]:
            code = entry["code"]
            rows = [r for r in self.files["requirements"]["requirements"] if r["item"] == code]
            shared = None if entry["applicants"] == ["individual"] else of_bundle.get(code)
            parts = extensions["forms"].get(code) or shared or generic_form(entry, rows, keys)
            ItemForm.objects.create(
                item=self.items[code], sections=with_questions(parts, rows, extensions["asked_facts"])
            )

    def _questions(self) -> list[dict[str, Any]]:
        """A yes-or-no field for each fact that only the applicant can tell."""
        facts = {fact["code"]: fact for fact in self.files["requirements"]["facts"]}
        return [
            {
                "code": fact_field(code),
                "section": "business",
                "order": 50 + number,
                "type": "boolean",
                "label_zh": f"{facts[code]['zh']}？",
                "label_en": f"{facts[code]['en']}?",
                "options": [],
                "required": "always",
                "when": None,
                "validation": {},
                "prefill": None,
            }
            for number, code in enumerate(self.files["extensions"]["asked_facts"])
        ]

    def _choices(self) -> list[dict[str, Any]]:
        bundles = self.files["onething"]["bundles"]
        return [choice for n, bundle in enumerate(bundles) if (choice := choice_of(bundle, 30 + n))]

    def _bundles_and_notices(self) -> None:
        extra = self.files["extensions"]["bundles"]
        same = ("order", "trigger_zh", "trigger_en", "nodes", "stages", "form", "material_counts")
        bundles = self._rows(
            Bundle,
            self.files["onething"]["bundles"],
            **{name: lambda b, name=name: b[name] for name in same},
            keywords=lambda b: extra.get(b["code"], {}).get("keywords", []),
            external=lambda b: extra.get(b["code"], {}).get("external", {}),
        )
        Notice.objects.bulk_create(
            Notice(
                item=self.items[text["item"]],
                version_label=text["version"],
                title_zh=text["title_zh"],
                title_en=text["title_en"],
                notice=text["notice"],
                statements=text["statements"],
            )
            for text in self.files["commitments"]["commitments"]
        )
        for bundle in bundles.values():
            self._as_item(bundle)

    def _as_item(self, bundle: Bundle) -> None:
        item = as_item(bundle, self.items)
        inside = own_items(bundle, self.items)
        with_another = carried(bundle.nodes, self.items)
        asking = {node["item"] for node in bundle.nodes if node["id"] not in with_another} & {i.code for i in inside}
        rows = [r for r in self.files["requirements"]["requirements"] if r["item"] in asking]
        choice = choice_of({"code": bundle.code, "nodes": bundle.nodes}, 0)
        forms = ItemForm.objects.filter(item__version=bundle.version, item__code__in=asking).order_by("item__order")
        keyed = with_keys(bundle.form, list(forms.values_list("sections", flat=True)))
        parts = with_choice(keyed, choice["code"]) if choice else keyed
        ItemForm.objects.create(
            item=item, sections=with_questions(parts, rows, self.files["extensions"]["asked_facts"])
        )
        promised = [i for i in own_items(bundle, self.items, optional=False) or inside if i.commitment_applies]
        if item.commitment_applies:
            joint_notice(item, list(Notice.objects.filter(item__in=promised).order_by("item__order")))
