"""The limits a case runs under, and the history that explains every date of them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from clock.limits import Limit, Stop, reckon
from clock.working_days import CalendarUnknown, add_working_days, is_working_day, working_days_between
from licensing.applications.models.application import Application

COMPLETENESS_DAYS = 5
"""Tell everything that is missing within five days, else it is accepted (Licensing Law art. 32 item 4)."""
EXTENSION_DAYS = 10
"""With the head's approval (art. 42)."""
HEARING_ASK_DAYS, HEARING_HOLD_DAYS = 5, 20
"""To ask for a hearing, and to hold it (art. 47)."""
HEARING_NOTICE_DAYS = 7
"""Day and place of a hearing are told seven days before (art. 48 item 1)."""
DELIVERY_DAYS = 10
"""From the decision to the certificate in hand (art. 44)."""
PUBLICITY_DAYS = 7
"""双公示: within seven working days of the decision."""


def days_ahead(days: int) -> datetime.date:
    """The last day of a limit that begins today. Raises CalendarUnknown."""
    return add_working_days(timezone.localdate(), days)


def first_hearing_day() -> datetime.date:
    """The earliest day a hearing announced today may be held on. Raises CalendarUnknown."""
    return days_ahead(HEARING_NOTICE_DAYS)


def why_not_held_on(day: datetime.date, *, hold_by: datetime.date) -> str:
    """Why a hearing may not be announced for a day; "" when it may. Raises CalendarUnknown.

    A hearing that can no longer be held in time is held as soon as the notice allows; that it is late is escalated.
    """
    first = first_hearing_day()
    if day < first:
        return _("Day and place have to be announced seven working days before: not earlier than %(day)s.") % {
            "day": first
        }
    last = max(hold_by, first)
    if day > last:
        return _("A hearing is held within twenty working days of the request: not later than %(day)s.") % {"day": last}
    return "" if is_working_day(day) else _("That is not a working day.")


def stops_of(application: Application) -> list[Stop]:
    """The times that do not count (art. 45)."""
    stops = []
    for pause in application.pauses.all():
        resumption = getattr(pause, "resumption", None)
        stops.append(
            Stop(start=timezone.localdate(pause.since), end=timezone.localdate(resumption.at) if resumption else None)
        )
    return stops


def completeness_limit(application: Application, *, on: datetime.date) -> Limit:
    """Five working days from receipt, or from the answer to the correction request."""
    amendment = getattr(application, "amendment", None)
    since = amendment.made_at if amendment else application.submission.submitted_at
    return reckon(timezone.localdate(since), COMPLETENESS_DAYS, on=on)


def why_counts_as_accepted(application: Application, *, on: datetime.date) -> str:
    """Why acceptance may not be refused and nothing be asked for any more: the five days passed in silence.

    By force of law, whether a timer has written it down yet or not (Licensing Law art. 32 item 4); "" within them.
    """
    if hasattr(application, "acceptance") or not completeness_limit(application, on=on).is_overdue:
        return ""
    if hasattr(application, "correction") and not hasattr(application, "amendment"):
        return ""
    return _("Nothing was told within five working days: it counts as accepted since it was received (art. 32).")


def statutory_limit(application: Application, *, on: datetime.date) -> Limit:
    """The statutory days from acceptance (from receipt while not accepted), longer when extended (art. 42)."""
    extension = getattr(application, "extension", None)
    days = application.item.statutory_days + (extension.days if extension else 0)
    return reckon(_accepted_on(application), days, on=on, stops=stops_of(application))


def promised_limit(application: Application, *, on: datetime.date) -> Limit:
    """The promised days; an extension takes the promise's place."""
    if hasattr(application, "extension"):
        return statutory_limit(application, on=on)
    days = max(application.item.promised_days, 1)
    return reckon(_accepted_on(application), days, on=on, stops=stops_of(application))


