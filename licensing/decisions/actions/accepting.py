"""An application is accepted: by an official, by rule, or by the law after five days of silence (art. 32)."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from accounts.people import Person
from clock.working_days import add_working_days
from desk.refusals import TooLate
from licensing import events
from licensing.applications.models.application import Application
from licensing.decisions.actions.acting import guard, tell, write
from licensing.decisions.by_rule import Ground, in_chinese
from licensing.decisions.limits import why_counts_as_accepted
from licensing.decisions.models.checking import Acceptance
from licensing.decisions.models.letters import Letter
from licensing.decisions.writing import letters


class AlreadyAccepted(TooLate):
    """The application was accepted before."""

    words = gettext_lazy("Someone else was faster: this has already been done.")


def acceptance_letter(application: Application, *, deemed: bool = False) -> letters.Draft:
    """The notice of acceptance as it would be sent today. Raises CalendarUnknown.

    After five days of silence nobody accepts any more: whoever does writes down what the law did on the day of receipt.
    """
    today = timezone.localdate()
    deemed = deemed or _counts_as_accepted(application)
    start = timezone.localdate(_received_at(application)) if deemed else today
    return _acceptance_letter(application, "deemed" if deemed else "acceptance", start)


def rule_letter(application: Application, grounds: Sequence[Ground]) -> letters.Draft:
    """The notice of an acceptance by rule, with its reasons. Raises CalendarUnknown."""
    return _acceptance_letter(application, "by-rule", timezone.localdate(), reasons=in_chinese(grounds))


def _acceptance_letter(application: Application, name: str, start: datetime.date, reasons: str = "") -> letters.Draft:
    today = timezone.localdate()
    promised = add_working_days(start, max(application.item.promised_days, 1))
    statutory = add_working_days(start, application.item.statutory_days)
    return letters.draft(
        application,
        name,
        dated=today,
        # Deemed accepted, the days began long ago: one that is over is not promised any more.
        flags={"in-time": promised >= today, "late": statutory < today},
        accepted_on=letters.chinese(start),
        promised_until=letters.chinese(promised),
        statutory_until=letters.chinese(statutory),
        reasons=reasons,
    )


def _received_at(application: Application) -> datetime.datetime:
    amendment = getattr(application, "amendment", None)
    return amendment.made_at if amendment else application.submission.submitted_at


def accept(application: Application, *, by: Person | None) -> Acceptance:
    """Accept a complete application; by nobody: deemed accepted from the day of receipt (art. 32 item 4).

    Raises MayNotHandle, AlreadyDecided, AlreadyAccepted, CalendarUnknown.
    """
    with transaction.atomic(savepoint=False):
        guard(application, by)
        deemed = by is None or _counts_as_accepted(application)
        letter = write(application, acceptance_letter(application, deemed=deemed), by=by)
        accepted_at = _received_at(application) if deemed else timezone.now()
        acceptance = _accepted(application, letter, accepted_by=by, is_deemed=deemed, accepted_at=accepted_at)
        if by is None:
            tell(events.DEEMED_ACCEPTED, application, by="timer", letter=letter.number)
        else:
            tell(events.ACCEPTED, application, by=by, letter=letter.number)
    return acceptance


def accept_by_rule(application: Application, grounds: Sequence[Ground]) -> Acceptance:
    """Accept what needs no person, with the reasons in letter and trail.

    Raises AlreadyDecided, AlreadyAccepted, CalendarUnknown.
    """
    with transaction.atomic(savepoint=False):
        guard(application, None)
        letter = write(application, rule_letter(application, grounds), by=None)
        acceptance = _accepted(application, letter, accepted_by=None, grounds=[g.stored() for g in grounds])
        reasons = in_chinese(grounds).replace("\n", " ")
        tell(events.ACCEPTED_BY_RULE, application, by="rule", letter=letter.number, reasons=reasons)
    return acceptance


def _counts_as_accepted(application: Application) -> bool:
    return bool(why_counts_as_accepted(application, on=timezone.localdate()))


def _accepted(application: Application, letter: Letter, **how: Any) -> Acceptance:
    try:
        return Acceptance.objects.create(application=application, letter=letter, **how)
    except IntegrityError as race:
        raise AlreadyAccepted from race
