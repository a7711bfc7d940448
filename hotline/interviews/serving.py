"""How the notice of an interview reaches a platform (F-10.15): some working days before, counted from its service.

Units are of the same administration and are told within the house, on the day of the notice; so are all transfers of
tickets: their limits run from the transfer (F-10.3). A platform is a company, and a notice to it is served.
"""

from __future__ import annotations

import datetime

from django.utils.translation import gettext as _

from clock.working_days import add_working_days
from desk.serving.following import Standing, standing_of
from hotline.interviews.letters.models import InterviewLetter
from hotline.interviews.models import Interview, InterviewStep
from hotline.interviews.triggers import triggers_of


def notice_of(interview: Interview) -> InterviewLetter | None:
    """The notice as it was written, with how it was served."""
    step = next((one for one in interview.steps.all() if one.kind == InterviewStep.Kind.SERVED), None)
    return step.letter if step else None


def waits_to_be_served(interview: Interview) -> bool:
    """Whether there is a notice to a platform that reached nobody yet."""
    notice = notice_of(interview)
    return notice is not None and interview.desk.is_outside and notice.is_unserved


def waits_for_its_time(interview: Interview, *, now: datetime.datetime) -> datetime.datetime | None:
    """When it is held, as long as that is still to come; minutes are noted afterwards."""
    notice = next((step for step in interview.steps.all() if step.kind == InterviewStep.Kind.SERVED), None)
    return notice.meets_at if notice and notice.meets_at and now < notice.meets_at else None


def service_of(interview: Interview, *, on: datetime.date) -> Standing[InterviewLetter] | None:
    """How the service of a notice to a platform stands: what was tried, which way comes next; None without one."""
    notice = notice_of(interview)
    return standing_of([notice], on=on)[0] if notice and interview.desk.is_outside else None


def reached_on(interview: Interview) -> datetime.date | None:
    """The day the notice reached whom it is for; None while it did not."""
    notice = notice_of(interview)
    if notice is None:
        return None
    if not interview.desk.is_outside:
        return notice.dated
    return notice.service.served_on if hasattr(notice, "service") else None


def why_not_held_on(interview: Interview, day: datetime.date) -> str:
    """Why an interview may not be held on a day, by when its notice was served; "" when it may.

    Raises CalendarUnknown.
    """
    served_on = reached_on(interview)
    if served_on is None:
        return _("The platform has not been served the notice yet: record how it was served.")
    days = triggers_of(interview.edition).notice_working_days
    earliest = add_working_days(served_on, days)
    if day >= earliest:
        return ""
    told = {"days": days, "day": earliest.isoformat()}
    return _("The notice must be served %(days)s working days before: not before %(day)s.") % told
