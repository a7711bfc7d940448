"""Whether a record still proves what it is looked up for."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

VALID_TO = ("valid-to", "grade-valid-to")
STATUS = {
    "cert-status": frozenset({"有效", "正常", "在用"}),
    "entity-status": frozenset({"存续", "在业", "开业", "正常", "存续（在营、开业、在册）"}),
    "vehicle-status": frozenset({"正常", "有效"}),
}


def why_invalid(fields: Mapping[str, str], *, on: datetime.date) -> str:
    """ "expired", "abnormal", or "" when the record stands on that day."""
    for code in VALID_TO:
        try:
            if fields.get(code) and datetime.date.fromisoformat(fields[code][:10]) < on:
                return "expired"
        except ValueError:
            return "abnormal"
    for code, good in STATUS.items():
        if fields.get(code) and fields[code] not in good:
            return "abnormal"
    return ""


def contradicts(fields: Mapping[str, str], keys: Mapping[str, str]) -> bool:
    """Whether a record names another key than the one it was asked for."""
    return any(fields.get(name) not in (None, "", value) for name, value in keys.items())
