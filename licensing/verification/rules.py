"""How a promise is verified, by when, and what follows from what was found."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from clock.limits import Limit, reckon
from clock.working_days import add_working_days
from licensing.applications.models.application import Application
from licensing.applications.models.promises import Commitment
from licensing.applications.sheet import sheet_of
from licensing.certificates.ends import changes_what_exists, resting_on, what_undoing_does
from licensing.certificates.models import Certificate, State
from licensing.certificates.queries import vehicles_not_put_in
from licensing.decisions.ends.holder import why_it_stands
from licensing.decisions.limits import HEARING_HOLD_DAYS
from licensing.decisions.models.ends import Decision
from licensing.decisions.writing.reasons import standard_reasons, statements_with_a_ground
from licensing.verification.models import (
    DirectEnd,
    End,
    Inquiry,
    InquiryDecision,
    Inspection,
    RemedyOutcome,
    Verification,
)
from pages.statements import Asked, Statement
from papers.serving.lasting import is_over

AFTER_DEFENCE = frozenset({End.REVOCATION, End.RETRACTION, End.PENALTY})
"""Ends that weigh: the holder is heard first (Licensing Law arts. 7, 46; Penalty Law arts. 44, 45)."""


def method_for(standing: str) -> Verification.Method:
    """Green: data only, no visit. Yellow, red, without a code and not told: on site (domain F-3.6)."""
    return Verification.Method.DATA if standing == "green" else Verification.Method.ON_SITE


_PROMISE = Statement(
    lambda: Commitment.objects.filter(application=Asked("application")).select_related("notice").order_by("-pk")[:1]
)


def promise_of(application: Application) -> Commitment | None:
    """What was promised with an application, and over which notice; None without a promise."""
    return next(iter(_PROMISE(application=application.pk)), None)


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
    """What contradicts an outcome; "" when nothing does."""
    broken = [result for result in results if not result["kept"]]
    if bool(broken) == (outcome == Inspection.Outcome.KEPT):
        return _("The outcome contradicts what was found on the statements.")
    if any(not str(result.get("note", "")).strip() for result in broken):
        return _("Write down what was found on every statement that was not kept: the letter states the finding.")
    if outcome in (Inspection.Outcome.UNTRUE, Inspection.Outcome.UNMENDED) and (
        {result["code"] for result in broken} <= statements_with_a_ground()
    ):
        return _("Vehicles not put into service have a ground of their own: the licence is struck off on it.")
    if outcome == Inspection.Outcome.UNMENDED and not was_ordered_to_rectify(verification):
        return _("Only what was ordered to be rectified can have been left unmended.")
    return ""


def was_ordered_to_rectify(verification: Verification) -> bool:
    return verification.inspections.filter(outcome=Inspection.Outcome.RECTIFY).exists()


def what_was_found(results: Sequence[dict[str, Any]]) -> str:
    """The findings on what was not kept, one a line: the facts of the letter, never the words of the promise."""
    found = [
        f"承诺书第{number}项：{str(result['note']).strip().rstrip('。')}。"
        for number, result in enumerate(results, start=1)
        if not result["kept"]
    ]
    return "\n".join(found)


@dataclass(frozen=True, kw_only=True)
class WhatEnds:
    """The certificates an act ends, and those it brings back as they were before."""

    ended: list[Certificate]
    restored: list[tuple[Certificate, State]]
    undoes_a_change: bool = False

    @property
    def numbers(self) -> str:
        return "、".join(dict.fromkeys(certificate.number for certificate in self.ended)) or "无"

    @property
    def on_paper_before(self) -> list[Certificate]:
        """Versions that followed a certificate this portal never issued: the paper stands again."""
        return [c for c in self.ended if self.undoes_a_change and c.replaces_id is None]

    @property
    def restored_numbers(self) -> str:
        numbers = [certificate.number for certificate, _state in self.restored]
        numbers += [f"{certificate.number}（原纸质证件）" for certificate in self.on_paper_before]
        return "、".join(dict.fromkeys(numbers)) or "无"


def what_ends(application: Application, end: End) -> WhatEnds:
    """What an end does to certificates. Raises RestsOnIt.

    Revoking or withdrawing a change, renewal, replacement, closure or suspension undoes it and nothing else; a
    penalty takes the licence itself. Striking off also closes the entries of what the other three ends took.
    """
    if end in (End.REVOCATION, End.RETRACTION) and changes_what_exists(application):
        ended, restored = what_undoing_does(application)
        return WhatEnds(ended=ended, restored=restored, undoes_a_change=True)
    standing = resting_on(application)
    if end == End.STRIKING_OFF:
        standing = [*standing, *taken_by_an_end(application)]
    return WhatEnds(ended=standing, restored=[])


def taken_by_an_end(application: Application) -> list[Certificate]:
    """The certificates revoked, withdrawn or cancelled by a letter of this case."""
    rows = Certificate.objects.filter(states__letter__application=application).distinct().with_state()
    return [c for c in rows if c.state in (State.REVOKED, State.WITHDRAWN, State.CANCELLED)]


def _runs_still(application: Application, on: datetime.date) -> str:
    running = [c.valid_to for c in resting_on(application) if c.state != State.EXPIRED]
    return _("It runs until %(day)s: it has not expired.") % {"day": max(running).isoformat()} if running else ""


def _holder_stands(application: Application, on: datetime.date) -> str:
    return why_it_stands(sheet_of(application))


def _nothing_went_before(application: Application, on: datetime.date) -> str:
    return "" if taken_by_an_end(application) else _("Nothing was revoked, withdrawn or cancelled before.")


def _was_not_asked(application: Application, on: datetime.date) -> str:
    asked = Application.objects.submitted().filter(
        company=application.company,
        item__effect__act="strike-off",
        withdrawal__isnull=True,
        ending__isnull=True,
    )
    asked = asked.exclude(decision__outcome=Decision.Outcome.REFUSED)
    return "" if asked.exists() else _("The holder has not asked to close down: that is an application of its own.")


def _vehicles_are_there(application: Application, on: datetime.date) -> str:
    missing = list(vehicles_not_put_in(on=on, cases=[application]))
    return "" if missing else _("No promised vehicle is overdue.")


def _no_person_holds_it(application: Application, on: datetime.date) -> str:
    is_a_persons = application.company.is_individual
    return "" if is_a_persons else _("A company holds it: a person’s qualification alone ends with the person.")


_CHECKS: dict[str, Callable[[Application, datetime.date], str]] = {
    "expired": _runs_still,
    "holder-ended": _holder_stands,
    "a-person": _no_person_holds_it,
    "after-another-end": _nothing_went_before,
    "asked": _was_not_asked,
    "vehicles-not-put-in": _vehicles_are_there,
}


def why_no_ground(application: Application, end: End, grounds: Collection[str], *, on: datetime.date) -> str:
    """Why an end may not rest on these standard reasons today; "" when all of them hold (Licensing Law art. 70)."""
    fitting = {entry.code: entry for entry in standard_reasons(end.value, of_type=application.item.type)}
    if any(code not in fitting for code in grounds):
        return _("A ground chosen belongs to another end.")
    if end == End.STRIKING_OFF and not grounds:
        return _("Choose the ground of the striking off: the law names them (art. 70).")
    told = (_CHECKS[fitting[code].check](application, on) for code in grounds if fitting[code].check)
    return next((why for why in told if why), "")


FOLLOWS = ("so-after", "fo-so-after")
"""Grounds of a striking off that only closes the entries of what another end took."""


def letters_undone(application: Application) -> list[int]:
    """The decisions of a case that a reconsideration or a court undid, by the key of their letter."""
    return list(RemedyOutcome.objects.filter(application=application, undoes=True).values_list("attacked", flat=True))


def direct_ends_in_force(application: Application) -> QuerySet[DirectEnd]:
    """The ends decided without an inquiry that nobody undid: a striking off falls with the end it followed."""
    undone = letters_undone(application)
    rows = DirectEnd.objects.filter(application=application).exclude(letter__in=undone)
    followed = DirectEnd.objects.filter(application=application, letter__in=undone).exists() or (
        InquiryDecision.objects.filter(inquiry__application=application, letter__in=undone).exists()
    )
    falling = [end.pk for end in rows if followed and set(end.grounds) & set(FOLLOWS)]
    return rows.exclude(pk__in=falling)


def has_ended(application: Application) -> bool:
    """Whether what was granted has been ended: by one of the four acts, or because the grant itself was undone."""
    undone = letters_undone(application)
    inquiries = InquiryDecision.objects.filter(inquiry__application=application, ends=True).exclude(letter__in=undone)
    return application.decision.letter_id in undone or direct_ends_in_force(application).exists() or inquiries.exists()


def open_inquiry(application: Application) -> Inquiry | None:
    """The proceedings that are not decided yet."""
    return Inquiry.objects.filter(application=application, decision__isnull=True).order_by("-pk").first()


def may_still_defend(inquiry: Inquiry, *, on: datetime.date) -> bool:
    """Whether the decision waits for the holder, who may ask for a hearing: always, while the notice was not served."""
    return may_still_state(inquiry) and not is_over(inquiry.runs_until, on=on)


def may_still_state(inquiry: Inquiry) -> bool:
    """Whether the holder may still be heard: a hearing is asked for in days, a statement until it is decided.

    Licensing Law art. 7, Penalty Law art. 45; only the hearing lapses (Licensing Law art. 47, Penalty Law art. 64).
    """
    return not hasattr(inquiry, "statement") and not hasattr(inquiry, "decision")


def found_by(inquiry: Inquiry) -> set[int]:
    """Everybody who found the ground: they neither chair its hearing nor decide on it."""
    inspection = inquiry.inspection
    found = {inquiry.opened_by_id}
    if inspection is not None:
        found |= {inspection.officer_id, *([inspection.second_officer_id] if inspection.second_officer_id else [])}
    return found


def why_not_ended(inquiry: Inquiry, *, compensation: str, legal_review: str, discussed: str) -> tuple[str, str]:
    """What an end still lacks before it may be decided, with its field; ("", "") when nothing.

    A withdrawal tells its compensation (Licensing Law art. 8); without a review in law a penalty that was heard may
    not be decided, and a grave one is discussed by the heads together (Penalty Law arts. 57, 58).
    """
    if inquiry.end == End.RETRACTION and not compensation.strip():
        return "compensation", _("Say what is compensated, or that no loss arose (art. 8).")
    if inquiry.end == End.PENALTY and not legal_review.strip():
        return "legal_review", _("Without a review in law no licence is cancelled: say who reviewed it, when and how.")
    if inquiry.end == End.PENALTY and not discussed.strip():
        return "discussed", _(
            "The heads discuss a cancellation together before it is decided: say when, and who took part."
        )
    return "", ""


def hold_hearing_by(inquiry: Inquiry) -> datetime.date:
    """The last day of the twenty after the holder asked for the hearing (art. 47). Raises CalendarUnknown."""
    return add_working_days(timezone.localdate(inquiry.statement.stated_at), HEARING_HOLD_DAYS)


def announced_for(inquiry: Inquiry) -> datetime.date | None:
    """The day of the hearing as it was last told."""
    summons = inquiry.summons.last()
    return summons.held_on if summons else None


def hearing_is_owed(inquiry: Inquiry) -> bool:
    """Whether the holder asked for a hearing that was not held yet."""
    statement = getattr(inquiry, "statement", None)
    return statement is not None and statement.wants_hearing and not hasattr(inquiry, "hearing")
