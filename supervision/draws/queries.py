"""What is read of draws: for everybody, for the company, for officials."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from accounts.people import Person
from accounts.represented.companies import Company
from supervision.draws.models import Draw, DrawObject, DrawResult, Replacement
from supervision.draws.rules import entry_of, going
from supervision.officers.models import EnforcementCertificate


def waiting() -> QuerySet[Draw]:
    """Frozen and not yet drawn, the oldest first."""
    return Draw.objects.filter(result__isnull=True).select_related("authority").order_by("pk")


def draws() -> QuerySet[Draw]:
    """Every draw, the newest first: they are public."""
    rows: QuerySet[Draw] = (
        Draw.objects.select_related("authority", "result__checkpoint").defer("listed").order_by("-pk")
    )
    return rows


def result_of(draw: Draw) -> DrawResult | None:
    return DrawResult.objects.filter(draw=draw).select_related("checkpoint").first()


def drawn_line(draw: Draw, key: str) -> Mapping[str, Any] | None:
    """The line of a draw's result about a key; None when it is not drawn (yet)."""
    result = result_of(draw)
    return entry_of(result.drawn, key) if result else None


def replaced_in(draw: Draw, key: str) -> dict[str, str]:
    """Number that was replaced → number that stepped in."""
    rows = Replacement.objects.filter(draw=draw, key=key)
    return dict(rows.values_list("out__number", "into__number"))


@dataclass(frozen=True, kw_only=True)
class Line:
    """A drawn company: its key, the certificates of those who go, who was replaced; for officials the company too.

    `result` is what its inspection found, once it was told: public, as the key is, and the company is not.
    """

    key: str
    officers: Sequence[EnforcementCertificate]
    replacements: Sequence[Replacement]
    listed: DrawObject | None = None
    result: Any = None


def lines_of(draw: Draw, result: DrawResult, *, with_companies: bool) -> list[Line]:
    """The result of a draw, line by line; the companies only for who may know them."""
    replacements: dict[str, list[Replacement]] = {}
    for row in Replacement.objects.filter(draw=draw).select_related("out__person", "into__person"):
        replacements.setdefault(row.key, []).append(row)
    pairs = {
        line["object"]: going(
            line["officers"], {row.out.number: row.into.number for row in replacements.get(line["object"], [])}
        )
        for line in result.drawn
    }
    numbers = {number for pair in pairs.values() for number in pair}
    rows = EnforcementCertificate.objects.filter(number__in=numbers).select_related("person")
    known = {row.number: row for row in rows}
    related = ("company", "subject", "inspection__result", "inspection__entry")
    listed = {row.key: row for row in DrawObject.objects.filter(draw=draw, key__in=pairs).select_related(*related)}
    return [
        Line(
            key=key,
            officers=[known[number] for number in pair if number in known],
            replacements=replacements.get(key, []),
            listed=listed[key] if with_companies else None,
            result=getattr(getattr(listed[key], "inspection", None), "result", None),
        )
        for key, pair in pairs.items()
    ]


def listed_under(person: Person, *, number: str, key: str) -> QuerySet[DrawObject]:
    """The company behind a key of a draw of one's own authority."""
    rows = DrawObject.objects.filter(draw__authority=person.authority_id, draw__number=number, key=key)
    return rows.select_related("draw", "subject__company", "subject__authority")


def listed_of(company: Company) -> QuerySet[DrawObject]:
    """Where a company stood on a list, with what it needs to find itself there; the newest first."""
    rows = DrawObject.objects.filter(company=company).select_related("draw__authority", "draw__result")
    return rows.order_by("-pk")
