"""How a promise is verified, by when, and what follows from what was found."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.utils import timezone

from licensing.applications.models import Application, Commitment
from licensing.applications.rules import credit_evidence
from licensing.clock.limits import Limit, reckon
from licensing.decisions.models import Letter
from licensing.verification.models import End, Inquiry, Inspection, Verification
from materials.lookups.contract import Outcome

LETTER_OF_END = {
    End.REVOCATION: Letter.Kind.REVOCATION,
    End.RETRACTION: Letter.Kind.RETRACTION,
    End.PENALTY: Letter.Kind.PENALTY,
    End.STRIKING_OFF: Letter.Kind.STRIKING_OFF,
}
AFTER_DEFENCE = frozenset({End.REVOCATION, End.PENALTY})
"""Ends that weigh: the holder is heard first (Licensing Law arts. 7, 46; Penalty Law arts. 44, 45)."""


def standing_of(application: Application) -> str:
    """The credit code at the time, "" when the registry did not say."""
    credit = credit_evidence(application)
    return str(credit.fields.get("standing", "")) if credit and credit.outcome == Outcome.FOUND else ""


def method_for(standing: str) -> Verification.Method:
    """Green: data only, no visit. Yellow, red and unknown: on site (domain F-3.6)."""
    return Verification.Method.DATA if standing == "green" else Verification.Method.ON_SITE


def time_for(commitment: Commitment) -> tuple[int, bool]:
    """(days, whether working days) as the notice told the applicant; the setting where it tells none."""
    told: dict[str, Any] = commitment.notice.notice.get("verification") or {}
    if told.get("deadline_days"):
        return int(told["deadline_days"]), told.get("day_kind") == "working"
    return settings.VERIFICATION_DAYS, True


def limit_of(verification: Verification, *, on: datetime.date) -> Limit:
    """By when the promise has to be verified."""
    start = timezone.localdate(verification.created_at)
    if verification.in_working_days:
        return reckon(start, verification.days, on=on)
    due = start + datetime.timedelta(days=verification.days)
    return Limit(start=start, days=verification.days, due=due, left=(due - on).days)


def why_not(verification: Verification, results: Sequence[dict[str, Any]], outcome: Inspection.Outcome) -> str:
    """What contradicts an outcome: "statements" when the statements say otherwise, "" when nothing does."""
    all_kept = all(result["kept"] for result in results)
    wrong = all_kept != (outcome == Inspection.Outcome.KEPT)
    return "statements" if wrong else ""


def what_is_not_kept(results: Sequence[dict[str, Any]]) -> str:
    """The statements found not kept, each with its remark, one a line: the reasons of the letter."""
    return "\n".join(r["zh"] + (f"（{r['note']}）" if r["note"] else "") for r in results if not r["kept"])


def open_inquiry(application: Application) -> Inquiry | None:
    """The proceedings that are not decided yet."""
    return Inquiry.objects.filter(application=application, decision__isnull=True).order_by("-pk").first()


def may_still_defend(inquiry: Inquiry, *, on: datetime.date) -> bool:
    return not hasattr(inquiry, "statement") and on <= inquiry.answer_by


def hearing_is_owed(inquiry: Inquiry) -> bool:
    """Whether the holder asked for a hearing that was not held yet."""
    statement = getattr(inquiry, "statement", None)
    return statement is not None and statement.wants_hearing and not hasattr(inquiry, "hearing")
