"""A one-thing bundle in the shape in which it is applied for: one item, one form, one notice made of its items'.

Made when an edition is loaded, so that form, look-ups, materials and commitment work for a bundle as for an item.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from materials.catalogue.models.bundles import Bundle
from materials.catalogue.models.items import Notice, ServiceItem

Part = dict[str, Any]


def own_items(bundle: Bundle, items: Mapping[str, ServiceItem], *, optional: bool | None = None) -> list[ServiceItem]:
    """The items of a bundle the applicant's application goes to; what a person applies for themselves is theirs."""
    return [
        items[node["item"]]
        for node in bundle.nodes
        if is_own(node, items) and (optional is None or node["optional"] == optional)
    ]


def is_own(node: Mapping[str, Any], items: Mapping[str, ServiceItem]) -> bool:
    """Whether a step is an item this bureau decides on the company's application."""
    return bool(node["item"]) and items[node["item"]].applicants != ["individual"]


def issues(item: ServiceItem) -> frozenset[str]:
    """The kinds of certificates an item issues anew."""
    return frozenset(item.certificates) if item.effect.get("act") == "issue" else frozenset()


def carried(nodes: Sequence[Mapping[str, Any]], items: Mapping[str, ServiceItem]) -> dict[str, str]:
    """Step → the step before it that issues all it would issue: granted with that one, and nothing asked for it.

    A licence is granted together with the certificate of each vehicle (Road Transport Regulation art. 24): a second
    decision about the same vehicles would ask for more and issue nothing.
    """
    by_id = {node["id"]: node for node in nodes}
    found = {}
    for node in nodes:
        own = issues(items[node["item"]]) if is_own(node, items) else frozenset()
        for before in node["depends_on"]:
            earlier = by_id.get(before)
            if own and earlier and is_own(earlier, items) and own <= issues(items[earlier["item"]]):
                found[node["id"]] = before
    return found


def choice_field(bundle_code: str) -> str:
    """The code of the question which optional steps are wanted."""
    return f"steps-{bundle_code}"


def choice_of(bundle: Mapping[str, Any], order: int) -> dict[str, Any] | None:
    """The question which optional steps are wanted; None when every step is needed."""
    options = [
        {
            "code": node["id"],
            "label_zh": f"{node['title_zh']}（{node['when_zh']}）" if node["when_zh"] else node["title_zh"],
            "label_en": f"{node['title_en']} ({node['when_en']})" if node["when_en"] else node["title_en"],
        }
        for node in bundle["nodes"]
        if node["optional"]
    ]
    if not options:
        return None
    all_optional = all(node["optional"] for node in bundle["nodes"])
    return {
        "code": choice_field(bundle["code"]),
        "section": "business",
        "order": order,
        "type": "multi-select",
        "label_zh": "需要一并办理的事项",
        "label_en": "Steps you need as well",
        "options": options,
        "required": "always" if all_optional else "optional",
        "when": None,
        "validation": {"min_items": 1} if all_optional else {},
        "prefill": None,
    }


def with_choice(parts: Sequence[Part], field: str) -> list[Part]:
    """The bundle's form with the question in front of everything that depends on it."""
    found = [dict(part) for part in parts]
    for part in found:
        if part["section"] == "business":
            part["fields"] = [field, *part["fields"]]
            return found
    found.insert(0, {"section": "business", "fields": [field]})
    return found


NAMES_PRINCIPAL = ("legal-rep", "legal-rep-id")
"""Whose identity card is asked for."""


def with_keys(parts: Sequence[Part], inside: Sequence[Sequence[Part]]) -> list[Part]:
    """The bundle's form with what its items' forms ask registries by: the principal, and the drivers.

    Without them no registry could be asked, and the bundle would ask for papers its items do not.
    """
    found = [dict(part) for part in parts]
    asked = {code for form in inside for part in form if part["section"] == "applicant" for code in part["fields"]}
    for part in found:
        if part["section"] == "applicant":
            new = [code for code in NAMES_PRINCIPAL if code in asked and code not in part["fields"]]
            part["fields"] = [*part["fields"], *new]
    drivers = next((part for form in inside for part in form if part["section"] == "driver"), None)
    if drivers and all(part["section"] != "driver" for part in found):
        place = next((n for n, part in enumerate(found) if part["section"] in ("route", "delivery")), len(found))
        found.insert(place, {**drivers, "optional": True})
    return found


def as_item(bundle: Bundle, items: Mapping[str, ServiceItem]) -> ServiceItem:
    """The row a bundle is applied for by; decided item by item, so it has no steps or certificates of its own."""
    inside = own_items(bundle, items)
    needed = own_items(bundle, items, optional=False) or inside
    first = needed[0]
    return ServiceItem.everything.create(
        version=bundle.version,
        code=bundle.code,
        name_zh=bundle.name_zh,
        name_en=bundle.name_en,
        bundle=bundle,
        domain=first.domain,
        order=1000 + bundle.order,
        type="bundle",
        type_zh="一件事",
        applicants=[kind for kind in first.applicants if all(kind in item.applicants for item in needed)],
        handling_levels=first.handling_levels,
        legal_basis=first.legal_basis,
        statutory_days=max(item.statutory_days for item in inside),
        promised_days=max(item.promised_days for item in inside),
        commitment_applies=all(item.commitment_applies for item in needed) or first.commitment_applies,
        result_zh="、".join(dict.fromkeys(item.result_zh for item in inside)),
        result_en=", ".join(dict.fromkeys(item.result_en for item in inside)),
        excluded_by=list({code for item in needed for code in item.excluded_by}),
        effect={"light_exempt": any(item.effect.get("light_exempt") for item in needed)},
        keywords=bundle.keywords,
    )


def joint_notice(bundle_item: ServiceItem, notices: Sequence[Notice]) -> Notice | None:
    """One notice for a bundle: every condition, consequence and statement of its items, each once."""
    if not notices:
        return None
    first = notices[0]
    body = {
        **first.notice,
        "conditions": _once(c for notice in notices for c in notice.conditions),
        "consequences": _once(c for notice in notices for c in notice.consequences),
        **{
            kind: _all_of(notices, kind) for kind in ("required_materials", "replaced_materials", "looked_up_materials")
        },
        "verification": max((n.notice["verification"] for n in notices), key=lambda v: v["deadline_days"]),
    }
    statements = _once(s for notice in notices for s in notice.statements)
    numbered = [{**s, "order": n, "code": f"{s['code']}-{n}"} for n, s in enumerate(statements, start=1)]
    return Notice.objects.create(
        item=bundle_item,
        version_label=first.version_label,
        title_zh=f"{bundle_item.name_zh}告知承诺书",
        title_en=f"{bundle_item.name_en}: notice and commitment",
        notice=body,
        statements=numbered,
    )


def _all_of(notices: Sequence[Notice], kind: str) -> list[str]:
    return list(dict.fromkeys(code for notice in notices for code in notice.notice.get(kind, [])))


def _once(entries: Any) -> list[Any]:
    seen: dict[str, Any] = {}
    for entry in entries:
        seen.setdefault(entry["zh"], entry)
    return list(seen.values())
