"""What an applicant typed, as a value: fields by code, rows by section."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


class Told(str):
    """A value a registry told: it stands as it is told, however long. Limits of length are for what is typed."""

    __slots__ = ()


@dataclass(frozen=True, kw_only=True)
class Answers:
    """`fields`: field code -> value; `rows`: section code -> list of {field code -> value};
    `doubts`: field code -> what the applicant says is wrong with a pre-filled value."""

    fields: Mapping[str, Any] = field(default_factory=dict)
    rows: Mapping[str, list[dict[str, Any]]] = field(default_factory=dict)
    doubts: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> Answers:
        """Read what `stored()` wrote; anything missing is empty."""
        return cls(fields=stored.get("fields", {}), rows=stored.get("rows", {}), doubts=stored.get("doubts", {}))

    def stored(self) -> dict[str, Any]:
        """Plain JSON values for the (sealed) column."""
        return {"fields": dict(self.fields), "rows": dict(self.rows), "doubts": dict(self.doubts)}

    def digest(self) -> str:
        """SHA-256 (hex) that changes when any answer changes."""
        return hashlib.sha256(json.dumps(self.stored(), sort_keys=True, ensure_ascii=False).encode()).hexdigest()

    def of_section(self, code: str) -> list[dict[str, Any]]:
        return [row for row in self.rows.get(code, []) if any(row.values())]

    def with_section(
        self, *, fields: Mapping[str, Any], rows: Mapping[str, list[dict[str, Any]]], doubts: Mapping[str, str]
    ) -> Answers:
        """The same answers with those of one section replaced."""
        # The page sends every box for a doubt; one that is empty, or was emptied, is none.
        doubted = {code: words for code, words in {**self.doubts, **doubts}.items() if words}
        return Answers(fields={**self.fields, **fields}, rows={**self.rows, **rows}, doubts=doubted)
