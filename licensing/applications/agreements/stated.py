"""What a row of the form says of the agreement under which another's vehicle is used."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

USED_UNDER = "used-under"
KINDS = {"hire": "租赁", "financing": "融资租赁"}
"""Kind of agreement → its word on papers, which are always in zh-Hans."""
PARTS = ("lessor", "agreement-from", "agreement-to")
"""What is asked for as soon as a row names an agreement."""


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """A hire or financing agreement as it was stated; a day is None where none was written."""

    kind: str
    lessor: str
    starts: datetime.date | None
    ends: datetime.date | None


def stated_in(row: Mapping[str, Any]) -> Agreement | None:
    """The agreement a row names; None when it names none."""
    kind = str(row.get(USED_UNDER) or "")
    if kind not in KINDS:
        return None
    lessor = str(row.get("lessor") or "").strip()
    return Agreement(kind=kind, lessor=lessor, starts=_day(row, "agreement-from"), ends=_day(row, "agreement-to"))


def _day(row: Mapping[str, Any], code: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(str(row.get(code) or ""))
    except ValueError:
        return None
