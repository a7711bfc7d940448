"""Verifying, rectifying, hearing and ending: each act with its row, its letter and its effect, in one transaction."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Sequence
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.people import Person
from clock.working_days import add_calendar_days
from desk.refusals import MayNotHandle, NotNow
from licensing import events
from licensing.applications.models import Application, CreditEntry, CreditRepair
from licensing.applications.standing.bars import last_day_of_bar
from licensing.certificates.actions import nothing_more_to_enter
from licensing.certificates.effects import restore_holder, restore_paper
from licensing.certificates.ends import RestsOnIt, change_state, changes_what_exists
from licensing.certificates.models import Certificate, State
from licensing.decisions.actions import ReasonsNeeded, tell, write
from licensing.decisions.hearings import (
    LICENSING_HEARING,
    summons_letter,
    why_no_chair,
    why_not_chaired,
    why_not_held,
)
from licensing.decisions.limits import days_ahead, why_not_held_on
from licensing.decisions.models.checking import VisitReport
from licensing.decisions.models.letters import Letter
from licensing.decisions.rules import may_handle
from licensing.decisions.writing import letters
from licensing.register.actions import PlaceTaken, alone_with
from licensing.verification import rules
from licensing.verification.credit_code import ask_for_code
from licensing.verification.models import (
    DirectEnd,
    End,
    Inquiry,
    InquiryDecision,
    InquiryHearing,
    InquirySummons,
    Inspection,
    Rectification,
    Statement,
    Verification,
)
from licensing.verification.proofs import evidence_of
from materials.uploads.actions import keep
from materials.uploads.rules import Checked

STATE_OF_END = {
    End.REVOCATION: State.REVOKED,
    End.RETRACTION: State.WITHDRAWN,
    End.PENALTY: State.CANCELLED,
    End.STRIKING_OFF: State.STRUCK_OFF,
}
ACT_IN_WORDS = {
    End.REVOCATION: "撤销行政许可",
    End.PENALTY: "吊销行政许可",
    End.RETRACTION: "撤回行政许可",
    End.STRIKING_OFF: "注销行政许可",
}
RIGHTS = {
    End.REVOCATION: "《中华人民共和国行政许可法》第七条、第四十七条",
    End.RETRACTION: "《中华人民共和国行政许可法》第七条、第四十七条",
    End.PENALTY: "《中华人民共和国行政处罚法》第四十四条、第四十五条、第六十三条、第六十四条",
}
"""Where the right to be heard stands, by the end that is intended."""
PERFORM_DAYS = 15
"""Days to hand paper certificates back after a penalty (Penalty Law art. 59: time limit of performance)."""
PENALTY_HEARING = ("行政处罚", "《中华人民共和国行政处罚法》第六十四条第二项")
"""The hearing before a penalty is not the Licensing Law's."""
RIGHTS_OF_OTHERS = "《全面推进依法行政实施纲要》（国发〔2004〕10号）程序正当的要求"
"""For a filing, a confirmation or another service: the Licensing Law says nothing of them."""


def _act_in_words(application: Application, end: End) -> str:
    if end in (End.REVOCATION, End.RETRACTION) and changes_what_exists(application):
        return f"{ACT_IN_WORDS[end][:2]}准予“{application.item.name_zh}”"
    return ACT_IN_WORDS[end].replace("行政许可", letters.matter_of(application))


def _rights(application: Application, end: End) -> str:
    return RIGHTS[end] if application.item.type == "licence" else RIGHTS_OF_OTHERS


def _guard(application: Application, by: Person) -> None:
    if not may_handle(by, application):
        raise MayNotHandle


def _may_be_undone(application: Application, end: End) -> rules.WhatEnds:
    """What an end would do now. Raises NotNow when nothing of the grant stands, or something rests on it."""
    try:
        found = rules.what_ends(application, end)
    except RestsOnIt as later:
        raise NotNow(_("A later version rests on this grant: undo that one first.")) from later
    issued = Certificate.objects.filter(decision__application=application).exists()
    if issued and not found.ended and not found.restored:
        raise NotNow(_("Nothing of this grant is in force any longer."))
    return found


