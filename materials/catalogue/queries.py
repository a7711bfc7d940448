"""Reading the catalogue: what is in force, what it adds up to, and finding a service in everyday words."""

from __future__ import annotations

import datetime
import time
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from functools import cache, lru_cache
from typing import Any

from django.db.models import QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from materials.catalogue.loading.files import WAIVED
from materials.catalogue.models.bundles import Bundle
from materials.catalogue.models.editions import CatalogueDraft, CatalogueVersion
from materials.catalogue.models.form import ItemForm
from materials.catalogue.models.items import Domain, Notice, Requirement, ServiceItem, Step
from materials.catalogue.models.materials import Material, Registry
from pages.languages import localised, pair

CREDIT_REGISTRY, CREDIT_MATERIAL = "credit", "credit-standing"
"""Not a material of the catalogue: nobody was ever asked to bring it, but the commitment depends on it."""
OF_CREDIT = {
    "信用状况": gettext_lazy("Credit standing"),
    "信用信息库": gettext_lazy("Credit registry"),
    "信用码": gettext_lazy("Credit code"),
    "道路交通事故责任记录": gettext_lazy("Records of traffic accidents"),
    "交通事故处理库": gettext_lazy("Traffic police: accidents"),
    "超限超载认定记录": gettext_lazy("Records of overloading"),
    "治超信息库": gettext_lazy("Overload control"),
    "纳税信用等级": gettext_lazy("Taxpayer's grade"),
    "纳税信用库": gettext_lazy("Tax authority: grades"),
}
"""Its names as the trail writes them, and as they are said."""
CODE_REGISTRY, CODE_MATERIAL = "credit-code", "credit-code"
"""The authority's own credit code: it chooses how a promise is verified, and nothing else."""
_NOT_LISTED = {
    CREDIT_MATERIAL: "信用状况",
    CREDIT_REGISTRY: "信用信息库",
    CODE_MATERIAL: "信用码",
    "traffic-accidents": "道路交通事故责任记录",
    "ps-accident": "交通事故处理库",
    "overload-records": "超限超载认定记录",
    "overload-control": "治超信息库",
    "taxpayer-grade": "纳税信用等级",
    "tax-credit": "纳税信用库",
}
"""Materials and registries nobody was ever asked to bring anything of."""
_REGISTRIES_NOT_LISTED = (CREDIT_REGISTRY, CODE_REGISTRY, "ps-accident", "overload-control", "tax-credit")


class NoCatalogue(CatalogueVersion.DoesNotExist):
    """No edition is in force: none was loaded yet, or none for that day."""


def catalogue_in_force(on: datetime.date | None = None) -> CatalogueVersion:
    """The edition in force on a day (today when not given). Raises NoCatalogue."""
    day = on or timezone.localdate()
    found = CatalogueVersion.objects.filter(in_force_from__lte=day).first()
    if found is None:
        raise NoCatalogue("no catalogue is in force: run manage.py load_catalogue")
    return found


def item_in_force(code: str, *, on: datetime.date | None = None) -> ServiceItem:
    """An item, or a bundle as it is applied for, of the edition in force. Raises ServiceItem.DoesNotExist."""
    try:
        return ServiceItem.everything.select_related("version", "domain").get(version=_edition_of(on), code=code)
    except ServiceItem.DoesNotExist:
        catalogue_in_force(on)  # without any edition that is what has to be said
        raise


def _edition_of(day: datetime.date | None) -> Subquery:
    """The edition in force on a day (today when not given), found within the statement that asks for a row of it."""
    found = CatalogueVersion.objects.filter(in_force_from__lte=day or timezone.localdate())
    return Subquery(found.values("pk")[:1])


