"""Before a licence ends by somebody’s fault the holder is told and heard; then it is decided (arts. 7, 47, 69)."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.people import Person
from desk.refusals import NotNow
from licensing import events
from licensing.applications.models.application import Application
from licensing.applications.models.credit import CreditEntry
from licensing.certificates.ends import changes_what_exists
from licensing.decisions.actions.acting import ReasonsNeeded, tell, write
from licensing.decisions.hearings import (
    LICENSING_HEARING,
    summons_letter,
    why_no_chair,
    why_not_chaired,
    why_not_held,
)
from licensing.decisions.limits import days_ahead, why_not_held_on
from licensing.decisions.models.letters import Letter
from licensing.decisions.writing import letters
from licensing.register.actions import alone_with
from licensing.verification import rules
from licensing.verification.ending import bar_of_deceit, carry_out_end, end_letter, may_be_undone, only_theirs
from licensing.verification.models import (
    End,
    Inquiry,
    InquiryDecision,
    InquiryHearing,
    InquirySummons,
    Inspection,
    Statement,
)
from licensing.verification.proofs import evidence_of
from materials.uploads.actions import keep
from materials.uploads.rules import Checked

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
RIGHTS_OF_OTHERS = "《全面推进依法行政实施纲要》（国发〔2004〕10号）程序正当的要求"
"""For a filing, a confirmation or another service: the Licensing Law says nothing of them."""
PENALTY_HEARING = ("行政处罚", "《中华人民共和国行政处罚法》第六十四条第二项")
"""The hearing before a penalty is not the Licensing Law's."""


def _act_in_words(application: Application, end: End) -> str:
    if end in (End.REVOCATION, End.RETRACTION) and changes_what_exists(application):
        return f"{ACT_IN_WORDS[end][:2]}准予“{application.item.name_zh}”"
    return ACT_IN_WORDS[end].replace("行政许可", letters.matter_of(application))


def _rights(application: Application, end: End) -> str:
    return RIGHTS[end] if application.item.type == "licence" else RIGHTS_OF_OTHERS


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
    only_theirs(application, by)
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
        may_be_undone(application, end)
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
    only_theirs(inquiry.application, by)
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
    only_theirs(inquiry.application, by)
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
    only_theirs(application, by)
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
            carry_out_end(application, end, reasons=inquiry.reasons, letter=letter)
            if inquiry.is_untrue or inquiry.is_unmended:
                CreditEntry.objects.create(
                    company=application.company,
                    application=application,
                    entered_by=by,
                    reasons=inquiry.reasons,
                    ground=CreditEntry.Ground.DECEIT if inquiry.is_untrue else CreditEntry.Ground.UNMENDED,
                    barred_until=bar_of_deceit(inquiry),
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