def order_verification(application: Application) -> Verification | None:
    """Write down that a promise has to be checked; called with a grant under commitment. None without a promise."""
    commitment = rules.promise_of(application)
    if commitment is None:
        return None
    days, working = rules.time_for(commitment)
    standing = ask_for_code(application)
    return Verification.objects.create(
        application=application,
        commitment=commitment,
        standing=standing,
        method=rules.method_for(standing),
        days=days,
        in_working_days=working,
    )


def check_outcome(verification: Verification, results: Sequence[dict[str, Any]], outcome: Inspection.Outcome) -> None:
    """Refuse an outcome that contradicts what was found, or states no finding. Raises NotNow."""
    if why := rules.why_not(verification, results, outcome):
        raise NotNow(why)


def inspect(
    verification: Verification,
    *,
    results: Sequence[dict[str, Any]],
    outcome: Inspection.Outcome,
    notes: str,
    by: Person,
    photos: Sequence[Checked] = (),
    report: VisitReport | None = None,
) -> Inspection:
    """Record what was found, statement by statement. Raises MayNotHandle, NotNow.

    On site it rests on the `report` both officers stand for. `rectify_by` of an order to rectify is counted from
    today (domain F-3.7: thirty days).
    """
    application = verification.application
    _guard(application, by)
    check_outcome(verification, results, outcome)
    if verification.method == Verification.Method.ON_SITE and report is None:
        raise NotNow(_("Two officers check on site. Name the other one."))
    with transaction.atomic():
        today = timezone.localdate()
        rectify_by = None
        letter = None
        found = rules.what_was_found(results)
        if outcome == Inspection.Outcome.RECTIFY:
            rectify_by = add_calendar_days(today, settings.RECTIFICATION_DAYS)
            draft = letters.draft(
                application, "rectification", dated=today, reasons=found, answer_by=letters.chinese(rectify_by)
            )
            letter = write(application, draft, by=by)
        elif outcome == Inspection.Outcome.KEPT:
            draft = letters.draft(application, "verified", dated=today, outcome="承诺属实", reasons="")
            letter = write(application, draft, by=by)
        inspection = Inspection.objects.create(
            verification=verification,
            results=list(results),
            outcome=outcome,
            notes=notes,
            officer=by,
            second_officer=report.second_officer if report else None,
            rectify_by=rectify_by,
            letter=letter,
        )
        seen = report.photos.all() if report else [keep(photo, by=by) for photo in photos]
        inspection.photos.set(seen)
        told_by = {"letter": letter.number} if letter is not None else {}
        tell(events.INSPECTED, application, by=by, outcome=outcome.value, **told_by)
    return inspection


def report_rectified(inspection: Inspection, *, words: str, proofs: Sequence[Checked], by: Person) -> Rectification:
    """The holder says what was mended. Raises NotNow."""
    if inspection.outcome != Inspection.Outcome.RECTIFY or hasattr(inspection, "rectification"):
        raise NotNow(_("There is nothing to answer, or it has already been answered."))
    with transaction.atomic():
        report = Rectification.objects.create(inspection=inspection, words=words, reported_by=by)
        report.proofs.set([keep(file, by=by) for file in proofs])
        tell(events.RECTIFIED, inspection.verification.application, by=by)
    return report


def defence_letter(application: Application, end: End, *, reasons: str, articles: str) -> letters.Draft:
    return letters.draft(
        application,
        "defence",
        dated=timezone.localdate(),
        act=_act_in_words(application, end),
        rights=_rights(application, end),
        evidence=evidence_of(application, None),
        reasons=reasons,
        articles=articles,
        answer_by=letters.chinese(days_ahead(settings.DEFENCE_DAYS)),
    )


