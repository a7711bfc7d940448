"""Whether everything is proved: asked when an offer is made, and again under the lock of its signature."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from licensing.applications.answers.given import Answers
from licensing.applications.sheet import Sheet
from licensing.offers.rules import Rule
from pages.sentences import listed


def why_not_proved(sheet: Sheet, rule: Rule) -> str:
    """What keeps it from being signed as it stands; "" when nothing does but the statements of the holder.

    A registry that was silent, or has nothing, proves nothing.
    """
    would_be = affirmed(sheet, rule)
    if would_be.application.item.commitment_applies and would_be.closed:
        return would_be.closed
    for entry in would_be.missing:
        if entry.page != "commitment":
            return entry.message
    if doubtful := [fact.name for fact in would_be.facts if not fact.is_certain]:
        return _("No register proves: %(what)s.") % {"what": listed(dict.fromkeys(doubtful))}
    return ""


def affirmed(sheet: Sheet, rule: Rule) -> Sheet:
    """The sheet as it would be with the statements of the holder."""
    return sheet.with_draft(sheet.answers.with_section(fields=rule.affirmed, rows={}, doubts={}))


def digest_of(sheet: Sheet, rule: Rule) -> str:
    """Of everything it would hand in: what was typed is nothing, what is told is all of it."""
    return affirmed(sheet, rule).filled.digest()


def proof_of(sheet: Sheet) -> list[dict[str, Any]]:
    """Which answers of registries it rests on, by their numbers; none of their contents."""
    return [
        {
            "material": row.material,
            "evidence": row.number,
            "outcome": row.outcome,
            "answered_at": row.answered_at.isoformat(),
        }
        for row in sheet.evidence.values()
    ]


def with_only(sheet: Sheet, section: str, rows: list[dict[str, Any]]) -> Sheet:
    """The sheet with these rows of a section alone."""
    answers = sheet.answers
    return sheet.with_draft(Answers(fields=answers.fields, rows={**answers.rows, section: rows}, doubts=answers.doubts))
