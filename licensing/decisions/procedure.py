"""The steps of the ordinary procedure between acceptance and decision, and the correction before it.

Each writes its row, its letter and its event in one transaction; where it belongs in the order is the flow's
business.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.people import Person
from accounts.permissions import APPROVE_EXTENSIONS
from clock.working_days import CalendarUnknown, add_working_days
from desk.refusals import MayNotHandle, NotNow
from licensing import events
from licensing.applications.models.application import Application
from licensing.decisions import rules, served
from licensing.decisions.actions.acting import guard, tell, write
from licensing.decisions.limits import EXTENSION_DAYS, days_ahead, statutory_limit, why_counts_as_accepted
from licensing.decisions.models.checking import Acceptance, CorrectionRequest, Review
from licensing.decisions.models.ends import Delivery
from licensing.decisions.models.limits import Extension, ExtensionDenial, ExtensionRequest, Pause, Resumption
from licensing.decisions.writing import letters
from papers.letters.texts import numbered_lines


def points_in_words(points: Sequence[dict[str, Any]]) -> str:
    """The points of a correction request as numbered lines of its letter."""
    lines = (f"{p['label']}：{p['words'] or '未提供或者不符合要求，请补正'}" for p in points)
    return numbered_lines(line if line.endswith("。") else f"{line}。" for line in lines)


def correction_letter(application: Application, points: Sequence[dict[str, Any]]) -> letters.Draft:
    """The request as it would be sent today. Raises CalendarUnknown."""
    by_day = days_ahead(settings.CORRECTION_DAYS)
    return letters.draft(
        application,
        "correction",
        dated=timezone.localdate(),
        points=points_in_words(points),
        answer_by=letters.chinese(by_day),
    )


def ask_for_correction(application: Application, points: Sequence[dict[str, Any]], *, by: Person) -> CorrectionRequest:
    """Tell everything that is missing, once (art. 32 item 4). Raises MayNotHandle, AlreadyDecided, NotNow."""
    with transaction.atomic():
        guard(application, by)
        if Acceptance.objects.filter(application=application).exists():
            raise NotNow(_("The application has been accepted, so nothing more can be asked for."))
        if CorrectionRequest.objects.filter(application=application).exists():
            raise NotNow(_("A correction has already been requested; the law allows only one."))
        if why := why_counts_as_accepted(application, on=timezone.localdate()):
            raise NotNow(why)
        if not points:
            raise NotNow(_("Choose at least one thing to be corrected."))
        letter = write(application, correction_letter(application, points), by=by)
        request = CorrectionRequest.objects.create(
            application=application,
            points=list(points),
            answer_by=days_ahead(settings.CORRECTION_DAYS),
            asked_by=by,
            letter=letter,
        )
        tell(events.CORRECTION_ASKED, application, by=by, letter=letter.number, count=len(points))
    return request


def give_opinion(
    application: Application, *, step: str, recommendation: Review.Recommendation, opinion: str, by: Person
) -> Review:
    """Write down an official's opinion; every step by other eyes. Raises MayNotHandle, AlreadyDecided, NotNow."""
    with transaction.atomic():
        guard(application, by)
        if why := rules.why_other_eyes(by, application, step):
            raise NotNow(why)
        try:
            with transaction.atomic():
                review = Review.objects.create(
                    application=application, step=step, recommendation=recommendation, opinion=opinion, reviewed_by=by
                )
        except IntegrityError as race:
            raise NotNow(_("The opinion for this step has already been given.")) from race
        tell(events.REVIEWED, application, by=by, recommendation=recommendation.value)
    return review


def pause_letter(application: Application, ground: Pause.Ground, days: int) -> letters.Draft:
    zh = {Pause.Ground.HEARING: "听证", Pause.Ground.EXPERT_REVIEW: "检验、检测、考试或者专家评审"}
    return letters.draft(application, "pause", dated=timezone.localdate(), ground=zh[ground], days=str(days))


def stop_the_limit(application: Application, ground: Pause.Ground, *, expected_days: int, by: Person) -> Pause:
    """Stop the limit and tell how long (art. 45). Raises MayNotHandle, AlreadyDecided, NotNow."""
    with transaction.atomic():
        guard(application, by)
        if application.pauses.filter(resumption__isnull=True).exists():
            raise NotNow(_("The limit has already been stopped."))
        letter = write(application, pause_letter(application, ground, expected_days), by=by)
        pause = Pause.objects.create(
            application=application, ground=ground, expected_days=expected_days, by=by, letter=letter
        )
        tell(events.STOPPED, application, by=by, ground=ground.value, days=expected_days, letter=letter.number)
    return pause


