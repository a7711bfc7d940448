"""Which steps of a one-thing bundle an application asks for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from licensing.applications.models.application import Application
from materials.catalogue.bundling import carried, choice_field, is_own
from materials.catalogue.models.items import ServiceItem


def chosen_steps(application: Application) -> list[dict[str, Any]]:
    """The steps of the bundle that are needed: those everybody needs and those ticked; [] for a single item."""
    bundle = application.item.bundle
    if bundle is None:
        return []
    ticked = set(application.answers.fields.get(choice_field(bundle.code)) or [])
    by_id = {node["id"]: node for node in bundle.nodes}
    ordered = [by_id[node_id] for stage in bundle.stages for node_id in stage]
    return [node for node in ordered if not node["optional"] or node["id"] in ticked]


def items_by_code(application: Application) -> dict[str, ServiceItem]:
    """The items of the edition an application belongs to."""
    return {item.code: item for item in ServiceItem.objects.filter(version=application.item.version_id)}


def items_of(application: Application) -> list[ServiceItem]:
    """What is applied for: the item, or the bureau's own items among the chosen steps of a bundle."""
    if application.item.bundle_id is None:
        return [application.item]
    known = items_by_code(application)
    steps = chosen_steps(application)
    with_another = carried(steps, known)
    return [known[node["item"]] for node in steps if is_own(node, known) and node["id"] not in with_another]


def items_within(item: ServiceItem) -> list[ServiceItem]:
    """An item by itself; of a bundle the items of the steps everybody needs."""
    if item.bundle is None:
        return [item]
    codes = [node["item"] for node in item.bundle.nodes if node["item"] and not node["optional"]]
    return list(ServiceItem.objects.filter(version=item.version_id, code__in=codes))


MADE_OF = {"licence": "road-transport-licence", "vehicle": "vehicle-operation-permit"}
"""Kind of certificate → the material under which the bureau's own register keeps it."""


def made_by(item: ServiceItem) -> frozenset[str]:
    """The materials that exist once an item is granted."""
    made = {MADE_OF[kind] for kind in item.certificates if kind in MADE_OF} | {item.effect.get("enters", "")}
    return frozenset(made - {""})


def made_before(application: Application) -> dict[str, frozenset[str]]:
    """Item code → what the steps it depends on will have made: nobody can bring that before, so it is not asked for."""
    known = items_by_code(application)
    steps = {node["id"]: node for node in chosen_steps(application)}
    made: dict[str, frozenset[str]] = {}
    found: dict[str, frozenset[str]] = {}
    for step in steps.values():  # in the order of the stages, so what comes before is known already
        before = frozenset[str]().union(*(made.get(needed, frozenset()) for needed in step["depends_on"]))
        own = is_own(step, known)
        made[step["id"]] = before | (made_by(known[step["item"]]) if own else frozenset())
        if own:
            found[step["item"]] = before
    return found


def is_own_step(node: Mapping[str, Any], known: Mapping[str, ServiceItem]) -> bool:
    """Whether a step is decided here on this application; the others are tracked."""
    return is_own(node, known)