def open_inquiry(
    application: Application,
    end: End,
    *,
    reasons: str,
    articles: str,
    finding: str,
    is_untrue: bool,
    by: Person,
    is_unmended: bool = False,
    inspection: Inspection | None = None,
) -> Inquiry:
    """Tell what is intended and why, and that the holder may be heard. Raises MayNotHandle, NotNow, ReasonsNeeded.

    `finding` says what was found: no sanction without it. Deceit (`is_untrue`) bars for years, a promise not mended
    (`is_unmended`) does not (Licensing Law arts. 69, 79).
    """
    _guard(application, by)
    if not (reasons.strip() and articles.strip() and finding.strip()):
        raise ReasonsNeeded
    if end == End.PENALTY and application.item.type != "licence":
        raise NotNow(_("Only a licence is cancelled as a penalty."))
    if is_untrue and (is_unmended or end != End.REVOCATION):
        raise NotNow(_("The bar of years follows the revocation of what was obtained by deceit, and nothing else."))
    with transaction.atomic():
        locked = Application.objects.select_for_update().get(pk=application.pk)
        if rules.open_inquiry(locked) is not None:
            raise NotNow(_("Proceedings to end this licence are open already."))
        if rules.has_ended(application):
            raise NotNow(_("The licence has ended already."))
        _may_be_undone(application, end)
        letter = write(application, defence_letter(application, end, reasons=reasons, articles=articles), by=by)
        inquiry = Inquiry.objects.create(
            application=application,
            inspection=inspection,
            end=end,
            is_untrue=is_untrue,
            is_unmended=is_unmended,
            finding=finding,
            reasons=reasons,
            articles=articles,
            answer_by=days_ahead(settings.DEFENCE_DAYS),
            opened_by=by,
            letter=letter,
        )
        tell(events.INQUIRY_OPENED, application, by=by, end=end.value, letter=letter.number)
    return inquiry


def state_case(
    inquiry: Inquiry, *, words: str, wants_hearing: bool, proofs: Sequence[Checked], by: Person
) -> Statement:
    """The holder's statement and defence; after its days without a hearing, until it is decided. Raises NotNow."""
    if not rules.may_still_state(inquiry):
        raise NotNow(_("There is nothing to answer, or it has already been answered."))
    if wants_hearing and not rules.may_still_defend(inquiry, on=timezone.localdate()):
        raise NotNow(_("The days to ask for a hearing are over. Your statement itself is still considered."))
    with transaction.atomic():
        statement = Statement.objects.create(inquiry=inquiry, words=words, wants_hearing=wants_hearing, stated_by=by)
        statement.proofs.set([keep(file, by=by) for file in proofs])
        tell(events.DEFENDED, inquiry.application, by=by)
    return statement


def hearing_letter(
    inquiry: Inquiry, *, held_on: datetime.date, time: datetime.time, place: str, chair: Person
) -> letters.Draft:
    """Day, time, place and chair as the holder would be told today, under the law of the end that is intended."""
    under = PENALTY_HEARING if inquiry.end == End.PENALTY else LICENSING_HEARING
    application = inquiry.application
    return summons_letter(application, held_on=held_on, time=time, place=place, chair=chair, under=under)


def announce_hearing(
    inquiry: Inquiry,
    *,
    held_on: datetime.date,
    time: datetime.time,
    place: str,
    chair: Person,
    by: Person,
) -> InquirySummons:
    """Tell day, time, place and chair of the hearing, seven days before (art. 48). Raises MayNotHandle, NotNow."""
    _guard(inquiry.application, by)
    if not rules.hearing_is_owed(inquiry):
        raise NotNow(_("No hearing was requested, or its minutes have already been filed."))
    if why := why_not_held_on(held_on, hold_by=rules.hold_hearing_by(inquiry)):
        raise NotNow(why)
    if why := why_no_chair(chair, authority=inquiry.application.authority_id, kept=rules.found_by(inquiry)):
        raise NotNow(why)
    told = hearing_letter(inquiry, held_on=held_on, time=time, place=place, chair=chair)
    with transaction.atomic():
        letter = write(inquiry.application, told, by=by)
        summons = InquirySummons.objects.create(
            inquiry=inquiry, told_by=by, letter=letter, held_on=held_on, time=time, place=place, chair=chair
        )
        day = held_on.isoformat()
        tell(events.HEARING_ANNOUNCED, inquiry.application, by=by, day=day, letter=letter.number)
    return summons