def run_on(application: Application, *, result: str, by: Person) -> Resumption:
    """End the stop: the limit runs on from the next day. Raises MayNotHandle, AlreadyDecided, NotNow."""
    with transaction.atomic():
        guard(application, by)
        pause = application.pauses.select_for_update(of=("self",)).filter(resumption__isnull=True).first()
        if pause is None:
            raise NotNow(_("The limit is not stopped."))
        resumption = Resumption.objects.create(pause=pause, result=result, by=by)
        tell(events.RUNS_ON, application, by=by)
    return resumption


def extension_letter(application: Application, reasons: str) -> letters.Draft:
    """The longer limit as it would be told today. Raises CalendarUnknown."""
    limit = statutory_limit(application, on=timezone.localdate())
    days = EXTENSION_DAYS
    if limit.unknown_year:
        raise CalendarUnknown(limit.unknown_year)
    return letters.draft(
        application,
        "extension",
        dated=timezone.localdate(),
        flags={"stopped": limit.is_stopped},
        reasons=reasons,
        days=str(days),
        statutory_until=letters.chinese(add_working_days(limit.due, days)) if limit.due else "",
    )


def ask_for_extension(application: Application, *, reasons: str, by: Person) -> ExtensionRequest:
    """Ask the head for ten more working days (art. 42). Raises MayNotHandle, AlreadyDecided, NotNow."""
    with transaction.atomic():
        guard(application, by)
        _may_still_be_extended(application)
        if rules.open_extension_request(application) is not None:
            raise NotNow(_("The head has already been asked; the answer is still to come."))
        request = ExtensionRequest.objects.create(application=application, reasons=reasons, asked_by=by)
        tell(events.EXTENSION_ASKED, application, by=by)
    return request


def _may_still_be_extended(application: Application) -> None:
    if not hasattr(application, "acceptance"):
        raise NotNow(_("The limit for the decision begins with acceptance."))
    if Extension.objects.filter(application=application).exists():
        raise NotNow(_("The limit has already been extended; the law allows only one extension."))
    if statutory_limit(application, on=timezone.localdate()).is_overdue:
        raise NotNow(_("The statutory limit has passed and can no longer be extended."))


def _asked_of_the_head(application: Application, by: Person) -> ExtensionRequest:
    guard(application, by)
    if not by.has_perm(APPROVE_EXTENSIONS):
        raise NotNow(_("Only the head of the authority, or a deputy named for it, extends the limit (art. 42)."))
    request = rules.open_extension_request(application)
    if request is None:
        raise NotNow(_("Nobody has asked for an extension, or it has already been answered."))
    if request.asked_by_id == by.pk:
        raise NotNow(_("Whoever asks for the extension cannot approve it: the head does."))
    return request


def extend(application: Application, *, by: Person) -> Extension:
    """The head approves ten more working days; the reasons are told (art. 42).

    Raises MayNotHandle, AlreadyDecided, NotNow.
    """
    with transaction.atomic():
        request = _asked_of_the_head(application, by)
        _may_still_be_extended(application)
        letter = write(application, extension_letter(application, request.reasons), by=by)
        extension = Extension.objects.create(
            application=application,
            request=request,
            days=EXTENSION_DAYS,
            reasons=request.reasons,
            approved_by=by,
            letter=letter,
        )
        tell(events.EXTENDED, application, by=by, letter=letter.number)
    return extension


def deny_extension(application: Application, *, words: str, by: Person) -> ExtensionDenial:
    """The head does not approve. Raises MayNotHandle, AlreadyDecided, NotNow."""
    with transaction.atomic():
        denial = ExtensionDenial.objects.create(request=_asked_of_the_head(application, by), words=words, denied_by=by)
        tell(events.EXTENSION_DENIED, application, by=by)
    return denial


def deliver(application: Application, *, way: Delivery.Way, note: str = "", by: Person | None) -> Delivery:
    """Record how the result reached the applicant (art. 44); once. Raises MayNotHandle."""
    if by is not None and not rules.may_handle(by, application):
        raise MayNotHandle
    with transaction.atomic():
        delivery, new = Delivery.objects.get_or_create(
            application=application, defaults={"way": way, "note": note, "by": by}
        )
        if new:
            tell(events.DELIVERED, application, by=by or "portal", way=delivery.way)
            served.delivered(application, at_counter_by=by if delivery.way == Delivery.Way.COUNTER else None)
    return delivery
