"""What an edition says of its materials, kept for the life of the process: a loaded edition never changes.

Every act and page of a case asks for the same few hundred rows; they are read once and shared. Nobody changes them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from materials.catalogue.models.items import Notice, Requirement, ServiceItem, Step
from materials.catalogue.models.materials import Material
from materials.catalogue.queries import has_form, notice_for, requirements_of, steps_of


@lru_cache(maxsize=16)
def materials_of(version_id: int) -> Mapping[str, Material]:
    """Code → material with its registry, for every material of an edition."""
    rows = Material.objects.filter(version=version_id).select_related("registry")
    return {material.code: material for material in rows}


@lru_cache(maxsize=512)
def is_bundle(item_id: int) -> bool:
    """Whether what is applied for is a one-thing bundle."""
    return ServiceItem._base_manager.values_list("bundle", flat=True).get(pk=item_id) is not None


def requirements_of_all(items: Sequence[ServiceItem]) -> tuple[Requirement, ...]:
    """What several items ask for, item by item in the catalogue's order, with material, registry and condition."""
    return _requirements(tuple(item.pk for item in items))


@lru_cache(maxsize=512)
def _requirements(items: tuple[int, ...]) -> tuple[Requirement, ...]:
    rows = Requirement.objects.filter(item__in=items).select_related("material__registry", "condition", "item")
    return tuple(rows.order_by("item__order", "order"))


@dataclass(frozen=True, kw_only=True)
class Told:
    """What the guide of an item tells of an edition, whoever reads it."""

    requirements: tuple[Requirement, ...]
    before: tuple[Step, ...]
    after: tuple[Step, ...]
    notice: Notice | None
    has_form: bool


@lru_cache(maxsize=512)
def told_of(item_id: int) -> Told:
    """What an edition says of an item besides its own row."""
    item = ServiceItem._base_manager.get(pk=item_id)
    before, after = steps_of(item)
    return Told(
        requirements=tuple(requirements_of(item)),
        before=tuple(before),
        after=tuple(after),
        notice=notice_for(item),
        has_form=has_form(item),
    )


def forget_kept() -> None:
    """Read everything anew (tests, where an edition may be taken back)."""
    materials_of.cache_clear()
    is_bundle.cache_clear()
    told_of.cache_clear()
    _requirements.cache_clear()