def record_hearing(inquiry: Inquiry, *, held_on: datetime.date, minutes: str, by: Person) -> InquiryHearing:
    """File the minutes of the hearing before the decision. Raises MayNotHandle, NotNow."""
    _guard(inquiry.application, by)
    if not rules.hearing_is_owed(inquiry):
        raise NotNow(_("No hearing was requested, or its minutes have already been filed."))
    if why := why_not_held(rules.announced_for(inquiry), held_on):
        raise NotNow(why)
    if by.pk in rules.found_by(inquiry):
        raise NotNow(_("Who found it does not chair the hearing on it (art. 48)."))
    if why := why_not_chaired(inquiry.summons.select_related("chair").last(), by):
        raise NotNow(why)
    with transaction.atomic():
        hearing = InquiryHearing.objects.create(inquiry=inquiry, held_on=held_on, minutes=minutes, chaired_by=by)
        tell(events.HEARD, inquiry.application, by=by)
    return hearing


def end_letter(
    application: Application,
    end: End,
    *,
    reasons: str,
    articles: str,
    inquiry: Inquiry | None = None,
    compensation: str = "",
) -> letters.Draft:
    """The decision that ends a licence, as it would be sent today. Raises NotNow."""
    what = _may_be_undone(application, end)
    statement = getattr(inquiry, "statement", None) if inquiry else None
    barred = _last_day_of_bar(inquiry) if inquiry else None
    return letters.draft(
        application,
        end.value,
        dated=timezone.localdate(),
        flags={
            "barred": barred is not None,
            "credit": bool(inquiry and (inquiry.is_untrue or inquiry.is_unmended)),
            "undone": what.undoes_a_change,
            # Art. 69: what deceit brought is not protected; who did not cause the revocation is compensated.
            "at-fault": bool(inquiry and (inquiry.is_untrue or inquiry.is_unmended)),
            "by-deceit": bool(inquiry and inquiry.is_untrue),
        },
        reasons=reasons,
        articles=articles,
        evidence=evidence_of(application, inquiry),
        perform_by=letters.chinese(add_calendar_days(timezone.localdate(), PERFORM_DAYS)),
        defence=statement.words if statement else "",
        compensation=compensation if end == End.RETRACTION else "",
        certificates=what.numbers,
        restored=what.restored_numbers,
        barred_until=letters.chinese(barred) if barred else "",
    )


def _last_day_of_bar(inquiry: Inquiry) -> datetime.date | None:
    """Deceit bars from applying again, where public safety is touched (Licensing Law art. 79)."""
    ground = CreditEntry.Ground.DECEIT
    return last_day_of_bar(inquiry.application, ground, on=timezone.localdate()) if inquiry.is_untrue else None


def decide_inquiry(
    inquiry: Inquiry,
    *,
    ends: bool,
    reasons: str = "",
    compensation: str = "",
    legal_review: str = "",
    discussed: str = "",
    by: Person,
) -> InquiryDecision:
    """End the licence or drop the proceedings; register, certificates and credit file follow at once.

    Raises MayNotHandle, NotNow.
    """
    application = inquiry.application
    _guard(application, by)
    if rules.may_still_defend(inquiry, on=timezone.localdate()):
        if not hasattr(inquiry.letter, "service"):
            raise NotNow(_("The notice has not reached the holder yet: record how it was served."))
        raise NotNow(_("The holder may still state their case until %(day)s.") % {"day": inquiry.last_day})
    if rules.hearing_is_owed(inquiry):
        raise NotNow(_("The holder asked for a hearing; it has not been held yet."))
    if by.pk in rules.found_by(inquiry):
        raise NotNow(_("Who found it does not decide on it: another person has to."))
    told = {"compensation": compensation, "legal_review": legal_review, "discussed": discussed}
    if ends and (why := rules.why_not_ended(inquiry, **told)[1]):
        raise NotNow(why)
    with transaction.atomic():
        alone_with(application.company)
        letter: Letter | None = None
        if ends:
            end = End(inquiry.end)
            draft = end_letter(
                application,
                end,
                reasons=inquiry.reasons,
                articles=inquiry.articles,
                inquiry=inquiry,
                compensation=compensation,
            )
            letter = write(application, draft, by=by)
            _carry_out(application, end, reasons=inquiry.reasons, letter=letter)
            if inquiry.is_untrue or inquiry.is_unmended:
                CreditEntry.objects.create(
                    company=application.company,
                    application=application,
                    entered_by=by,
                    reasons=inquiry.reasons,
                    ground=CreditEntry.Ground.DECEIT if inquiry.is_untrue else CreditEntry.Ground.UNMENDED,
                    barred_until=_last_day_of_bar(inquiry),
                )
        else:
            draft = letters.draft(
                application, "verified", dated=timezone.localdate(), outcome="不予处理", reasons=reasons
            )
            letter = write(application, draft, by=by)
        decision = InquiryDecision.objects.create(
            inquiry=inquiry, ends=ends, reasons=reasons, decided_by=by, letter=letter, **(told if ends else {})
        )
        event = events.LICENCE_ENDED if ends else events.INQUIRY_DROPPED
        tell(event, application, by=by, end=inquiry.end, letter=letter.number)
    return decision


