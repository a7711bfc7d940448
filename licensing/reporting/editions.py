"""The columns of each edition of the table, with their source, as data (domain F-13.1)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class Column:
    """`code` and `title` as the platform has them; `of` names what of a row it holds; `length` in characters."""

    code: str
    title: str
    of: str
    needed: bool
    length: int | None


@dataclass(frozen=True, kw_only=True)
class Edition:
    """An edition of the table; its source says what nobody has read in the platform's own standard yet."""

    edition: str
    source: str
    in_force_from: str
    columns: tuple[Column, ...]
    states: Mapping[str, str]
    classes: Mapping[str, str]
    kinds: Mapping[str, str]


@cache
def editions() -> dict[str, Edition]:
    """Every edition by its name, the oldest first."""
    text = (Path(__file__).parent / "data" / "editions.json").read_text(encoding="utf-8")
    found = []
    for told in json.loads(text)["editions"]:
        columns = tuple(Column(**column) for column in told.pop("columns"))
        found.append(Edition(columns=columns, **told))
    return {one.edition: one for one in sorted(found, key=lambda one: one.in_force_from)}


def newest() -> Edition:
    """The edition platforms take today."""
    return list(editions().values())[-1]
