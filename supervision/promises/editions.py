"""Which look-ups can test a statement of a commitment, how often each is asked again, and how long the holder has.

Which look-ups answer a statement is licensing's (`licensing/verification/data/statements.json`); how often and how long
is data here, in dated editions: what was found under one keeps the days it gave.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from clock.dated import Editions
from licensing.verification.statements import plain_code, tested_by
from materials.catalogue.queries import material_name, name_zh

PUT_IN = "vehicles-put-in"
"""LookUp by our own register: the vehicles that were to be bought are there, or their time runs."""
PLANNED = "vehicles-planned"


@dataclass(frozen=True, kw_only=True)
class Edition:
    """An edition: how long the holder has, and for each material how many days pass before it is asked again."""

    edition: str
    in_force_from: datetime.date
    source: str
    grace_working_days: int
    every_days: Mapping[str, int]
    mend: Mapping[str, str]
    valid_to: Mapping[str, str]
    """Material -> the field of its record that says until when a promise is borne out, as of an inspection."""

    def has_run_out(self, material: str, fields: Mapping[str, str], *, on: datetime.date) -> bool:
        """Whether a record stands, but what the promise says of it does not any more."""
        told = fields.get(self.valid_to.get(material, ""), "")
        try:
            return bool(told) and datetime.date.fromisoformat(told[:10]) < on
        except ValueError:
            return False


def _edition(entry: Mapping[str, Any]) -> Edition:
    materials = entry["materials"]
    return Edition(
        edition=entry["edition"],
        in_force_from=entry["in_force_from"],
        source=entry["source"],
        grace_working_days=int(entry["grace_working_days"]),
        every_days={code: int(told["every_days"]) for code, told in materials.items()},
        mend={code: told["mend"] for code, told in materials.items()},
        valid_to={code: told["valid_to"] for code, told in materials.items() if "valid_to" in told},
    )


EDITIONS = Editions(Path(__file__).parent / "data", "editions.json", _edition)


def in_force(*, on: datetime.date) -> Edition:
    """The edition of a day; before the first one, the first."""
    return EDITIONS.on(on)


def materials_testing(code: str) -> tuple[str, ...]:
    """The look-ups that can test a statement; none where only people can."""
    return (PUT_IN,) if plain_code(code) == PLANNED else tested_by(code)


def statements_tested(statements: Iterable[Mapping[str, Any]]) -> dict[str, list[str]]:
    """Material -> codes of the affirmed statements it tests."""
    found: dict[str, list[str]] = {}
    for statement in statements:
        for material in materials_testing(statement["code"]):
            found.setdefault(material, []).append(statement["code"])
    return found


def name_of(material: str) -> str:
    """What is asked again, in the reader's language."""
    return _("Vehicles to be put in") if material == PUT_IN else material_name(material)


def name_zh_of(material: str) -> str:
    """The same as facts and the trail keep it."""
    return "拟投入车辆" if material == PUT_IN else name_zh(material)