def _minute() -> int:
    # Another process may have released an edition: what is kept here lives a minute.
    return int(time.monotonic() // 60)


@lru_cache(maxsize=4)
def _names(kind: type[Registry] | type[Material], _now: int) -> dict[str, tuple[str, str]]:
    rows = kind.objects.order_by("version__in_force_from", "version_id")
    return {row.code: (row.name_zh, row.name_en) for row in rows}


def _called(kind: type[Registry] | type[Material], code: str) -> str:
    if code in _NOT_LISTED:
        return str(OF_CREDIT[_NOT_LISTED[code]])
    return localised(*_names(kind, _minute()).get(code, ("", "")))


def registry_name(code: str) -> str:
    """A registry's name in the reader's language; of one that no edition names, that none does."""
    return _called(Registry, code) or gettext("Registry the catalogue does not name")


def known_services() -> frozenset[str]:
    """The codes of services and bundles in force."""
    items, bundles = (kind.objects.filter(version=catalogue_in_force()) for kind in (ServiceItem, Bundle))
    return frozenset(items.values_list("code", flat=True)) | frozenset(bundles.values_list("code", flat=True))


def names_of_services(codes: Collection[str] | None = None) -> dict[str, str]:
    """What the newest edition that has them calls some services (all there ever were), in the reader's language."""
    rows = ServiceItem.everything.order_by("version", "pk")
    rows = rows if codes is None else rows.filter(code__in=codes)
    return {item.code: item.name for item in rows}


def registries_asked() -> dict[str, str]:
    """Every registry that may have been asked, of any edition or of none: code → name in the reader's language."""
    return {code: registry_name(code) for code in (*_names(Registry, _minute()), *_REGISTRIES_NOT_LISTED)}


def waived_by(registry: str) -> QuerySet[Requirement]:
    """What the catalogue, in any edition, does not ask for because a registry is asked in its place."""
    return Requirement.objects.filter(material__registry__code=registry, waiver__in=WAIVED)


def waivers_of_items() -> dict[str, set[int]]:
    """Registry → the items, of any edition, that do not ask for something because of it (see `waived_by`)."""
    found: dict[str, set[int]] = defaultdict(set)
    rows = Requirement.objects.filter(material__registry__isnull=False, waiver__in=WAIVED)
    for registry, item in rows.values_list("material__registry__code", "item"):
        found[registry].add(item)
    return found


def material_name(code: str) -> str:
    """A material's name in the reader's language; of one that no edition names, that none does."""
    return _called(Material, code) or gettext("Document the catalogue does not name")


@cache
def _returns() -> dict[str, list[dict[str, Any]]]:
    rows = Material.objects.order_by("version__in_force_from", "version_id")
    return {material.code: material.lookup_returns for material in rows}


def field_labels(code: str) -> dict[str, str]:
    """Field code -> label of what a material's registry returns."""
    return {entry["code"]: pair(entry, "label") for entry in _returns().get(code, [])}


def name_zh(code: str) -> str:
    """The zh-Hans name of a material or registry, for the trail, which speaks the language of the law."""
    found = _names(Material, _minute()).get(code) or _names(Registry, _minute()).get(code)
    return found[0] if found else _NOT_LISTED.get(code, code)


def forget_names() -> None:
    """Read the names anew, after another edition was loaded."""
    _names.cache_clear()
    _returns.cache_clear()


def notice_for(item: ServiceItem) -> Notice | None:
    """The notice of an item in the edition the item belongs to."""
    return Notice.objects.filter(item=item).first()


@dataclass(frozen=True, kw_only=True)
class Figures:
    """What the catalogue adds up to; every number is counted, none is written down anywhere."""

    items: int
    materials: int
    requirements: int
    business_licence_items: int
    internal_lookup_items: int
    internal_lookup_waivers: int
    materials_waived: int
    replaced_by_commitment: int
    steps_before: int
    steps_after: int

    @property
    def steps_cut_percent(self) -> float:
        return 100 * (self.steps_before - self.steps_after) / self.steps_before if self.steps_before else 0.0

    def as_data(self) -> dict[str, Any]:
        return {**asdict(self), "steps_cut_percent": self.steps_cut_percent}


def figures(version: CatalogueVersion) -> Figures:
    """Count an edition."""
    rows = list(Requirement.objects.filter(item__version=version).values_list("item_id", "waiver"))
    steps = ServiceItem.objects.filter(version=version).values_list("conventional_steps", "streamlined_steps")
    return Figures(
        items=len(steps),
        materials=Material.objects.filter(version=version).count(),
        requirements=len(rows),
        business_licence_items=len({item for item, waiver in rows if waiver == "business_licence_waiver"}),
        internal_lookup_items=len({item for item, waiver in rows if waiver == "internal_lookup"}),
        internal_lookup_waivers=sum(waiver == "internal_lookup" for _, waiver in rows),
        materials_waived=sum(waiver in WAIVED for _, waiver in rows),
        replaced_by_commitment=sum(waiver == "commitment" for _, waiver in rows),
        steps_before=sum(len(before) for before, _ in steps),
        steps_after=sum(len(after) for _, after in steps),
    )


@dataclass(frozen=True, kw_only=True)
class Counts:
    """How many materials an applicant would bring: by the old list, after waivers, under commitment."""

    before: int
    after_waivers: int
    under_commitment: int


ALTERNATIVES = frozenset({"plan-vehicles", "new-vehicle", "vehicles-of-others"})
"""Facts that exclude a more usual one (vehicles owned already): left out of the case a guide counts."""


def usual_facts(requirements: Iterable[Requirement]) -> frozenset[str]:
    """The facts of the fullest usual case: every condition, alternatives left out."""
    return frozenset(r.condition.code for r in requirements if r.condition) - ALTERNATIVES


def material_counts(requirements: Iterable[Requirement], facts: Collection[str] | None = None) -> Counts:
    """Count the materials of an item for a case in which `facts` hold (every conditional one when None)."""
    rows = [r for r in requirements if r.condition is None or facts is None or r.condition.code in facts]
    waivers = [row.waiver for row in rows]
    after = [waiver for waiver in waivers if waiver not in WAIVED]
    return Counts(
        before=len(waivers),
        after_waivers=len(after),
        under_commitment=sum(waiver != "commitment" for waiver in after),
    )


def requirements_of(item: ServiceItem) -> list[Requirement]:
    """What an item asks for, in order, with material, registry and condition."""
    return list(
        Requirement.objects.filter(item=item).select_related("material__registry", "condition").order_by("order")
    )


def steps_of(item: ServiceItem) -> tuple[list[Step], list[Step]]:
    """The conventional and the streamlined steps of an item, in order."""
    known = {s.code: s for s in Step.objects.filter(version=item.version)}
    return [known[c] for c in item.conventional_steps], [known[c] for c in item.streamlined_steps]


def bundles(version: CatalogueVersion) -> list[Bundle]:
    return list(Bundle.objects.filter(version=version))


def services_of(version: CatalogueVersion) -> list[tuple[Domain, list[ServiceItem]]]:
    """The items of an edition under their domains, in order."""
    items = list(ServiceItem.objects.filter(version=version).select_related("domain"))
    return [
        (domain, [item for item in items if item.domain_id == domain.pk])
        for domain in Domain.objects.filter(version=version)
    ]


def often_asked_for(version: CatalogueVersion, *, count: int) -> list[ServiceItem]:
    """Items that may be had under commitment, the first of the list."""
    rows = ServiceItem.objects.filter(version=version, commitment_applies=True).select_related("domain")
    return list(rows[:count])


def bundle_in_force(code: str) -> Bundle | None:
    """A bundle of the edition in force; None when there is none of that name."""
    return Bundle.objects.select_related("version").filter(version=_edition_of(None), code=code).first()


def has_form(item: ServiceItem) -> bool:
    """Whether an item can be applied for here."""
    return ItemForm.objects.filter(item=item).exists()


def registries_in_force() -> QuerySet[Registry]:
    """The registries of the edition in force, our own first."""
    return Registry.objects.filter(version=catalogue_in_force()).order_by("-internal", "code")


def open_drafts() -> QuerySet[CatalogueDraft]:
    """Drafts of editions that are neither released nor discarded, without their content."""
    rows = CatalogueDraft.objects.filter(release__isnull=True, discarded_at__isnull=True)
    return rows.select_related("written_by", "based_on").defer("content")
