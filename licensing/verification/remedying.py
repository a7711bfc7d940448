"""Entering what a reconsideration or a court decided, with its effect; nothing earlier is changed."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.people import Person
from desk.refusals import MayNotHandle, NotNow
from licensing import events
from licensing.applications.models.application import Application
from licensing.applications.models.credit import CreditLifted
from licensing.certificates.effects import refresh_holder
from licensing.certificates.ends import change_state, changes_what_exists
from licensing.decisions.actions.acting import tell, write
from licensing.decisions.models.letters import Letter
from licensing.decisions.rules import may_handle
from licensing.decisions.writing import letters
from licensing.register.actions import PlaceTaken, alone_with
from licensing.verification import remedies
from licensing.verification.ending import end_what_rests_on
from licensing.verification.models import DecidedAnew, End, RemedyOutcome
from licensing.verification.remedies import NO_GRANT, WAYS, Follows, Told

Outcome = RemedyOutcome.Outcome
IN_CHINESE = {
    Outcome.STANDS: "维持原决定（驳回请求）",
    Outcome.ANNULLED: "撤销原决定",
    Outcome.ANEW: "撤销原决定，责令重新作出决定",
    Outcome.CHANGED: "变更原决定",
    Outcome.UNLAWFUL: "确认原决定违法",
    Outcome.ENDED: "终止审理（撤回申请或者起诉）",
}
UNDONE = "原决定经行政复议或者行政诉讼撤销、变更"


def remedy_letter(attacked: Letter, told: Told) -> letters.Draft:
    """What the applicant would be told today. Raises NotNow, CalendarUnknown."""
    return _letter(attacked, told, remedies.what_follows(attacked, undoes=told.undoes))


def _letter(attacked: Letter, told: Told, follows: Follows) -> letters.Draft:
    due = remedies.anew_by(told.received_on, told.days)
    return letters.draft(
        attacked.application,
        "remedy",
        dated=timezone.localdate(),
        flags={
            "undone": told.undoes,
            "credit": bool(follows.lifted),
            "again": told.undoes and attacked.kind in NO_GRANT,
            "anew": due is not None,
        },
        original=f"《{attacked.title}》（{attacked.number}，{letters.chinese(attacked.dated)}）",
        way=WAYS[told.way],
        body=told.body,
        document=told.document,
        decided_on=letters.chinese(told.dated),
        outcome=IN_CHINESE[told.outcome],
        words=told.words,
        certificates=follows.ended_numbers,
        restored=follows.restored_numbers,
        perform_by=letters.chinese(due) if due else "",
    )


def record_remedy(attacked: Letter, told: Told, *, by: Person) -> RemedyOutcome:
    """Enter an outcome; register, certificates and credit file follow at once.

    Raises MayNotHandle, NotNow, CalendarUnknown.
    """
    application = attacked.application
    if not may_handle(by, application) or not remedies.whose_record(application, by):
        raise MayNotHandle
    with transaction.atomic():
        alone_with(application.company)
        if why := remedies.why_not_recorded(attacked, told, by=by):
            raise NotNow(why)
        follows = remedies.what_follows(attacked, undoes=told.undoes)
        letter = write(application, _letter(attacked, told, follows), by=by)
        remedy = RemedyOutcome.objects.create(
            application=application,
            attacked=attacked,
            way=told.way,
            body=told.body,
            document=told.document,
            dated=told.dated,
            received_on=told.received_on,
            outcome=told.outcome,
            words=told.words,
            undoes=told.undoes,
            anew_by=remedies.anew_by(told.received_on, told.days),
            recorded_by=by,
            letter=letter,
        )
        _carry_out(remedy, follows)
        tell(
            events.REMEDY_RECORDED,
            application,
            by=by,
            attacked=attacked.number,
            outcome=f"remedy-{told.outcome.value}",
            letter=letter.number,
        )
    return remedy


def _carry_out(remedy: RemedyOutcome, follows: Follows) -> None:
    application, letter = remedy.application, remedy.letter
    if follows.ends is not None:
        end_what_rests_on(application, follows.ends, End.REVOCATION, reasons=UNDONE, letter=letter)
    for one in follows.returns:
        try:
            change_state(
                [one.certificate], one.state, reason=UNDONE, letter=letter, superseded_by=one.before.superseded_by
            )
        except PlaceTaken as taken:
            raise NotNow(
                _("Another certificate in force (%(number)s) takes the place it would come back to.")
                % {"number": taken.number}
            ) from taken
    if follows.returns and remedy.attacked.kind != End.PENALTY and changes_what_exists(application):
        refresh_holder(application.decision)  # the change stands again, and the holder is called as it says
    for entry in follows.lifted:
        CreditLifted.objects.create(entry=entry, lifted_by=remedy.recorded_by, reasons=UNDONE)
        tell(events.CREDIT_LIFTED, application, by=remedy.recorded_by, attacked=remedy.attacked.number)


def record_decided_anew(application: Application, letter: Letter, *, by: Person) -> DecidedAnew:
    """Enter which decision was made anew: its day is watched no more. Raises MayNotHandle, NotNow."""
    if not may_handle(by, application) or not remedies.whose_record(application, by):
        raise MayNotHandle
    with transaction.atomic():
        Application.objects.select_for_update().get(pk=application.pk)
        remedy = remedies.open_anew(application)
        if remedy is None or not remedies.new_decisions(remedy).filter(pk=letter.pk).exists():
            raise NotNow(_("No new decision is due, or this letter is not a later decision."))
        done = DecidedAnew.objects.create(remedy=remedy, letter=letter, recorded_by=by)
        tell(events.DECIDED_ANEW, application, by=by, attacked=remedy.attacked.number, letter=letter.number)
    return done
