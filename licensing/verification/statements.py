"""Which statements of a commitment can be verified at all, and what the registries answered about them already.

That somebody has read the notice, promises of their own will and accepts what follows is a declaration, not a fact:
nobody can find it kept or broken. Which statements are which, and which look-ups answer one, is data.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils import timezone

from licensing.applications.evidence.newest import Newest
from licensing.applications.models.evidence import Evidence
from licensing.applications.models.promises import Commitment
from licensing.decisions.writing.letters import chinese
from materials.catalogue.queries import name_zh
from materials.lookups.contract import Outcome


@dataclass(frozen=True, kw_only=True)
class Answered:
    """What data says of a statement: kept or not, and the remark that says where from. A person confirms it."""

    kept: bool
    remark: str


@cache
def _data() -> dict[str, Any]:
    path = Path(__file__).parent / "data" / "statements.json"
    return dict(json.loads(path.read_text(encoding="utf-8")))


def plain_code(code: str) -> str:
    """The code of a statement without the number a bundle gives it."""
    head, _dash, tail = code.rpartition("-")
    return head if tail.isdigit() else code


def tested_by(code: str) -> tuple[str, ...]:
    """The materials whose look-ups answer a statement; none where only people can."""
    return tuple(_data()["answered_by"].get(plain_code(code), ()))


def proved_by_data(code: str) -> bool:
    """Whether what registries answer says all of a statement: a record that is there need not say what was promised.

    Those it does are named in the data, each read beside its words; of every other a person looks at what is left.
    """
    return bool(tested_by(code)) and plain_code(code) in _data()["whole"]


def factual(statements: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Those that say something about the world, in their order."""
    return [dict(one) for one in statements if plain_code(one["code"]) not in _data()["of_the_will"]]


def verifiable(commitment: Commitment) -> list[dict[str, Any]]:
    """The statements that say something about the world, in their order; all of them where none is known to."""
    return factual(commitment.statements) or list(commitment.statements)


def answered_by_data(evidence: Newest, statement: dict[str, Any]) -> Answered | None:
    """What the newest answers of the registries say of a statement; None where they say nothing, or were silent."""
    materials = tested_by(statement["code"])
    rows = [row for (material, _digest), row in evidence.items() if material in materials]
    # A registry that fell silent answers nothing: unknown is not kept.
    if not rows or any(row.outcome == Outcome.UNAVAILABLE for row in rows):
        return None
    kept = all(row.outcome == Outcome.FOUND for row in rows)
    return Answered(kept=kept, remark=_remark(rows))


def _remark(rows: Sequence[Evidence]) -> str:
    words = {Outcome.FOUND: "查得", Outcome.NOT_FOUND: "未查得", Outcome.CONFLICT: "查得不一致"}
    lines = [
        f"{name_zh(row.material)}{chinese(timezone.localdate(row.answered_at))}"
        f"{words.get(Outcome(row.outcome), row.outcome)}"
        for row in sorted(rows, key=lambda row: row.pk)
    ]
    return "数据核对：" + "；".join(dict.fromkeys(lines))
