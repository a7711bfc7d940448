"""A service guide as a value: what the law asks to be public of an item (Licensing Law art. 30)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from materials.catalogue.bundling import carried
from materials.catalogue.kept import told_of
from materials.catalogue.loading.files import WAIVED
from materials.catalogue.models.bundles import Bundle
from materials.catalogue.models.items import Notice, Requirement, ServiceItem, Step
from materials.catalogue.models.materials import Material
from materials.catalogue.queries import Counts, material_counts, requirements_of, usual_facts
from materials.catalogue.unlicensed import Cost, costs_of
from pages.languages import localised, pair
from pages.sentences import closed_up


@dataclass(frozen=True, kw_only=True)
class Basis:
    """One instrument with its articles, in the reader's language where it is named in it."""

    law: str
    articles: str

    def __str__(self) -> str:
        return closed_up(f"{self.law} {self.articles}")


@dataclass(frozen=True, kw_only=True)
class Condition:
    text: str
    basis: list[Basis]


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A material of the guide: `treatment` is form, waived, promised or bring.

    `is_looked_up`: a registry is asked first, and what it shows is not asked for (domain F-4.3).
    """

    requirement: Requirement
    treatment: str
    when: str
    is_looked_up: bool = False

    @property
    def material(self) -> Material:
        return self.requirement.material

    @property
    def is_asked_first(self) -> bool:
        """Whether it is asked for only where the registry has nothing."""
        return self.is_looked_up and self.treatment in ("bring", "promised")


@dataclass(frozen=True, kw_only=True)
class Guide:
    item: ServiceItem
    asked: list[Asked]
    counts: Counts
    before: Sequence[Step]
    after: Sequence[Step]
    basis: list[Basis]
    notice: Notice | None
    conditions: list[Condition]
    consequences: list[str]
    costs: list[Cost]
    can_apply_online: bool


def basis_of(entries: list[dict[str, Any]]) -> list[Basis]:
    return [
        Basis(
            law=localised(f"《{e['law_zh']}》", e["law_en"]),
            # An instrument nobody has read to the article is not passed off as a reference.
            articles=localised("、".join(e["articles"]), _numbers(e)) or _("(article to be confirmed)"),
        )
        for e in entries
    ]


def _numbers(entry: dict[str, Any]) -> str:
    numbers = entry.get("article_numbers") or []
    return f"art. {', '.join(map(str, numbers))}" if numbers else "、".join(entry["articles"])


def treatment_of(requirement: Requirement) -> str:
    """What becomes of a material when everything is found and the commitment is signed."""
    if requirement.material.generated_by_form:
        return "form"
    if requirement.waiver in WAIVED:
        return "waived"
    return "promised" if requirement.waiver == "commitment" else "bring"


FORM_KEYS = frozenset({"uscc", "plate", "vin", "id-number", "vessel-id", "project-code"})
"""What a form tells that a registry can be asked with."""


def is_looked_up(requirement: Requirement) -> bool:
    """Whether a connected registry is asked for a material before anybody is asked to bring it."""
    material = requirement.material
    registry = material.registry
    connected = registry is not None and bool(settings.REGISTRIES.get(registry.code))
    return connected and not FORM_KEYS.isdisjoint(material.lookup_keys)


def guide_of(item: ServiceItem) -> Guide:
    """The guide of an item; its counts are those of the fullest usual case."""
    told = told_of(item.pk)
    rows, notice = told.requirements, told.notice
    return Guide(
        item=item,
        asked=[
            Asked(
                requirement=r,
                treatment=treatment_of(r),
                when=r.condition.name if r.condition else "",
                is_looked_up=is_looked_up(r),
            )
            for r in rows
        ],
        counts=material_counts(rows, usual_facts(rows)),
        before=told.before,
        after=told.after,
        basis=basis_of(item.legal_basis),
        notice=notice,
        conditions=[
            Condition(text=pair(c), basis=basis_of(c["legal_basis"])) for c in (notice.conditions if notice else [])
        ],
        consequences=[pair(c) for c in notice.consequences] if notice else [],
        costs=costs_of(item, on=timezone.localdate()),
        can_apply_online=told.has_form,
    )


@dataclass(frozen=True, kw_only=True)
class Node:
    """A step of a bundle: an item of this bureau, or something another authority does."""

    title: str
    owner: str
    when: str
    external: bool
    optional: bool
    item: ServiceItem | None
    within: str = ""
    """The step whose decision grants this one too."""


def nodes_of(bundle: Bundle) -> list[Node]:
    """The steps of a bundle in the order of its stages."""
    items = {i.code: i for i in ServiceItem.objects.filter(version=bundle.version)}
    by_id = {node["id"]: node for node in bundle.nodes}
    ordered = [by_id[node_id] for stage in bundle.stages for node_id in stage if node_id in by_id]
    with_another = carried(bundle.nodes, items)
    return [
        Node(
            title=pair(node, "title"),
            owner=pair(node, "owner"),
            when=pair(node, "when"),
            external=node["external"],
            optional=node["optional"],
            item=items.get(node["item"]) if node["item"] else None,
            within=pair(by_id[with_another[node["id"]]], "title") if node["id"] in with_another else "",
        )
        for node in ordered
    ]


def counts_of(bundle: Bundle) -> Counts:
    """Materials of a bundle's mandatory steps: one set for all (shared ones counted once)."""
    items = [node.item for node in nodes_of(bundle) if node.item and not node.optional and not node.within]
    seen: dict[str, Requirement] = {}
    rows = []
    for item in items:
        for requirement in requirements_of(item):
            rows.append(requirement)
            seen.setdefault(requirement.material.code, requirement)
    once = material_counts(seen.values())
    return Counts(before=len(rows), after_waivers=once.after_waivers, under_commitment=once.under_commitment)
