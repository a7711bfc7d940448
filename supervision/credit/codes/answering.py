"""The code as a registry answers it: whoever asks for it asks as he asks any other registry.

FOUND only for a colour in force; a company without one is NOT_FOUND; a database in trouble is UNAVAILABLE. The answer
carries the worst colour on top, and one for each sector.
"""

from __future__ import annotations

from django.db import DatabaseError
from django.utils import timezone

from materials.lookups.contract import Answer, Outcome, Question, answered, unavailable
from pages.statements import Asked, Statement
from supervision.credit.scoring.model import Colour
from supervision.credit.subjects.models import Subject

_OF_COMPANY = Statement(lambda: Subject.objects.filter(company__uscc=Asked("uscc"), is_active=True).order_by("sector"))


class CreditCodes:
    """A provider named in the setting REGISTRIES."""

    kind = "credit"
    local = True

    def ask(self, question: Question, *, seconds: float) -> Answer:
        requested_at = timezone.now()
        try:
            rows = _OF_COMPANY(uscc=question.keys.get("uscc", ""))
            subjects = [row for row in rows if row.code is not Colour.NONE]
        except DatabaseError:
            return unavailable(question, "database", requested_at=requested_at)
        if not subjects:
            return answered(question, Outcome.NOT_FOUND, requested_at=requested_at)
        worst = max((row.code for row in subjects), key=lambda colour: colour.rank)
        return answered(
            question,
            Outcome.FOUND,
            requested_at=requested_at,
            fields={"standing": worst.value, **{f"standing-{row.sector}": row.colour for row in subjects}},
            source_version="信用码 " + ",".join(f"{row.pk}@{row.colour_since}" for row in subjects)[:45],
            as_of=requested_at,
        )
