"""What of an inspection counts for a code: an order that was not put right, and nothing else. One door to credit."""

from __future__ import annotations

import datetime

from accounts.people import Person
from supervision.credit.facts.actions import NewFact, end_fact, enter_facts
from supervision.credit.facts.models import CreditFact, FactEnd, Source
from supervision.inspections.result_models import Result

OVERDUE = "orders-overdue"


def _reference(result: Result) -> str:
    return f"inspection:{result.pk}"


def order_overdue(result: Result, *, on: datetime.date) -> None:
    """The order was not put right in time; known once."""
    inspection = result.inspection
    enter_facts(
        [
            NewFact(
                company=inspection.company_id,
                sector=inspection.subject.sector,
                indicator=OVERDUE,
                happened_on=on,
                source=Source.OWN,
                source_ref=_reference(result),
                words=f"{result.letter.title} {result.letter.number}",
            )
        ],
        by=None,
    )


def order_mended(result: Result, *, by: Person) -> None:
    """It is put right: the fact, where there is one, counts no more."""
    for fact in CreditFact.objects.filter(source=Source.OWN, source_ref=_reference(result)).select_related("company"):
        end_fact(fact, FactEnd.Kind.ENDED, by=by)
