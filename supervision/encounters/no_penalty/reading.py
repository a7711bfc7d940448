"""What is not punished, and on which conditions, as data: entries, exclusions and days, each with its source (F-9.19).

A list is a JSON document (an edition in the database, or the one that ships in `data/`). Knows nothing of vehicles.
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

KINDS = ("no-penalty", "lighter", "reduced", "no-coercion")
DAYS = ("curable", "finish", "check", "end", "decide")
LOOK_BACK, OFFICER = "look-back", "officer"
MONTHS, MINUTES = range(1, 61), range(1, 241)


class BadList(BadDocument):
    """The document is no list; the message says where and why."""


@dataclass(frozen=True, kw_only=True)
class Condition:
    """What has to hold, and what shows it to the officer; `by` whether our own look-back is asked beside them."""

    code: str
    by: str
    zh: str
    en: str
    proof_zh: str
    proof_en: str

    @property
    def name(self) -> str:
        return localised(self.zh, self.en)

    @property
    def proof(self) -> str:
        return localised(self.proof_zh, self.proof_en)


@dataclass(frozen=True, kw_only=True)
class Entry:
    """An act of the list: its basis, the fine it would cost, and every condition that must hold."""

    code: str
    kind: str
    zh: str
    en: str
    basis: str
    fine: str
    look_back_months: int
    source: str
    conditions: tuple[Condition, ...]

    @property
    def name(self) -> str:
        return localised(self.zh, self.en)


@dataclass(frozen=True, kw_only=True)
class Exclusion:
    """What rules flexible enforcement out (F-9.20)."""

    code: str
    zh: str
    en: str
    source: str

    @property
    def name(self) -> str:
        return localised(self.zh, self.en)


@dataclass(frozen=True, kw_only=True)
class NoPenaltyList:
    """An edition, checked."""

    title: str
    issuer: str
    source: str
    sureness: str
    in_force_from: datetime.date
    days: Mapping[str, SaidDays]
    target_minutes: int
    kept_months: int
    pledge_months: int
    exclusions: tuple[Exclusion, ...]
    entries: tuple[Entry, ...]

    @property
    def unpunished(self) -> tuple[Entry, ...]:
        """The entries that lead to a decision not to punish."""
        return tuple(one for one in self.entries if one.kind == "no-penalty")

    def entry(self, code: str) -> Entry | None:
        return next((one for one in self.entries if one.code == code), None)

    def exclusion(self, code: str) -> Exclusion | None:
        return next((one for one in self.exclusions if one.code == code), None)


def read_list(document: Mapping[str, Any]) -> NoPenaltyList:
    """A document as a list. Raises BadList."""
    try:
        found = NoPenaltyList(
            title=str(document["title"]),
            issuer=str(document["issuer"]),
            source=str(document["source"]),
            sureness=str(document.get("sureness", "")),
            in_force_from=datetime.date.fromisoformat(document["in_force_from"]),
            days={name: SaidDays(**{**document["days"][name], "days": int(document["days"][name]["days"])})
                  for name in DAYS},
            target_minutes=_sourced(document["target_minutes"]),
            kept_months=_sourced(document["kept_months"]),
            pledge_months=_sourced(document["pledge_months"]),
            exclusions=tuple(Exclusion(**one) for one in document["exclusions"]),
            entries=tuple(_entry(one) for one in document["entries"]),
        )  # fmt: skip
        faults = _faults(found)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as wrong:
        what = f"{type(wrong).__name__}: {wrong}"
        raise BadList(_("Something is missing or cannot be read: %(what)s") % {"what": what}) from wrong
    if faults:
        raise BadList(_("This is not valid: %(what)s") % {"what": "; ".join(faults)})
    return found


def _sourced(one: Mapping[str, Any]) -> int:
    if not str(one["source"]).strip():
        raise ValueError("source")
    return int(one["value"])


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{value!r}"[:60])
    return value


def _entry(one: Mapping[str, Any]) -> Entry:
    conditions = tuple(Condition(**{k: _text(v) for k, v in told.items()}) for told in one["conditions"])
    return Entry(**{**one, "look_back_months": int(one["look_back_months"]), "conditions": conditions})


def _faults(found: NoPenaltyList) -> list[str]:
    """What is wrong with it, in the order of the document."""
    wrong = [f"days: {name}" for name, one in found.days.items() if not one.is_sound]
    if found.kept_months not in MONTHS or found.pledge_months not in MONTHS or found.target_minutes not in MINUTES:
        wrong.append("months or minutes")
    wrong += [f"exclusions: {one.code} without source" for one in found.exclusions if not one.source.strip()]
    wrong += _twice("exclusions", [one.code for one in found.exclusions])
    wrong += _twice("entries", [one.code for one in found.entries])
    for entry in found.entries:
        wrong += _faults_of(entry, kept_months=found.kept_months)
    return wrong


def _twice(of: str, codes: Sequence[str]) -> list[str]:
    return [f"{of}: {code} twice" for code in dict.fromkeys(codes) if codes.count(code) > 1]


def _faults_of(entry: Entry, *, kept_months: int) -> list[str]:
    """An entry names its basis, asks for something, and looks no further back than rows are kept."""
    texts = (entry.code, entry.zh, entry.en, entry.basis, entry.fine, entry.source)
    wrong = [] if all(text.strip() for text in texts) else [f"entries: {entry.code} without basis, fine or source"]
    if entry.kind not in KINDS:
        wrong.append(f"entries: {entry.code} of no known kind")
    if not 1 <= entry.look_back_months <= kept_months:
        wrong.append(f"entries: {entry.code} looks back further than rows are kept")
    if not entry.conditions or any(one.by not in (LOOK_BACK, OFFICER) for one in entry.conditions):
        wrong.append(f"entries: {entry.code} without conditions, or answered by nobody")
    return wrong + _twice(f"entries: {entry.code}", [one.code for one in entry.conditions])


@cache
def shipped_document() -> dict[str, Any]:
    """The list that ships."""
    text = (Path(__file__).parent / "data" / "no-penalty-1.json").read_text(encoding="utf-8")
    document: dict[str, Any] = json.loads(text)
    return document


@cache
def shipped_list() -> NoPenaltyList:
    return read_list(shipped_document())
