"""The catalogue's conditions, decided from the answers.

The catalogue describes each fact in words (`facts[].rule`); this page is the only place that says what
the words mean. A fact nobody can tell from the answers is `None`: neither asked for nor waived by it.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import Any

from licensing.applications.agreements.stated import KINDS, PARTS, USED_UNDER, stated_in
from licensing.applications.answers.given import Answers
from materials.catalogue.loading.generic_form import fact_field

LIGHT_LIMIT_KG = 4500
"""Road Transport Regulation art. 24: up to this gross mass ordinary freight needs no licence."""
LEAST_MASS_KG = 400
"""Nothing that carries freight on a road weighs less: a smaller number is tonnes, or a slip of the key."""
POSITIONING_FROM_KG = 12000


def _number(value: object) -> int:
    text = str(value or "")
    return int(text) if text.isascii() and text.isdigit() else 0


def vehicles(answers: Answers) -> list[dict[str, Any]]:
    return answers.of_section("vehicle")


def gross_mass(row: Mapping[str, Any]) -> int:
    """Kilograms; 0 when it is not known yet, or not typed as a number."""
    return _number(row.get("gross-mass"))


def planned_count(answers: Answers) -> int:
    return _number(answers.fields.get("planned-count"))


def operates_from(answers: Answers, *, on: datetime.date) -> datetime.date:
    """The day from which a grant of `on` may be used: with vehicles only planned not before they are there (F-3.8)."""
    planned = str(answers.fields.get("planned-date") or "")
    if vehicles(answers) or not planned_count(answers) or not planned:
        return on
    return max(on, datetime.date.fromisoformat(planned))


def is_light(row: Mapping[str, Any]) -> bool:
    """Whether a vehicle is known to weigh 4,500 kg or less; what nobody said weighs nothing, and is not."""
    return LEAST_MASS_KG <= gross_mass(row) <= LIGHT_LIMIT_KG


def is_exempt(answers: Answers) -> bool:
    """Whether every vehicle is known to be light and none is only planned: no licence is needed (art. 24)."""
    rows = vehicles(answers)
    return bool(rows) and not planned_count(answers) and all(map(is_light, rows))


def _heavy(answers: Answers) -> bool:
    # Vehicles still to be bought, or not on the form at all, count as heavy: light ones alone need no licence.
    if not vehicles(answers):
        return True
    return planned_count(answers) > 0 or any(gross_mass(row) > LIGHT_LIMIT_KG for row in vehicles(answers))


def _positioning(answers: Answers) -> bool:
    return any(
        gross_mass(row) >= POSITIONING_FROM_KG or "牵引" in str(row.get("vehicle-type", ""))
        for row in vehicles(answers)
    )


def _changes(kind: str) -> Callable[[Answers], bool]:
    return lambda answers: kind in (answers.fields.get("change-kinds") or [])


def changed_to(answers: Answers, kind: str) -> str:
    """The new name, address or legal representative, when its change is applied for; "" when it is not.

    A registry fills in the fields of every change; only those that are asked for count.
    """
    asked = kind in (answers.fields.get("change-kinds") or [])
    return str(answers.fields.get(f"after-{kind}") or "") if asked else ""


DAMAGED = "damaged"


def asks_new_term(effect: Mapping[str, Any], answers: Answers) -> bool:
    """Whether a renewal is asked for; a damaged certificate is only exchanged, at any time, and keeps its term."""
    return bool(effect.get("renews")) and answers.fields.get("exchange-kind") != DAMAGED


def _is_company(answers: Answers) -> bool:
    # GB 32100: 92 is an individual business; everything else has a legal or unincorporated body.
    if answers.fields.get("applicant-kind") == "individual":
        return False
    return not str(answers.fields.get("uscc", "")).startswith("92")


RULES: dict[str, Callable[[Answers], bool]] = {
    "agent": lambda answers: answers.fields.get("has-agent") is True,
    "has-vehicles": lambda answers: any(row.get("plate") for row in vehicles(answers)),
    "plan-vehicles": lambda answers: planned_count(answers) > 0,
    "heavy-vehicles": _heavy,
    "gnss-required": _positioning,
    "tank-vehicle": lambda answers: "special-tank" in (answers.fields.get("freight-scope") or []),
    "address-changed": _changes("address"),
    "legal-rep-changed": _changes("legal-rep"),
    "name-changed": _changes("name"),
    "new-branch": _changes("branch"),
    "vehicles-affected": lambda answers: bool(answers.fields.get("vehicles-to-update")) or bool(vehicles(answers)),
    "lost": lambda answers: answers.fields.get("loss-kind") == "lost",
    "post": lambda answers: answers.fields.get("delivery-way") == "post",
    "company": _is_company,
    "new-vehicle": lambda answers: answers.fields.get(fact_field("used-vehicle")) is False,
    "legal-person": _is_company,
    "owner-company": _is_company,
    "vehicles-of-others": lambda answers: any(stated_in(row) for row in vehicles(answers)),
}


SHOWN_BY: dict[str, tuple[str, str]] = {
    "agent": ("has-agent", "true"),
    "lost": ("loss-kind", "lost"),
    "post": ("delivery-way", "post"),
    "address-changed": ("change-kinds", "address"),
    "legal-rep-changed": ("change-kinds", "legal-rep"),
    "name-changed": ("change-kinds", "name"),
    "new-branch": ("change-kinds", "branch"),
}
"""Facts that one field with one value tells: the form shows their fields as soon as that value is chosen."""
SHOWN_IN_ROW: dict[str, tuple[str, str]] = {part: (USED_UNDER, " ".join(KINDS)) for part in PARTS}
"""Field of a row → the field of the same row, and its values, that make it matter."""
TOLD_BY_ITSELF = frozenset({"plan-vehicles"})
"""Facts that follow from the very fields they govern: those fields are always on the form."""


def holds(fact: str | None, answers: Answers) -> bool | None:
    """Whether a fact of the catalogue holds; `None` as fact holds always, `None` as answer: cannot be told."""
    if fact is None:
        return True
    if rule := RULES.get(fact):
        return rule(answers)
    told = answers.fields.get(fact_field(fact))
    return told if isinstance(told, bool) else None
