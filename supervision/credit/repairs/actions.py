"""Repair is asked for with a public promise, accepted within three working days, decided within ten, longer once."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from accounts.people import Person
from accounts.permissions import HANDLE_CREDIT
from accounts.represented.companies import acts_for
from clock.working_days import add_working_days
from desk.refusals import MayNotHandle, NotNow, TooLate
from materials.uploads.actions import keep
from materials.uploads.rules import Checked
from supervision import events
from supervision.credit.codes.actions import alone_with, tell
from supervision.credit.codes.rules import may_see
from supervision.credit.facts.actions import end_fact
from supervision.credit.facts.classes import days, rule
from supervision.credit.facts.models import CreditFact, FactEnd
from supervision.credit.letters.models import CreditLetter
from supervision.credit.letters.writing import Draft, chinese, draft, write
from supervision.credit.repairs.models import Repair, RepairAcceptance, RepairDecision, RepairExtension
from supervision.credit.repairs.rules import why_not_repaired
from supervision.credit.subjects.models import Subject
from supervision.serving.actions import served_as_agreed


class NotRepairable(NotNow):
    """Repair may not be asked for; the message says why, or from when."""


class AnsweredAlready(TooLate):
    """The request was answered meanwhile."""

    words = gettext_lazy("This request has already been answered.")


def ask_for_repair(
    fact: CreditFact,
    subject: Subject,
    *,
    mended: str,
    by: Person,
    channel: str = Repair.Channel.HERE,
    channel_number: str = "",
    proofs: Sequence[Checked] = (),
) -> Repair:
    """Ask for repair of a fact; asking is signing the public promise.

    Raises MayNotHandle, NotRepairable, CalendarUnknown.
    """
    if not acts_for(by, fact.company_id):
        raise MayNotHandle
    today = timezone.localdate()
    with transaction.atomic():
        subject = alone_with(subject)
        fresh = CreditFact.objects.select_related("end").get(pk=fact.pk)
        if subject.company_id != fresh.company_id:
            raise MayNotHandle
        if why := why_not_repaired(fresh, on=today):
            raise NotRepairable(why)
        repair = Repair.objects.create(
            fact=fresh,
            subject=subject,
            channel=channel,
            channel_number=channel_number,
            mended=mended,
            promise=rule()["promise"],
            asked_by=by,
            accept_by=add_working_days(today, days("accept")),
        )
        repair.proofs.set([keep(file, by=by) for file in proofs])
        tell(events.REPAIR_ASKED, subject, by=by, fact=fresh.number)
    return repair


def _named(fact: CreditFact) -> str:
    return f"{fact.number}（{chinese(fact.happened_on)}，{fact.article or fact.indicator}）"


def _letter(kind: CreditLetter.Kind, repair: Repair, flags: dict[str, bool], **values: str) -> Draft:
    subject = repair.subject
    with override("zh-hans"):
        return draft(
            kind,
            subject.company,
            subject.authority,
            dated=timezone.localdate(),
            flags=flags,
            values={"fact": _named(repair.fact), **values},
        )


def acceptance_letter(repair: Repair, *, accepted: bool, words: str) -> Draft:
    """The answer as it would be sent today. Raises CalendarUnknown."""
    due = add_working_days(timezone.localdate(), days("decide"))
    return _letter(CreditLetter.Kind.REPAIR_BEGUN, repair, {"accepted": accepted}, words=words, answer_by=chinese(due))


def extension_letter(repair: Repair, *, reasons: str) -> Draft:
    """The notice of a longer time as it would be sent today. Raises CalendarUnknown."""
    until = chinese(_longer(repair.acceptance))
    return _letter(CreditLetter.Kind.REPAIR_EXTENDED, repair, {}, reasons=reasons, answer_by=until)


def _longer(answer: RepairAcceptance) -> datetime.date:
    if answer.decide_by is None:
        raise NotNow(_("The request was not accepted."))
    return add_working_days(answer.decide_by, days("extend"))


def decision_letter(repair: Repair, *, repaired: bool, reasons: str) -> Draft:
    """The decision as it would be sent today."""
    return _letter(CreditLetter.Kind.REPAIR, repair, {"repaired": repaired}, reasons=reasons)


def _guarded(repair: Repair, by: Person) -> Subject:
    subject = alone_with(repair.subject_id)
    if not by.has_perm(HANDLE_CREDIT) or not may_see(by, subject):
        raise MayNotHandle
    return subject


def answer_repair(repair: Repair, *, accepted: bool, words: str = "", by: Person) -> RepairAcceptance:
    """Accept a request, or refuse it with reasons. Raises MayNotHandle, AnsweredAlready, NotNow, CalendarUnknown."""
    if not accepted and not words.strip():
        raise NotNow(_("Give reasons for a refusal."))
    try:
        with transaction.atomic():
            subject = _guarded(repair, by)
            if RepairAcceptance.objects.filter(repair=repair).exists():
                raise AnsweredAlready
            today = timezone.localdate()
            drafted = acceptance_letter(repair, accepted=accepted, words=words)
            answer = RepairAcceptance.objects.create(
                repair=repair,
                accepted=accepted,
                words=words,
                by=by,
                decide_by=add_working_days(today, days("decide")) if accepted else None,
                letter=served_as_agreed(write(drafted, subject.company, subject.authority, by=by)),
            )
            letter = answer.letter.number
            tell(events.REPAIR_ANSWERED, subject, by=by, fact=repair.fact.number, accepted=accepted, letter=letter)
    except IntegrityError as race:
        raise AnsweredAlready from race
    return answer


def extend_repair(repair: Repair, *, reasons: str, by: Person) -> RepairExtension:
    """Take longer over a complex request: once, and only before its day.

    Raises MayNotHandle, AnsweredAlready, NotNow, CalendarUnknown.
    """
    if not reasons.strip():
        raise NotNow(_("Give reasons for an extension."))
    try:
        with transaction.atomic():
            subject = _guarded(repair, by)
            answer = RepairAcceptance.objects.filter(repair=repair, accepted=True).first()
            if answer is None or answer.decide_by is None:
                raise NotNow(_("The request was not accepted."))
            if RepairDecision.objects.filter(repair=repair).exists():
                raise AnsweredAlready
            if timezone.localdate() > answer.decide_by:
                raise NotNow(_("The day has passed: a limit that has ended cannot be extended."))
            drafted = extension_letter(repair, reasons=reasons)
            made = RepairExtension.objects.create(
                repair=repair,
                was=answer.decide_by,
                until=_longer(answer),
                reasons=reasons.strip(),
                by=by,
                letter=served_as_agreed(write(drafted, subject.company, subject.authority, by=by)),
            )
            told = {"fact": repair.fact.number, "day": made.until.isoformat(), "letter": made.letter.number}
            tell(events.REPAIR_EXTENDED, subject, by=by, **told)
    except IntegrityError as again:
        raise AnsweredAlready(_("It has already been extended: that is possible once.")) from again
    return made


def decide_repair(repair: Repair, *, repaired: bool, reasons: str = "", by: Person) -> RepairDecision:
    """Repair a fact: publicity, use and measures end. Or refuse, with reasons.

    Raises MayNotHandle, AnsweredAlready, NotNow.
    """
    if not repaired and not reasons.strip():
        raise NotNow(_("Give reasons for a refusal."))
    try:
        with transaction.atomic():
            subject = _guarded(repair, by)
            answer = RepairAcceptance.objects.filter(repair=repair).first()
            if answer is None or not answer.accepted:
                raise NotNow(_("The request was not accepted."))
            if RepairDecision.objects.filter(repair=repair).exists():
                raise AnsweredAlready
            drafted = decision_letter(repair, repaired=repaired, reasons=reasons)
            decision = RepairDecision.objects.create(
                repair=repair,
                repaired=repaired,
                reasons=reasons,
                by=by,
                letter=served_as_agreed(write(drafted, subject.company, subject.authority, by=by)),
            )
            if repaired:
                end_fact(repair.fact, FactEnd.Kind.REPAIRED, by=by)
            letter = decision.letter.number
            tell(events.REPAIR_DECIDED, subject, by=by, fact=repair.fact.number, repaired=repaired, letter=letter)
    except IntegrityError as race:
        raise AnsweredAlready from race
    return decision
