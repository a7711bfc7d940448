"""The law changed from a day: which keys of which citations and items read otherwise, in a small file of its own.

An amendment becomes an edition: what was in force on the day before, with these keys changed. So a case keeps the
edition it began under, and nobody copies sixty items to change one line.
"""

from __future__ import annotations

import copy
import datetime
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction

from materials.catalogue.loading.files import DATA, BadCatalogue, CatalogueContent
from materials.catalogue.loading.loader import ChangedInPlace, load
from materials.catalogue.models.editions import CatalogueVersion

FOLDER = DATA / "amendments"


@dataclass(frozen=True, kw_only=True)
class Amendment:
    """One change of the law: where it says so (`source`), and what reads so from its day.

    `laws`: code of an instrument → keys of every citation of it; `items`: code of an item → keys of the item.
    """

    version: str
    in_force_from: datetime.date
    source_zh: str
    source_en: str
    laws: Mapping[str, Mapping[str, Any]]
    items: Mapping[str, Mapping[str, Any]]

    def applied(self, content: Mapping[str, Any]) -> dict[str, Any]:
        """The parts as they read from the day on. Raises BadCatalogue when it changes what is not there."""
        new = copy.deepcopy(dict(content))
        found = self._cite(new)
        entries = {entry["code"]: entry for entry in new["items"]["items"]}
        wrong = [f"{self.version}: no citation of {code}" for code in self.laws.keys() - found]
        for code, keys in self.items.items():
            if unknown := keys.keys() - entries.get(code, {}).keys():
                wrong.append(f"{self.version}: {code} has no {', '.join(sorted(unknown))}")
            else:
                entries[code].update(keys)
        if wrong:
            raise BadCatalogue(wrong)
        return new

    def _cite(self, value: object) -> set[str]:
        """Change every citation below a value; which instruments were met."""
        met: set[str] = set()
        if isinstance(value, list):
            return met.union(*(self._cite(entry) for entry in value))
        if isinstance(value, dict):
            code = str(value.get("law_code", ""))
            if code in self.laws:
                value.update(self.laws[code])
                met.add(code)
            met = met.union(*(self._cite(entry) for entry in value.values()))
        return met


def amendments(folder: Path = FOLDER) -> list[Amendment]:
    """The amendments that are shipped, the oldest first."""
    found = []
    for path in folder.glob("*.json"):
        told = json.loads(path.read_text(encoding="utf-8"))
        found.append(Amendment(**{**told, "in_force_from": datetime.date.fromisoformat(told["in_force_from"])}))
    return sorted(found, key=lambda amendment: (amendment.in_force_from, amendment.version))


@transaction.atomic
def amend(amendment: Amendment) -> tuple[CatalogueVersion, bool]:
    """Load the edition an amendment makes; returns it and whether it is new. Raises BadCatalogue, ChangedInPlace.

    It rests on what the installation had in force before that day, be it shipped or released in the browser.
    """
    if known := CatalogueVersion.objects.filter(version=amendment.version).first():
        if amendment.applied(known.content) != known.content:
            raise ChangedInPlace(amendment.version)
        return known, False
    base = CatalogueVersion.objects.filter(in_force_from__lt=amendment.in_force_from).first()
    if base is None:
        raise BadCatalogue([f"{amendment.version}: no edition was in force before {amendment.in_force_from}"])
    amended = CatalogueContent(content=amendment.applied(base.content))
    day = amendment.in_force_from.isoformat()
    return load(CatalogueContent(content=amended.renamed(amendment.version, in_force_from=day)))


def hidden_by(edition: CatalogueVersion) -> CatalogueVersion | None:
    """An edition of the installation's own that took effect before an amendment was loaded: it has to be told there."""
    shipped = {amendment.version for amendment in amendments()}
    later = CatalogueVersion.objects.filter(in_force_from__gte=edition.in_force_from).exclude(pk=edition.pk)
    return later.exclude(version__in=shipped).first()


def stands_behind(editions: list[tuple[CatalogueVersion, bool]]) -> CatalogueVersion | None:
    """The amendment the new shipped edition stands behind for good: it was made of an edition before, and is later."""
    (_shipped, is_new), *amended = editions
    earlier = [edition for edition, is_new_too in amended if not is_new_too]
    return earlier[-1] if is_new and earlier else None


def load_shipped() -> list[tuple[CatalogueVersion, bool]]:
    """Load the shipped edition and every amendment, in the order of their days."""
    return [load(), *(amend(amendment) for amendment in amendments())]