def end_directly(
    application: Application,
    end: End,
    *,
    reasons: str,
    articles: str,
    grounds: Collection[str] = (),
    by: Person,
) -> DirectEnd:
    """Strike off (注销): what was granted has run its course, nobody is blamed and nothing that stood is taken.

    `grounds` are codes of standard reasons; what can be checked of them is checked. Raises MayNotHandle, NotNow,
    ReasonsNeeded.
    """
    _guard(application, by)
    if end in rules.AFTER_DEFENCE:
        raise NotNow(_("This end weighs on the holder, who must be heard first."))
    if not (reasons.strip() and articles.strip()):
        raise ReasonsNeeded
    with transaction.atomic():
        alone_with(application.company)
        if rules.direct_ends_in_force(application).filter(end=end).exists():
            raise NotNow(_("The licence has ended already."))
        if why := rules.why_no_ground(application, end, grounds, on=timezone.localdate()):
            raise NotNow(why)
        letter = write(application, end_letter(application, end, reasons=reasons, articles=articles), by=by)
        _carry_out(application, end, reasons=reasons, letter=letter)
        ended = DirectEnd.objects.create(
            application=application,
            end=end,
            reasons=reasons,
            articles=articles,
            grounds=list(grounds),
            decided_by=by,
            letter=letter,
        )
        tell(events.LICENCE_ENDED, application, by=by, end=end.value, letter=letter.number)
    return ended


def _carry_out(application: Application, end: End, *, reasons: str, letter: Letter) -> None:
    end_what_rests_on(application, _may_be_undone(application, end), end, reasons=reasons, letter=letter)


def end_what_rests_on(
    application: Application, what: rules.WhatEnds, end: End, *, reasons: str, letter: Letter
) -> None:
    """Write down the states that an end of a grant brings, and what it gives back. Raises NotNow."""
    nothing_more_to_enter(application)
    change_state(what.ended, STATE_OF_END[end], reason=reasons, letter=letter)
    for certificate in what.on_paper_before:
        restore_paper(certificate)
    for certificate, before in what.restored:
        try:
            change_state([certificate], before, reason="原准予决定已撤销，恢复原状态", letter=letter)
        except PlaceTaken as taken:
            raise NotNow(
                _("Another certificate in force (%(number)s) takes the place it would come back to.")
                % {"number": taken.number}
            ) from taken
        if certificate.kind == Certificate.Kind.LICENCE and what.undoes_a_change:
            restore_holder(application, certificate)


def repair_credit(entry: CreditEntry, *, document: str, dated: datetime.date, reasons: str, by: Person) -> CreditRepair:
    """Credit is repaired (信用修复) by a decision made elsewhere: the commitment opens again.

    Raises MayNotHandle, NotNow.
    """
    if not may_handle(by, entry.application):
        raise MayNotHandle
    if not document.strip() or not reasons.strip():
        raise NotNow(_("Name the decision on repair, and what was put right."))
    if not timezone.localdate(entry.entered_at) <= dated <= timezone.localdate():
        raise NotNow(_("The decision on repair is not older than the entry, and has been made."))
    if hasattr(entry, "repair"):
        raise NotNow(_("The entry has already been repaired."))
    try:
        with transaction.atomic():
            repair = CreditRepair.objects.create(
                entry=entry, document=document.strip(), dated=dated, reasons=reasons.strip(), repaired_by=by
            )
            tell(events.CREDIT_REPAIRED, entry.application, by=by)
    except IntegrityError as race:
        raise NotNow(_("The entry has already been repaired.")) from race
    return repair
