"""Which steps of a one-thing bundle an application asks for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from licensing.applications.models import Application
from materials.catalogue.bundling import choice_field, is_own
from materials.catalogue.models import ServiceItem


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
    return [known[node["item"]] for node in chosen_steps(application) if is_own(node, known)]


def is_own_step(node: Mapping[str, Any], known: Mapping[str, ServiceItem]) -> bool:
    """Whether a step is decided here on this application; the others are tracked."""
    return is_own(node, known)
