"""What changed in an edition, in words: an entry by its own name, a field by its title in the form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from materials.catalogue.editing.editions import LISTINGS, Difference
from materials.catalogue.editing.forms import ItemForm, RequirementForm
from pages.languages import pair

NAMED_BY = ("name", "label", "title")


@dataclass(frozen=True, kw_only=True)
class Told:
    """A difference as the second person reads it; a code stays where nothing has a name."""

    what: Difference
    entry: str
    field: str


def in_words(found: Iterable[Difference], *editions: Mapping[str, Any]) -> list[Told]:
    """Differences with the names that the editions give to their entries, the later one's first."""
    names: dict[str, str] = {}
    for edition in editions:
        names |= dict(_names(edition))
    return [Told(what=one, entry=_entry(one.code, names), field=_field(one.field)) for one in found]


def _names(edition: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for part, listings in LISTINGS.items():
        for listing in listings:
            entries = edition[part][listing]
            for entry in entries.values() if isinstance(entries, dict) else entries:
                named = next((by for by in NAMED_BY if isinstance(entry, dict) and entry.get(f"{by}_zh")), "")
                if named and "code" in entry:
                    yield str(entry["code"]), str(pair(entry, named))


def _entry(code: str, names: Mapping[str, str]) -> str:
    return " / ".join(names.get(one, one) for one in code.split(" / "))


def _field(name: str) -> str:
    known = ItemForm.base_fields | RequirementForm.base_fields
    return str(known[name].label) if name in known else name
