"""The steps of the ordinary procedure between acceptance and decision, and the correction before it.

Each writes its row, its letter and its event in one transaction; where it belongs in the order is the flow's
business.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.people import Person
from licensing import events
from licensing.applications.models import Application
from licensing.clock.working_days import add_working_days
from licensing.decisions import letters, rules
from licensing.decisions.actions import MayNotHandle, NotNow, guard, tell, write
from licensing.decisions.limits import EXTENSION_DAYS, HEARING_ASK_DAYS, HEARING_HOLD_DAYS, days_ahead, statutory_limit
from licensing.decisions.models import (
    Acceptance,
    CorrectionRequest,
    Delivery,
    Extension,
    HearingAnswer,
    HearingOffer,
    HearingRecord,
    Pause,
    Resumption,
    Review,
    SiteCheck,
)
from materials.uploads.actions import accept as take_in


def points_in_words(points: Sequence[dict[str, Any]]) -> str:
    """The points of a correction request as numbered lines of its letter."""
    lines = (
        f"{n}. {p['label']}：{p['words'] or '未提供或者不符合要求，请补正'}" for n, p in enumerate(points, start=1)
    )
    return "\n".join(line if line.endswith("。") else f"{line}。" for line in lines)


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
            raise NotNow(_("The application is accepted: nothing more can be asked for."))
        if CorrectionRequest.objects.filter(application=application).exists():
            raise NotNow(_("Correction was asked for already; the law allows it once."))
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
        if step != "review" and application.reviews.filter(reviewed_by=by).exists():
            raise NotNow(_("You gave an opinion on this case already: this step needs another person."))
        try:
            with transaction.atomic():
                review = Review.objects.create(
                    application=application, step=step, recommendation=recommendation, opinion=opinion, reviewed_by=by
                )
        except IntegrityError as race:
            raise NotNow(_("The opinion of this step is given already.")) from race
        tell(events.REVIEWED, application, by=by, recommendation=recommendation.value)
    return review


def record_site_check(
    application: Application,
    *,
    by: Person,
    second: Person,
    checked_on: datetime.date,
    passed: bool,
    findings: str,
    photos: Sequence[UploadedFile] = (),
) -> SiteCheck:
    """Record what two officers saw (art. 34). Raises MayNotHandle, AlreadyDecided, NotNow, RefusedUpload."""
    with transaction.atomic():
        guard(application, by)
        if not rules.may_handle(second, application):
            raise MayNotHandle
        if second.pk == by.pk:
            raise NotNow(_("Two officers check on site: name the other one."))
        check = SiteCheck.objects.create(
            application=application,
            officer=by,
            second_officer=second,
            checked_on=checked_on,
            passed=passed,
            findings=findings,
        )
        check.photos.set([take_in(photo, by=by) for photo in photos])
        tell(events.SITE_CHECKED, application, by=by, second=second.name, passed=passed)
    return check


def pause_letter(application: Application, ground: Pause.Ground, days: int) -> letters.Draft:
    zh = {Pause.Ground.HEARING: "听证", Pause.Ground.EXPERT_REVIEW: "检验、检测、考试或者专家评审"}
    return letters.draft(application, "pause", dated=timezone.localdate(), ground=zh[ground], days=str(days))


def stop_the_limit(application: Application, ground: Pause.Ground, *, expected_days: int, by: Person) -> Pause:
    """Stop the limit and tell how long (art. 45). Raises MayNotHandle, AlreadyDecided, NotNow."""
    with transaction.atomic():
        guard(application, by)
        if application.pauses.filter(resumption__isnull=True).exists():
            raise NotNow(_("The limit is stopped already."))
        letter = write(application, pause_letter(application, ground, expected_days), by=by)
        pause = Pause.objects.create(
            application=application, ground=ground, expected_days=expected_days, by=by, letter=letter
        )
        tell(events.STOPPED, application, by=by, ground=ground.value, days=expected_days)
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
    limit = statutory_limit(application, on=timezone.localdate())
    days = EXTENSION_DAYS
    until = letters.chinese(add_working_days(limit.due, days)) if limit.due else "办理期间恢复计算后"
    return letters.draft(
        application, "extension", dated=timezone.localdate(), reasons=reasons, days=str(days), statutory_until=until
    )


def extend(application: Application, *, reasons: str, by: Person) -> Extension:
    """Ten more working days, by the head, told with reasons (art. 42).

    Raises MayNotHandle, AlreadyDecided, NotNow.
    """
    with transaction.atomic():
        guard(application, by)
        if not hasattr(application, "acceptance"):
            raise NotNow(_("The limit for the decision begins with acceptance."))
        if Extension.objects.filter(application=application).exists():
            raise NotNow(_("The limit was extended already; the law allows it once."))
        if statutory_limit(application, on=timezone.localdate()).is_overdue:
            raise NotNow(_("The statutory limit has passed: it cannot be extended any more."))
        letter = write(application, extension_letter(application, reasons), by=by)
        extension = Extension.objects.create(
            application=application, days=EXTENSION_DAYS, reasons=reasons, approved_by=by, letter=letter
        )
        tell(events.EXTENDED, application, by=by, letter=letter.number)
    return extension


def hearing_letter(application: Application, reasons: str) -> letters.Draft:
    return letters.draft(
        application,
        "hearing",
        dated=timezone.localdate(),
        reasons=reasons,
        answer_by=letters.chinese(days_ahead(HEARING_ASK_DAYS)),
    )


def offer_hearing(application: Application, *, reasons: str, by: Person) -> HearingOffer:
    """Tell the right to a hearing before a decision that weighs (art. 47).

    Raises MayNotHandle, AlreadyDecided, NotNow.
    """
    with transaction.atomic():
        guard(application, by)
        if HearingOffer.objects.filter(application=application).exists():
            raise NotNow(_("The right to a hearing was told already."))
        letter = write(application, hearing_letter(application, reasons), by=by)
        offer = HearingOffer.objects.create(
            application=application, ask_by=days_ahead(HEARING_ASK_DAYS), told_by=by, letter=letter
        )
        tell(events.HEARING_OFFERED, application, by=by, letter=letter.number)
    return offer


def answer_hearing_offer(application: Application, *, wants_hearing: bool, words: str, by: Person) -> HearingAnswer:
    """The applicant asks for the hearing or waives it; asked for, the limit stops. Raises AlreadyDecided, NotNow."""
    with transaction.atomic():
        guard(application, None)
        offer = HearingOffer.objects.filter(application=application).first()
        if offer is None or hasattr(offer, "answer"):
            raise NotNow(_("There is nothing to answer, or it is answered already."))
        if timezone.localdate() > offer.ask_by:
            raise NotNow(_("The five working days to ask for a hearing are over."))
        answer = HearingAnswer.objects.create(
            offer=offer,
            wants_hearing=wants_hearing,
            words=words,
            answered_by=by,
            hold_by=days_ahead(HEARING_HOLD_DAYS) if wants_hearing else None,
        )
        if wants_hearing:
            letter = write(application, pause_letter(application, Pause.Ground.HEARING, HEARING_HOLD_DAYS), by=None)
            Pause.objects.create(
                application=application,
                ground=Pause.Ground.HEARING,
                expected_days=HEARING_HOLD_DAYS,
                by=None,
                letter=letter,
            )
        tell(events.HEARING_ANSWERED, application, by=by, wants=wants_hearing)
    return answer


def record_hearing(application: Application, *, held_on: datetime.date, minutes: str, by: Person) -> HearingRecord:
    """File the minutes; the limit runs on. Raises MayNotHandle, AlreadyDecided, NotNow."""
    with transaction.atomic():
        guard(application, by)
        offer = HearingOffer.objects.filter(application=application, answer__wants_hearing=True).first()
        if offer is None or hasattr(offer, "record"):
            raise NotNow(_("No hearing was asked for, or its minutes are filed already."))
        if rules.has_given_opinion(by, application):
            raise NotNow(_("Who reviewed the case does not chair its hearing (art. 48)."))
        record = HearingRecord.objects.create(offer=offer, held_on=held_on, chaired_by=by, minutes=minutes)
        tell(events.HEARD, application, by=by)
        run_on(application, result=minutes, by=by)
    return record


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
    return delivery