def until(day: datetime.date, *, since: datetime.datetime, on: datetime.date) -> Limit:
    """A limit that was told as a day: how many working days are left to it."""
    start = timezone.localdate(since)
    try:
        left = working_days_between(on, day)
    except CalendarUnknown as unknown:
        # The day itself was told: whether it has passed needs no calendar.
        over = day if on > day else None
        return Limit(start=start, days=0, due=day, left=None, unknown_year=unknown.year, over_since=over)
    return Limit(start=start, days=working_days_between(start, day), due=day, left=min(left, -1) if on > day else left)


def delivery_limit(application: Application, *, on: datetime.date) -> Limit:
    return reckon(timezone.localdate(application.decision.decided_at), DELIVERY_DAYS, on=on)


def publicity_limit(application: Application, *, on: datetime.date) -> Limit:
    """Seven working days from the decision to its public entry (双公示, domain F-2.6)."""
    return reckon(timezone.localdate(application.decision.decided_at), PUBLICITY_DAYS, on=on)


def _accepted_on(application: Application) -> datetime.date:
    acceptance = getattr(application, "acceptance", None)
    return timezone.localdate(acceptance.accepted_at if acceptance else application.submission.submitted_at)


@dataclass(frozen=True, kw_only=True)
class Turn:
    """A turn of the clock: when, and what it did to the limit."""

    day: datetime.date
    words: str


LIMITS_OF_THE_AUTHORITY = (
    "completeness", "promise", "decision", "hearing", "delivery", "publicity", "verification", "anew", "service"
)  # fmt: skip
"""Those the authority itself has to keep; the others are the applicant's, or no limit of the law."""


def history(application: Application) -> list[Turn]:
    """Why the limit ends when it ends, turn by turn."""
    turns = [
        Turn(
            day=timezone.localdate(application.submission.submitted_at),
            words=_("Received: %(days)s working days to check completeness begin") % {"days": COMPLETENESS_DAYS},
        )
    ]
    if correction := getattr(application, "correction", None):
        words = _("Correction asked for, to be answered by %(day)s") % {"day": correction.last_day}
        turns.append(Turn(day=timezone.localdate(correction.asked_at), words=words))
        if service := getattr(correction.letter, "service", None):
            words = _("The request for correction was served: the limit to answer it runs")
            turns.append(Turn(day=service.served_on, words=words))
    if amendment := getattr(application, "amendment", None):
        words = _("Corrected: the check for completeness begins again")
        turns.append(Turn(day=timezone.localdate(amendment.made_at), words=words))
    if acceptance := getattr(application, "acceptance", None):
        item = application.item
        words = _("Accepted: %(law)s working days by law, %(promised)s promised") % {
            "law": item.statutory_days,
            "promised": max(item.promised_days, 1),
        }
        if acceptance.is_deemed:
            words = _("Deemed accepted because the authority did not answer in time: %(law)s working days by law") % {
                "law": item.statutory_days
            }
        turns.append(Turn(day=timezone.localdate(acceptance.accepted_at), words=words))
    for pause in application.pauses.all():
        told = {"why": pause.get_ground_display(), "days": pause.expected_days}
        turns.append(
            Turn(
                day=timezone.localdate(pause.since),
                words=_("Stopped: %(why)s, %(days)s working days expected") % told,
            )
        )
        if resumption := getattr(pause, "resumption", None):
            turns.append(Turn(day=timezone.localdate(resumption.at), words=_("The limit runs on from the next day")))
    if extension := getattr(application, "extension", None):
        words = _("Extended by %(days)s working days: %(why)s") % {"days": extension.days, "why": extension.reasons}
        turns.append(Turn(day=timezone.localdate(extension.approved_at), words=words))
    if decision := getattr(application, "decision", None):
        words = _("Decided; the certificate is due within %(days)s working days") % {"days": DELIVERY_DAYS}
        turns.append(Turn(day=timezone.localdate(decision.decided_at), words=words))
    return sorted(turns, key=lambda turn: turn.day)
