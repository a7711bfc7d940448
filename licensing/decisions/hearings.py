"""The hearing before a decision that weighs (Licensing Law arts. 46–48): told, asked for, announced, held.

The applicant and every interested party is told and may ask within five working days; the hearing is held within
twenty, day and place being told seven days before; the limit stands still meanwhile, and the timers watch.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Sequence
from dataclasses import replace

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.people import Person
from accounts.permissions import DECIDE
from accounts.roles import works_at
from desk.refusals import NotNow
from licensing import events
from licensing.applications.models.application import Application
from licensing.decisions import rules
from licensing.decisions.actions.acting import guard, tell, write
from licensing.decisions.limits import HEARING_ASK_DAYS, HEARING_HOLD_DAYS, days_ahead, why_not_held_on
from licensing.decisions.models.hearings import (
    Announcement,
    HearingAnswer,
    HearingOffer,
    HearingRecord,
    HearingSummons,
    InterestedParty,
    PartyAnswer,
)
from licensing.decisions.models.limits import Pause
from licensing.decisions.procedure import pause_letter, run_on
from licensing.decisions.writing import letters
from papers.serving.lasting import is_over

Party = tuple[str, str]
"""Name of an interested party, and how letters reach them."""


def hearing_letter(application: Application, reasons: str, *, party: str = "") -> letters.Draft:
    """The right to a hearing as it would be told today, to the applicant or to an interested party."""
    draft = letters.draft(
        application,
        "hearing",
        dated=timezone.localdate(),
        flags={"party": bool(party)},
        reasons=reasons,
        answer_by=letters.chinese(days_ahead(HEARING_ASK_DAYS)),
    )
    return replace(draft, addressee=party) if party else draft


def offer_hearing(application: Application, *, reasons: str, parties: Sequence[Party] = (), by: Person) -> HearingOffer:
    """Tell the right to a hearing before a decision that weighs, to everybody it touches (arts. 36, 47).

    Raises MayNotHandle, AlreadyDecided, NotNow.
    """
    with transaction.atomic():
        guard(application, by)
        if HearingOffer.objects.filter(application=application).exists():
            raise NotNow(_("Notice of the right to a hearing has already been given."))
        letter = write(application, hearing_letter(application, reasons), by=by)
        offer = HearingOffer.objects.create(
            application=application, ask_by=days_ahead(HEARING_ASK_DAYS), told_by=by, letter=letter
        )
        for name, reach in parties:
            told = write(application, hearing_letter(application, reasons, party=name), by=by, to_applicant=False)
            InterestedParty.objects.create(offer=offer, name=name, reach=reach, letter=told)
        tell(events.HEARING_OFFERED, application, by=by, letter=letter.number)
    return offer


def _in_time(last_day: datetime.date | None, *, wants_hearing: bool, words: str) -> None:
    """A hearing is asked for in its days; a word to what is intended is heard until it is decided (arts. 7, 36, 47)."""
    if not is_over(last_day, on=timezone.localdate()):
        return
    if wants_hearing:
        raise NotNow(_("The five working days to ask for a hearing are over."))
    if not words.strip():
        raise NotNow(_("Describe the situation."))


def answer_hearing_offer(application: Application, *, wants_hearing: bool, words: str, by: Person) -> HearingAnswer:
    """The applicant asks for the hearing or waives it; asked for, the limit stops. Raises AlreadyDecided, NotNow."""
    with transaction.atomic():
        guard(application, None)
        offer = HearingOffer.objects.filter(application=application).first()
        if offer is None or hasattr(offer, "answer"):
            raise NotNow(_("There is nothing to answer, or it has already been answered."))
        _in_time(offer.runs_until, wants_hearing=wants_hearing, words=words)
        answer = HearingAnswer.objects.create(
            offer=offer,
            wants_hearing=wants_hearing,
            words=words,
            answered_by=by,
            hold_by=days_ahead(HEARING_HOLD_DAYS) if wants_hearing else None,
        )
        if wants_hearing:
            _stop_for_the_hearing(application)
        tell(events.HEARING_ANSWERED, application, by=by, wants=wants_hearing)
    return answer


def record_party_answer(
    application: Application, party: InterestedParty, *, wants_hearing: bool, words: str, by: Person
) -> PartyAnswer:
    """Take down what an interested party answered; asked for, the limit stops.

    Raises MayNotHandle, AlreadyDecided, NotNow.
    """
    with transaction.atomic():
        guard(application, by)
        if party.offer.application_id != application.pk or hasattr(party, "answer"):
            raise NotNow(_("There is nothing to answer, or it has already been answered."))
        _in_time(party.runs_until, wants_hearing=wants_hearing, words=words)
        answer = PartyAnswer.objects.create(
            party=party,
            wants_hearing=wants_hearing,
            words=words,
            recorded_by=by,
            hold_by=days_ahead(HEARING_HOLD_DAYS) if wants_hearing else None,
        )
        if wants_hearing:
            _stop_for_the_hearing(application)
        tell(events.PARTY_ANSWERED, application, by=by, wants=wants_hearing)
    return answer


def _stop_for_the_hearing(application: Application) -> None:
    if application.pauses.filter(resumption__isnull=True).exists():
        return  # it stands still already
    letter = write(application, pause_letter(application, Pause.Ground.HEARING, HEARING_HOLD_DAYS), by=None)
    Pause.objects.create(
        application=application,
        ground=Pause.Ground.HEARING,
        expected_days=HEARING_HOLD_DAYS,
        by=None,
        letter=letter,
    )


LICENSING_HEARING = ("行政许可", "《中华人民共和国行政许可法》第四十八条第一项")
"""What a hearing before a decision on a licence is called, and where it stands that day and place are told before."""


def summons_letter(
    application: Application,
    *,
    held_on: datetime.date,
    time: datetime.time,
    place: str,
    chair: Person,
    under: tuple[str, str] = LICENSING_HEARING,
) -> letters.Draft:
    """Day, time, place and chair as they would be told today; `under`: what the hearing is called, and the article."""
    hearing_of, basis = under
    return letters.draft(
        application,
        "summons",
        dated=timezone.localdate(),
        hearing_of=hearing_of,
        hearing_basis=basis,
        hearing_at=f"{letters.chinese(held_on)}{time:%H:%M}",
        place=place,
        chair=chair.name,
    )


def announce_hearing(
    application: Application,
    *,
    held_on: datetime.date,
    time: datetime.time,
    place: str,
    chair: Person,
    by: Person,
) -> HearingSummons:
    """Tell everybody concerned when and where it is held, and by whom, seven days before (art. 48).

    The `chair` is named so that it can be challenged (art. 48 item 3).

    Raises MayNotHandle, AlreadyDecided, NotNow, CalendarUnknown.
    """
    with transaction.atomic():
        guard(application, by)
        if not rules.hearing_is_owed(application):
            raise NotNow(_("No hearing was requested, or its minutes have already been filed."))
        offer = HearingOffer.objects.get(application=application)
        if why := why_not_held_on(held_on, hold_by=rules.hold_hearing_by(offer)):
            raise NotNow(why)
        if why := why_no_chair(chair, authority=application.authority_id, kept=rules.who_gave_opinions(application)):
            raise NotNow(why)
        told = summons_letter(application, held_on=held_on, time=time, place=place, chair=chair)
        letter = write(application, told, by=by)
        for party in offer.parties.all():
            write(application, replace(told, addressee=party.name), by=by)
        summons = HearingSummons.objects.create(
            offer=offer, told_by=by, letter=letter, held_on=held_on, time=time, place=place, chair=chair
        )
        tell(events.HEARING_ANNOUNCED, application, by=by, day=held_on.isoformat(), letter=letter.number)
    return summons


def why_no_chair(chair: Person, *, authority: int, kept: Collection[int]) -> str:
    """Why somebody cannot chair a hearing: who looked into the case, or does not decide for the authority (art. 48)."""
    if not (chair.is_active and chair.has_perm(DECIDE) and works_at(chair, authority)):
        return _("The hearing is chaired by somebody of the authority who decides.")
    if chair.pk in kept:
        return _("Who looked into the case does not chair its hearing (art. 48).")
    return ""


def why_not_chaired(announced: Announcement | None, by: Person) -> str:
    """Why somebody cannot file the minutes: the chair was told, and could be challenged."""
    if announced is None or announced.chair_id == by.pk:
        return ""
    return _("The hearing was announced with %(name)s in the chair: announce it anew to change that.") % {
        "name": announced.chair.name
    }


def why_not_held(announced: datetime.date | None, held_on: datetime.date) -> str:
    """Why minutes of a day cannot be filed: a hearing is held on the day that was told; "" when they can."""
    if announced is None:
        return _("Announce the day and place of the hearing first (art. 48).")
    if held_on != announced:
        return _("The hearing was announced for %(day)s.") % {"day": announced}
    return "" if held_on <= timezone.localdate() else _("The date cannot be in the future.")


def record_hearing(application: Application, *, held_on: datetime.date, minutes: str, by: Person) -> HearingRecord:
    """File the minutes; the limit runs on. Raises MayNotHandle, AlreadyDecided, NotNow."""
    with transaction.atomic():
        guard(application, by)
        if not rules.hearing_is_owed(application):
            raise NotNow(_("No hearing was requested, or its minutes have already been filed."))
        offer = HearingOffer.objects.get(application=application)
        if why := why_not_held(rules.announced_for(application), held_on):
            raise NotNow(why)
        if rules.has_given_opinion(by, application):
            raise NotNow(_("Who reviewed the case does not chair its hearing (art. 48)."))
        if why := why_not_chaired(offer.summons.select_related("chair").last(), by):
            raise NotNow(why)
        record = HearingRecord.objects.create(offer=offer, held_on=held_on, chaired_by=by, minutes=minutes)
        tell(events.HEARD, application, by=by)
        if application.pauses.filter(resumption__isnull=True, ground=Pause.Ground.HEARING).exists():
            run_on(application, result=minutes, by=by)
    return record
