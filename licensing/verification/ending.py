"""A licence ends: what an end takes and gives back, the letter that says so, and when credit is made good again."""

from __future__ import annotations

import datetime
from collections.abc import Collection

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.people import Person
from clock.working_days import add_calendar_days
from desk.refusals import MayNotHandle, NotNow
from licensing import events
from licensing.applications.models.application import Application
from licensing.applications.models.credit import CreditEntry, CreditRepair
from licensing.applications.standing.bars import last_day_of_bar
from licensing.certificates.actions import nothing_more_to_enter
from licensing.certificates.effects import restore_holder, restore_paper
from licensing.certificates.ends import RestsOnIt, change_state
from licensing.certificates.models import Certificate, State
from licensing.decisions.actions.acting import ReasonsNeeded, tell, write
from licensing.decisions.models.letters import Letter
from licensing.decisions.rules import may_handle
from licensing.decisions.writing import letters
from licensing.register.actions import PlaceTaken, alone_with
from licensing.verification import rules
from licensing.verification.models import (
    DirectEnd,
    End,
    Inquiry,
)
from licensing.verification.proofs import evidence_of

STATE_OF_END = {
    End.REVOCATION: State.REVOKED,
    End.RETRACTION: State.WITHDRAWN,
    End.PENALTY: State.CANCELLED,
    End.STRIKING_OFF: State.STRUCK_OFF,
}
PERFORM_DAYS = 15
"""Days to hand paper certificates back after a penalty (Penalty Law art. 59: time limit of performance)."""


def only_theirs(application: Application, by: Person) -> None:
    if not may_handle(by, application):
        raise MayNotHandle


def may_be_undone(application: Application, end: End) -> rules.WhatEnds:
    """What an end would do now. Raises NotNow when nothing of the grant stands, or something rests on it."""
    try:
        found = rules.what_ends(application, end)
    except RestsOnIt as later:
        raise NotNow(_("A later version rests on this grant: undo that one first.")) from later
    issued = Certificate.objects.filter(decision__application=application).exists()
    if issued and not found.ended and not found.restored:
        raise NotNow(_("Nothing of this grant is in force any longer."))
    return found


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
    what = may_be_undone(application, end)
    statement = getattr(inquiry, "statement", None) if inquiry else None
    barred = bar_of_deceit(inquiry) if inquiry else None
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


def bar_of_deceit(inquiry: Inquiry) -> datetime.date | None:
    """Deceit bars from applying again, where public safety is touched (Licensing Law art. 79)."""
    ground = CreditEntry.Ground.DECEIT
    return last_day_of_bar(inquiry.application, ground, on=timezone.localdate()) if inquiry.is_untrue else None


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
    only_theirs(application, by)
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
        carry_out_end(application, end, reasons=reasons, letter=letter)
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


def carry_out_end(application: Application, end: End, *, reasons: str, letter: Letter) -> None:
    end_what_rests_on(application, may_be_undone(application, end), end, reasons=reasons, letter=letter)


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
