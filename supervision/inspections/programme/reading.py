"""What may be inspected, when and how often, as data: items, plan, exceptions and days, each with its source.

A programme is a JSON document (an edition in the database, or the one that ships in `data/`). Who is inspected how
often is the credit model's (`supervision/limits`). Knows nothing of companies.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from accounts.editions.series import BadDocument
from clock.days import SaidDays
from pages.languages import localised
from supervision.credit.subjects.models import Sector

KINDS = ("single", "campaign")
DAYS = ("approve-afterwards", "tell-result", "publish-drawn", "rectify")
METHODS = ("draw", "off-site")


class BadProgramme(BadDocument):
    """The document is no programme; the message says where and why."""


@dataclass(frozen=True, kw_only=True)
class Named:
    """Something with a code, a name in two languages and the line it comes from."""

    code: str
    name_zh: str
    name_en: str
    source: str

    @property
    def name(self) -> str:
        return localised(self.name_zh, self.name_en)


@dataclass(frozen=True, kw_only=True)
class Point(Named):
    """One line of a checklist; `source` is the article it checks."""


@dataclass(frozen=True, kw_only=True)
class Item(Named):
    """An inspection item (检查事项): its basis, whom it concerns, its checklist, and since when it is public."""

    basis: str
    sectors: tuple[str, ...]
    published_on: datetime.date
    checklist: tuple[Point, ...]


@dataclass(frozen=True, kw_only=True)
class Exemption(Named):
    """What lets an inspection be although a company is exempt or has had its visits (F-9.13)."""

    kind: str


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of the year's plan."""

    items: tuple[str, ...]
    sector: str
    months: tuple[int, ...]
    method: str


@dataclass(frozen=True, kw_only=True)
class Programme:
    """An edition, checked."""

    source: str
    in_force_from: datetime.date
    items: tuple[Item, ...]
    exceptions: tuple[Exemption, ...]
    days: Mapping[str, SaidDays]
    plan: tuple[Line, ...]

    def item(self, code: str, *, on: datetime.date) -> Item | None:
        """A published item; None when nobody published it, or not yet."""
        return next((one for one in self.items if one.code == code and one.published_on <= on), None)

    def exception(self, code: str) -> Exemption | None:
        return next((one for one in self.exceptions if one.code == code), None)


def read_programme(document: Mapping[str, Any]) -> Programme:
    """A document as a programme. Raises BadProgramme."""
    try:
        found = Programme(
            source=str(document["source"]),
            in_force_from=datetime.date.fromisoformat(document["in_force_from"]),
            items=tuple(_item(one) for one in document["items"]),
            exceptions=tuple(Exemption(kind=one["kind"], **_named(one)) for one in document["exceptions"]),
            days={name: _limit(document["days"][name]) for name in DAYS},
            plan=tuple(_line(one) for one in document["plan"]),
        )
        faults = _faults(found)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as wrong:
        what = f"{type(wrong).__name__}: {wrong}"
        raise BadProgramme(_("Something is missing or cannot be read: %(what)s") % {"what": what}) from wrong
    if faults:
        raise BadProgramme(_("This is not valid: %(what)s") % {"what": "; ".join(faults)})
    return found


def _named(one: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(one[name]) for name in ("code", "name_zh", "name_en", "source")}


def _item(one: Mapping[str, Any]) -> Item:
    return Item(
        basis=str(one["basis"]),
        sectors=tuple(one["sectors"]),
        published_on=datetime.date.fromisoformat(one["published_on"]),
        checklist=tuple(
            Point(code=str(p["code"]), name_zh=str(p["zh"]), name_en=str(p["en"]), source=str(p["article"]))
            for p in one["checklist"]
        ),
        **_named(one),
    )


def _limit(one: Mapping[str, Any]) -> SaidDays:
    return SaidDays(days=int(one["days"]), unit=str(one["unit"]), source=str(one["source"]))


def _line(one: Mapping[str, Any]) -> Line:
    return Line(
        items=tuple(one["items"]),
        sector=str(one["sector"]),
        months=tuple(map(int, one["months"])),
        method=one["method"],
    )


def _faults(found: Programme) -> list[str]:
    """What is wrong with it, in the order of the document."""
    codes = [item.code for item in found.items]
    wrong = [f"items: {code} twice" for code in codes if codes.count(code) > 1]
    for item in found.items:
        if not item.basis.strip() or not item.source.strip():
            wrong.append(f"items: {item.code} without basis or source")
        if not item.checklist or not item.sectors or set(item.sectors) - set(Sector.values):
            wrong.append(f"items: {item.code} without checklist, or for an unknown sector")
    wrong += [f"exceptions: {one.code}" for one in found.exceptions if one.kind not in KINDS or not one.source]
    wrong += [f"days: {name}" for name, one in found.days.items() if not one.is_sound]
    wrong += [f"plan: {'、'.join(map(str, line.items))}" for line in found.plan if not _is_planned(line, codes)]
    return wrong


def _is_planned(line: Line, codes: Sequence[str]) -> bool:
    """Known items, a known sector, months of a year, a known method."""
    known = line.sector in Sector.values and line.method in METHODS
    return known and set(line.items) <= set(codes) and set(line.months) <= set(range(1, 13))


@cache
def shipped_document() -> dict[str, Any]:
    """The programme that ships."""
    text = (Path(__file__).parent / "data" / "programme-1.json").read_text(encoding="utf-8")
    document: dict[str, Any] = json.loads(text)
    return document


@cache
def shipped_programme() -> Programme:
    return read_programme(shipped_document())
