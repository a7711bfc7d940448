"""A case is reported, insurers are asked, and what a refusal leads to is done."""

from __future__ import annotations

import datetime
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.authorities import Authority
from accounts.people import Person
from accounts.represented.companies import Company
from accounts.sealing import blind_index
from desk.refusals import MayNotHandle, NotNow, TooLate
from hotline.insurance import events
from hotline.insurance.models import (
    CaseStep,
    InsuranceCase,
    Insurer,
    InsurerAnswer,
    InsurerPledge,
    PledgeWithdrawal,
    Step,
)
from hotline.insurance.rights import may_handle
from hotline.insurance.rules import due_on, in_force
from hotline.insurance.telling_others import clue
from hotline.insurance.timing import begin, clear_late
from materials.identifiers import normalise_plate
from materials.uploads.actions import keep
from materials.uploads.rules import Checked
from trail.events import EventKind

LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_LENGTH = 12


class DoneAlready(TooLate):
    """Somebody did it meanwhile."""

    def __str__(self) -> str:
        return _("This has already been done.")


@dataclass(frozen=True, kw_only=True)
class Reported:
    """What somebody reports of a truck that cannot be insured."""

    owner: str
    phone: str
    plate: str
    drive: str
    use: str
    gross_mass: int
    first_year: int
    claims: int
    cover: str
    wanted: int | None = None
    last_premium: Decimal | None = None
    policy_end: datetime.date | None = None
    wish_on: datetime.date | None = None


def report(
    told: Reported, *, authority: Authority, company: Company | None = None, by: Person | None = None
) -> tuple[InsuranceCase, str]:
    """Take a case in, with its days; returns it with the code its state is read by, told once."""
    today = timezone.localdate()
    limits = in_force(on=today)
    code = "".join(secrets.choice(LETTERS) for _place in range(CODE_LENGTH))
    values = {name: getattr(told, name) for name in Reported.__annotations__}
    plate = normalise_plate(told.plate)
    with transaction.atomic():
        case = InsuranceCase.objects.create(
            **{**values, "plate": plate},
            authority=authority,
            code_digest=blind_index(code),
            plate_digest=blind_index(plate),
            company=company,
            edition=limits.edition,
            send_by=due_on(today, limits.send),
            offer_by=due_on(today, limits.offer),
            settle_by=due_on(today, limits.settle),
            reported_by=by,
        )
        begin(case)
        tell(events.REPORTED, case, by=by or "applicant")
    return case, code


def by_code(code: str) -> InsuranceCase | None:
    """The case a code belongs to, however it was typed."""
    typed = "".join(char for char in code.upper() if char in LETTERS)
    rows = InsuranceCase.objects.prefetch_related("steps", "answers__insurer")
    return rows.filter(code_digest=blind_index(typed)).first() if len(typed) == CODE_LENGTH else None


@dataclass(frozen=True, kw_only=True)
class Said:
    """What an insurer said."""

    insurer: Insurer
    asked_on: datetime.date
    answered_on: datetime.date = field(default_factory=timezone.localdate)
    channel: str
    answer: str
    reason: str = ""
    premium: Decimal | None = None
    words: str = ""


def note_answer(case: InsuranceCase, said: Said, *, evidence: Sequence[Checked] = (), by: Person) -> InsurerAnswer:
    """Note what an insurer said; a refusal against a pledge that stands is a breach. Raises MayNotHandle, NotNow."""
    if said.answer == InsurerAnswer.Answer.REFUSED and not said.reason:
        raise NotNow(_("Choose why it was refused."))
    if said.answer == InsurerAnswer.Answer.QUOTE and not said.premium:
        raise NotNow(_("Enter the premium of the quote."))
    if not said.asked_on <= said.answered_on <= timezone.localdate():
        raise NotNow(_("An answer cannot be dated before it was asked for, or in the future."))
    with transaction.atomic():
        fresh = alone_with(case, by)
        is_refused = said.answer == InsurerAnswer.Answer.REFUSED
        answer = InsurerAnswer.objects.create(
            case=fresh,
            insurer=said.insurer,
            asked_on=said.asked_on,
            answered_on=said.answered_on,
            channel=said.channel,
            answer=said.answer,
            reason=said.reason if is_refused else "",
            premium=said.premium if said.answer == InsurerAnswer.Answer.QUOTE else None,
            words=said.words.strip(),
            breaks=pledge_of(said.insurer, on=said.asked_on) if is_refused else None,
            by=by,
        )
        answer.evidence.set([keep(found, by=by) for found in evidence])
        tell(events.ANSWERED, fresh, by=by, insurer=said.insurer.name)
        if clear_late(answer):
            tell(events.CLEARED, fresh, by=by, insurer=said.insurer.name)
        if answer.breaks_id is not None:
            tell(events.BROKEN, fresh, by=by, insurer=said.insurer.name)
    return answer


def pledge_of(insurer: Insurer, *, on: datetime.date) -> InsurerPledge | None:
    """The pledge of an insurer that stood on a day."""
    rows = insurer.pledges.select_related("withdrawal")
    return next((pledge for pledge in rows if pledge.stands(on=on)), None)


