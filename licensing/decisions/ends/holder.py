"""Whether an applicant or holder is still there: a company ends where the business register says so, and not before.

A licence of the register that was taken away (吊销) or an abnormal entry ends nobody: a legal person ends when it is
struck off (Civil Code arts. 68, 73). A silence, or no record, says nothing.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from licensing.applications.evidence.questions import ENTITY_MATERIAL
from licensing.applications.sheet import Sheet
from materials.lookups.contract import Outcome

FRESH_HOURS = 24
GONE = frozenset({"注销", "已注销", "撤销"})
"""What the register calls a legal person that is no more: struck off, or its registration undone."""


def why_it_stands(sheet: Sheet) -> str:
    """What keeps anybody from saying that the company is no more; "" when the register says it has ended."""
    evidence = sheet.newest_of(ENTITY_MATERIAL)
    if evidence is None or not evidence.is_fresh(FRESH_HOURS):
        return _("Ask the registries again first: what they said of the holder is not fresh.")
    if evidence.outcome == Outcome.FOUND:
        return _("The market-supervision registry shows the holder in normal standing.")
    if evidence.outcome != Outcome.CONFLICT:
        return _("The market-supervision registry does not say that the holder has ended.")
    status = str(evidence.fields.get("entity-status", ""))
    if status not in GONE:
        told = _("The market-supervision registry shows the holder as “%(status)s”: it has not come to its end.")
        return told % {"status": status or "–"}
    return ""
