"""The business register shows a holder as ended: the verifier is told, once, with the page to end the licence on.

A licence whose holder ended by law is struck off (Licensing Law art. 70 item 3). That is no promise to mend: it does
not wait for the days a holder has. Nothing ends by itself; a business licence revoked as a penalty (吊销) ends nobody
yet (Civil Code art. 72), and the page says so. A silence, or no record, is never an end.
"""

from __future__ import annotations

from licensing.applications.evidence.questions import ENTITY_MATERIAL
from licensing.applications.models.application import Application
from materials.lookups.contract import Answer, Outcome
from supervision.promises import events

BY_STATUS = {
    "注销": "holder-struck-off",
    "已注销": "holder-struck-off",
    "撤销": "holder-undone",
    "吊销": "holder-revoked",
    "已吊销": "holder-revoked",
}


def ended_as(material: str, answer: Answer | None) -> str:
    """How the register shows a holder that ended or lost its licence; "" when it says nothing of the kind."""
    if material != ENTITY_MATERIAL or answer is None or answer.outcome is not Outcome.CONFLICT:
        return ""
    return BY_STATUS.get(str(answer.fields.get("entity-status", "")), "")


def tell_of_the_end(application: Application, status: str, *, by: str) -> None:
    """Tell who verifies. To be called in the transaction that keeps the answer."""
    events.HOLDER_ENDED.record(
        subject=f"company:{application.company_id}",
        by=by,
        authority=application.authority.division_id,
        status=status,
        case=str(application.key),
    )