def take_step(
    case: InsuranceCase, step: str, *, answer: InsurerAnswer | None = None, words: str = "", by: Person
) -> CaseStep:
    """Do the next step of a case. Raises DoneAlready, MayNotHandle, NotNow."""
    try:
        with transaction.atomic():
            fresh = alone_with(case, by)
            if why := why_not(fresh, step, answer, words=words.strip()):
                raise NotNow(why)
            named = answer if step in (Step.REGULATOR, Step.INSURED) else None
            done = CaseStep.objects.create(case=fresh, step=step, answer=named, words=words.strip(), by=by)
            if step == Step.REGULATOR and answer is not None:
                clue(fresh, answer, by=by)
            tell(events.STEPPED, fresh, by=by, step=f"insurance-{step}")
    except IntegrityError as twice:
        raise DoneAlready from twice
    return done


def why_not(case: InsuranceCase, step: str, answer: InsurerAnswer | None, *, words: str) -> str:
    """Why a step may not be taken; "" when it may."""
    state = case.state
    refused = [row for row in case.answers.all() if row.answer == InsurerAnswer.Answer.REFUSED]
    if state in (Step.INSURED, Step.DECLINED):
        return _("The case has already been settled.")
    if step == Step.REGULATOR:
        return _why_no_clue(case, answer)
    if step == Step.PLATFORM and (case.is_compulsory or not refused):
        return _("The platform is only for commercial cover that was refused.")
    if step == Step.MEETING and state not in (Step.PLATFORM, Step.REGULATOR):
        return _("The meeting is only for what the platform or the regulator could not settle.")
    if step == Step.INSURED and (answer is None or answer.case_id != case.pk or answer.answer != "quote"):
        return _("Choose the quote that was taken.")
    if step == Step.DECLINED and not words:
        return _("Say why the owner declined.")
    return ""


def _why_no_clue(case: InsuranceCase, answer: InsurerAnswer | None) -> str:
    """A clue names who refused the compulsory cover, when and how it is known (交强险条例 arts. 10, 38)."""
    if not case.is_compulsory:
        return _("Only a refusal of the compulsory cover goes to the regulator.")
    if answer is None or answer.case_id != case.pk or answer.answer != InsurerAnswer.Answer.REFUSED:
        return _("Choose the refusal the clue is based on.")
    if not answer.words and not answer.evidence.exists():
        return _("A clue needs evidence: who said what, or a picture of it.")
    return ""


def enter_insurer(authority: Authority, *, name: str, contact: str, by: Person) -> Insurer:
    """Enter an insurer. Raises DoneAlready, MayNotHandle."""
    if not may_handle(by, authority):
        raise MayNotHandle
    try:
        with transaction.atomic():
            made = Insurer.objects.create(
                authority=authority, name=name.strip(), contact=contact.strip(), entered_by=by
            )
            events.ENTERED.record(
                subject=f"insurer:{made.pk}", by=by, authority=authority.division_id, insurer=made.name
            )
    except IntegrityError as twice:
        raise DoneAlready(_("This insurer has already been entered.")) from twice
    return made


def sign_pledge(
    insurer: Insurer,
    *,
    text: str,
    channels: str,
    contact: str,
    signed_on: datetime.date,
    answer_days: int | None = None,
    by: Person,
) -> InsurerPledge:
    """Enter what an insurer promised. Raises MayNotHandle, NotNow."""
    if not may_handle(by, insurer.authority):
        raise MayNotHandle
    with transaction.atomic():
        Insurer.objects.select_for_update().get(pk=insurer.pk)
        if pledge_of(insurer, on=signed_on) is not None:
            raise NotNow(_("This insurer already has a pledge in force."))
        made = InsurerPledge.objects.create(
            insurer=insurer,
            text=text,
            channels=channels,
            contact=contact,
            signed_on=signed_on,
            answer_days=answer_days,
            by=by,
        )
        events.PLEDGED.record(
            subject=f"insurer:{insurer.pk}", by=by, authority=insurer.authority.division_id, insurer=insurer.name
        )
    return made


def withdraw_pledge(pledge: InsurerPledge, *, on: datetime.date, by: Person) -> PledgeWithdrawal:
    """Note that a pledge ended; breaches before that day stay. Raises DoneAlready, MayNotHandle, NotNow."""
    insurer = pledge.insurer
    if not may_handle(by, insurer.authority):
        raise MayNotHandle
    if on < pledge.signed_on:
        raise NotNow(_("The end must be after it was signed."))
    try:
        with transaction.atomic():
            done = PledgeWithdrawal.objects.create(pledge=pledge, on=on, by=by)
            events.WITHDRAWN.record(
                subject=f"insurer:{insurer.pk}", by=by, authority=insurer.authority.division_id, insurer=insurer.name
            )
    except IntegrityError as twice:
        raise DoneAlready from twice
    return done


def alone_with(case: InsuranceCase, by: Person) -> InsuranceCase:
    """The case as it stands. Raises MayNotHandle."""
    InsuranceCase.objects.select_for_update().get(pk=case.pk)
    fresh = InsuranceCase.objects.select_related("authority").prefetch_related("steps", "answers").get(pk=case.pk)
    if not may_handle(by, fresh.authority):
        raise MayNotHandle
    return fresh


def tell(kind: EventKind, case: InsuranceCase, *, by: Person | str, **values: object) -> None:
    """Write down what happened in a case: its number, never a plate or an owner."""
    kind.record(
        subject=f"insurance:{case.pk}", by=by, authority=case.authority.division_id, number=case.number, **values
    )
