"""Which acts a list of cases offers for the chosen ones."""

from __future__ import annotations

from accounts.people import Person
from desk.acts import Act
from desk.bulk import offered_in_bulk
from licensing.casework.acts.case_acts import ACTS
from licensing.casework.acts.holding_acts import HOLDING_ACTS
from licensing.casework.case_file import CaseFile

BULK_ACTS = (*HOLDING_ACTS, *ACTS)


def bulk_acts(person: Person) -> list[Act[CaseFile]]:
    """What somebody may do to many cases at once."""
    return offered_in_bulk(BULK_ACTS, person)
