"""The form of an item nobody drew a form for: made from what the item requires.

Who applies and who acts for them; rows of vehicles or drivers when a registry is asked by plate or ID number; a
question for every condition that cannot be told from other answers; what is applied for; how to deliver it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

Part = dict[str, Any]
COMPANY = ["uscc", "operator-name", "legal-rep", "legal-rep-id", "contact-phone"]
PERSON = ["applicant-name", "applicant-id", "contact-phone"]
AGENT = ["has-agent", "agent-name", "agent-id", "agent-phone", "authorised-scope"]
VEHICLE = ["plate", "plate-colour", "vin", "vehicle-type", "gross-mass", "load-mass", "tech-grade", "grade-valid-to"]
DRIVER = ["driver-name", "driver-id"]
DELIVERY = ["delivery-way", "delivery-address"]
BY_PERSON = frozenset({"id-principal", "id-agent"})
"""Materials asked about the principal or the agent, who are on the form anyway."""


def fact_field(fact: str) -> str:
    """The code of the question that asks for a fact."""
    return f"fact-{fact}"


def generic_form(
    item: Mapping[str, Any], requirements: Sequence[Mapping[str, Any]], keys: Mapping[str, Any]
) -> list[Part]:
    """The sections of an item's form.

    `requirements` are the catalogue's rows of the item; `keys` material code -> its look-up keys.
    """
    for_persons_only = item["applicants"] == ["individual"]
    asked = {key for row in requirements if row["material"] not in BY_PERSON for key in keys.get(row["material"], [])}
    parts: list[Part] = [{"section": "applicant", "fields": PERSON if for_persons_only else COMPANY}]
    if any(row["condition"] == "agent" for row in requirements):
        parts.append({"section": "agent", "fields": AGENT})
    details = ["request-details"]
    if "vessel-id" in asked:
        details.append("vessel-id")
    if "project-code" in asked:
        # What the bureau keeps of a project is taken from its file (Regulation on Government Investment art. 10).
        details.append("project-code")
    parts.append({"section": "business", "fields": details})
    if "plate" in asked:
        vehicles = [*VEHICLE]
        if any(row["condition"] == "plan-vehicles" for row in requirements):
            vehicles += ["planned-count", "planned-date"]
        parts.append({"section": "vehicle", "fields": vehicles})
    if "id-number" in asked and not for_persons_only:
        parts.append({"section": "driver", "fields": DRIVER, "optional": _only_conditional(requirements, keys)})
    if item["notification_commitment"]["applies"]:
        parts.append({"section": "route", "fields": ["handling-route"]})
    parts.append({"section": "delivery", "fields": DELIVERY})
    return parts


def _only_conditional(requirements: Sequence[Mapping[str, Any]], keys: Mapping[str, Any]) -> bool:
    about = [r for r in requirements if "id-number" in keys.get(r["material"], []) and r["material"] not in BY_PERSON]
    return all(row["condition"] for row in about)


def with_questions(
    parts: Sequence[Part], requirements: Sequence[Mapping[str, Any]], asked_facts: Collection[str]
) -> list[Part]:
    """The form with a question for each condition of its requirements that only the applicant can tell."""
    wanted = [
        fact_field(fact) for fact in dict.fromkeys(row["condition"] for row in requirements) if fact in asked_facts
    ]
    if not wanted:
        return list(parts)
    found = [dict(part) for part in parts]
    for part in found:
        if part["section"] == "business":
            part["fields"] = [*part["fields"], *(code for code in wanted if code not in part["fields"])]
            return found
    place = next((n for n, part in enumerate(found) if part["section"] not in ("applicant", "agent")), len(found))
    found.insert(place, {"section": "business", "fields": wanted})
    return found
