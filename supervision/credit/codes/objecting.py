"""A company objects to its code or to a fact of it; somebody who had no hand in it decides within ten working days."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.people import Person
from accounts.permissions import DECIDE_OBJECTIONS
from accounts.represented.companies import acts_for
from clock.working_days import add_working_days
from desk.refusals import MayNotHandle, NotNow, NotYours, TooLate
from materials.uploads.actions import keep
from materials.uploads.rules import Checked
from supervision import events
from supervision.credit.codes import rules
from supervision.credit.codes.actions import alone_with, tell
from supervision.credit.codes.models import CodeChange, Objection, ObjectionDecision, Void
from supervision.credit.codes.notice import SECTORS
from supervision.credit.facts.actions import end_fact
from supervision.credit.facts.classes import objection_days
from supervision.credit.facts.models import CreditFact, FactEnd
from supervision.credit.letters.models import CreditLetter
from supervision.credit.letters.writing import Draft, chinese, draft, write
from supervision.credit.subjects.models import ColourChoices, Subject
from supervision.serving.actions import served_as_agreed


class NoObjection(NotNow):
    """It may not be objected to now."""

    def __str__(self) -> str:
        return _("The time to object is over, or an objection has already been made.")


class MayNotDecide(NotYours):
    """Who had a hand in it does not decide on the objection."""


class DecidedAlready(TooLate):
    """The objection was decided meanwhile."""

    def __str__(self) -> str:
        return _("This objection has already been decided.")


def object_to_change(change: CodeChange, *, words: str, proofs: Sequence[Checked], by: Person) -> Objection:
    """The company objects to a code. Raises MayNotHandle, NoObjection, CalendarUnknown."""
    return _object(change.subject, change=change, fact=None, words=words, proofs=proofs, by=by)


def object_to_fact(
    fact: CreditFact, subject: Subject, *, words: str, proofs: Sequence[Checked], by: Person
) -> Objection:
    """The company objects to a fact: until it is decided, the fact does not count.

    Raises MayNotHandle, NoObjection, CalendarUnknown.
    """
    return _object(subject, change=None, fact=fact, words=words, proofs=proofs, by=by)


def _object(
    subject: Subject,
    *,
    change: CodeChange | None,
    fact: CreditFact | None,
    words: str,
    proofs: Sequence[Checked],
    by: Person,
) -> Objection:
    if not acts_for(by, subject.company_id):
        raise MayNotHandle
    today = timezone.localdate()
    try:
        with transaction.atomic():
            subject = alone_with(subject)
            if change is not None:
                change = CodeChange.objects.select_related("confirmation", "void").get(pk=change.pk)
            allowed = rules.may_object_to(change, on=today) if change else rules.may_object_to_fact(_fresh(fact))
            if not allowed:
                raise NoObjection
            objection = Objection.objects.create(
                company=subject.company,
                subject=subject,
                change=change,
                fact=fact,
                words=words,
                asked_by=by,
                due=add_working_days(today, objection_days("decide")),
            )
            objection.proofs.set([keep(file, by=by) for file in proofs])
            tell(events.OBJECTED, subject, by=by, what="objected-code" if change else "objected-fact")
    except IntegrityError as race:
        raise NoObjection from race
    return objection


def _fresh(fact: CreditFact | None) -> CreditFact:
    assert fact is not None  # noqa: S101 - the caller names a change or a fact
    return CreditFact.objects.select_related("end").get(pk=fact.pk)


def about(objection: Objection) -> str:
    """What is objected to, as the letter calls it."""
    if objection.change is not None:
        letter = objection.change.confirmation.letter
        return f"《{letter.title}》（{letter.number}，{chinese(letter.dated)}）"
    assert objection.fact is not None  # noqa: S101 - a constraint of the database
    return f"信用记录{objection.fact.number}（{chinese(objection.fact.happened_on)}）"


def decision_letter(objection: Objection, *, upheld: bool, reasons: str) -> Draft:
    """The decision as it would be sent today."""
    subject = objection.subject
    with override("zh-hans"):
        return draft(
            CreditLetter.Kind.OBJECTION,
            subject.company,
            subject.authority,
            dated=timezone.localdate(),
            flags={"upheld": upheld, "void": upheld and objection.change is not None},
            rows=(("业务领域", SECTORS[subject.sector]),),
            values={"original": about(objection), "words": objection.words, "reasons": reasons},
        )


def decide_objection(objection: Objection, *, upheld: bool, reasons: str, by: Person) -> ObjectionDecision:
    """Decide an objection: upheld, a change is void from the start and a fact is removed.

    Raises MayNotHandle, MayNotDecide, DecidedAlready, NotNow.
    """
    if not reasons.strip():
        raise NotNow(_("Give reasons for the decision on an objection."))
    try:
        with transaction.atomic():
            subject = alone_with(objection.subject_id)
            if not by.has_perm(DECIDE_OBJECTIONS) or not rules.may_see(by, subject):
                raise MayNotHandle
            if ObjectionDecision.objects.filter(objection=objection).exists():
                raise DecidedAlready
            acted = rules.who_acted(objection)
            if why := rules.why_not_second(by, [person for person in acted.values() if person]):
                raise MayNotDecide(why)
            drafted = decision_letter(objection, upheld=upheld, reasons=reasons)
            decision = ObjectionDecision.objects.create(
                objection=objection,
                upheld=upheld,
                reasons=reasons,
                by=by,
                letter=served_as_agreed(write(drafted, subject.company, subject.authority, by=by)),
                **acted,
            )
            if upheld:
                _uphold(decision, subject)
            tell(events.OBJECTION_DECIDED, subject, by=by, upheld=upheld, letter=decision.letter.number)
    except IntegrityError as race:
        raise DecidedAlready from race
    return decision


def _uphold(decision: ObjectionDecision, subject: Subject) -> None:
    objection = decision.objection
    if objection.fact is not None:
        end_fact(objection.fact, FactEnd.Kind.REMOVED, by=decision.by)
        return
    assert objection.change is not None  # noqa: S101 - a constraint of the database
    Void.objects.create(change=objection.change, decision=decision)
    stands = rules.change_in_force(subject)
    confirmation = getattr(stands, "confirmation", None)
    subject.colour = stands.becomes if stands else ColourChoices.NONE
    subject.colour_since = stands.effect.on if stands else None
    subject.stay_until = confirmation.stands_until if confirmation else None
    subject.save(update_fields=["colour", "colour_since", "stay_until"])
