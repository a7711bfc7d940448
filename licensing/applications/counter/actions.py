"""What is done at the counter: somebody is received, typed for, signs by hand, hands in, and leaves."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from accounts.authorities import Division
from accounts.people import Person
from accounts.represented.companies import Company
from accounts.represented.company_facts import CompanyFacts
from accounts.represented.present import present_person
from accounts.represented.real_name import NotThatPerson
from accounts.represented.registering import (
    NotThePrincipal,
    act_as_oneself,
    enter_company,
    is_principal,
)
from accounts.versions import version_of
from licensing import events
from licensing.applications.actions import committing, drafting
from licensing.applications.checked import checked_version, refuse_unseen
from licensing.applications.counter.models import (
    CounterSignature,
    CounterSubmission,
    CounterVisit,
    CounterVisitEnd,
    TypedAtCounter,
)
from licensing.applications.counter.rules import (
    LONGEST_DELEGATION,
    case_named,
    covers,
    ends,
    has_an_interest,
    has_handled,
    is_open,
    may_receive,
)
from licensing.applications.models.application import Amendment, Application, Submission
from licensing.applications.models.promises import Commitment
from licensing.applications.sheet import Sheet, sheet_of
from materials.uploads.actions import keep
from materials.uploads.rules import Checked
from pages.lists.beside import locked

Right = CounterVisit.Right


class MayNotReceive(Exception):
    """Not at a counter, or the company is one's own."""


class DelegationMissing(Exception):
    """Who is delegated shows a delegation, and its day has not passed."""


class NoSuchMatter(Exception):
    """A delegation names a case the company does not have."""


class VisitOver(Exception):
    """The visit has ended: the visitor left, time passed, or the right does not stand any more."""


class MayNotType(Exception):
    """Who handled a case types nothing in it: a colleague does."""


class NotSigned(Exception):
    """Nothing is handed in at the counter without the visitor's hand under exactly that."""


@transaction.atomic
def receive(
    clerk: Person,
    right: Right,
    *,
    name: str,
    id_number: str,
    phone: str = "",
    facts: CompanyFacts | None = None,
    division: Division | None = None,
    delegation: Checked | None = None,
    delegated_until: datetime.date | None = None,
    delegator_id_number: str = "",
    matter: str = "",
) -> CounterVisit:
    """Begin a visit: the clerk saw the visitor and their identity card. A visit still open ends.

    `facts`: what the business register says of the company, asked just now; `division`: where somebody lives who
    applies in their own name. `delegation`: the paper, or the representative's signature on the tablet, whose card
    with `delegator_id_number` was seen, too; `matter` is the receipt number of the case it names besides applying.
    Raises MayNotReceive, NotThatPerson, NotThePrincipal, NumberNotTold, DivisionUnknown, DelegationMissing,
    NoSuchMatter.
    """
    if not may_receive(clerk) or clerk.authority is None:
        raise MayNotReceive
    Person.objects.select_for_update().get(pk=clerk.pk)  # one visit at a time: two clicks wait for each other
    now = timezone.now()
    visitor = present_person(name, id_number, phone=phone, by=clerk)
    company = _company(right, visitor, facts, division)
    if has_an_interest(clerk, company):
        raise MayNotReceive
    kept, named = None, None
    if right in (Right.PAPER, Right.TABLET):
        today = timezone.localdate(now)
        if delegation is None or delegated_until is None or not today <= delegated_until <= today + LONGEST_DELEGATION:
            raise DelegationMissing
        if right == Right.TABLET:
            _refuse_other_delegator(facts, delegator_id_number, visitor)
        named = case_named(company, matter)
        if matter and named is None:
            raise NoSuchMatter
        kept = keep(delegation, by=clerk)
    for open_visit in CounterVisit.objects.filter(clerk=clerk, end__isnull=True, until__gt=now):
        leave(open_visit)
    visit = CounterVisit.objects.create(
        authority=clerk.authority,
        clerk=clerk,
        visitor=visitor,
        company=company,
        right=right,
        delegation=kept,
        delegated_until=delegated_until if kept else None,
        delegated_by=facts.legal_rep if kept and facts else "",
        matter=named,
        opened_at=now,
        until=ends(now),
    )
    events.RECEIVED_AT_COUNTER.record(
        subject=f"company:{company.pk}",
        by=clerk,
        authority=clerk.authority.division_id,
        person=visitor.name,
        company=company.name,
        right=f"counter-{right.value}",
    )
    return visit


def _company(right: Right, visitor: Person, facts: CompanyFacts | None, division: Division | None) -> Company:
    """For whom they come. The visit is all the right there is: nobody becomes a principal by a clerk's word."""
    if right == Right.ONESELF:
        if division is None:
            raise MayNotReceive
        return act_as_oneself(visitor, division=division).company
    if facts is None:
        raise MayNotReceive
    if right == Right.REPRESENTATIVE and not is_principal(facts, name=visitor.name, id_number=visitor.id_number):
        raise NotThePrincipal
    return enter_company(facts)[0]


def _refuse_other_delegator(facts: CompanyFacts | None, id_number: str, visitor: Person) -> None:
    """Who signs a delegation here is the legal representative in the register, and not who is delegated."""
    told = facts.legal_rep_id if facts else ""
    if not told or facts is None or not is_principal(facts, name=facts.legal_rep, id_number=id_number):
        raise NotThePrincipal
    if id_number == visitor.id_number:
        raise NotThatPerson


def leave(visit: CounterVisit) -> None:
    """The visitor leaves; ending twice changes nothing."""
    with transaction.atomic():
        locked(CounterVisit.objects.select_for_update(of=("self",)), pk=visit.pk)
        _end, is_new = CounterVisitEnd.objects.get_or_create(visit=visit)
        if is_new:
            events.LEFT_COUNTER.record(
                subject=f"company:{visit.company_id}",
                by=visit.clerk,
                authority=visit.authority.division_id,
                person=visit.visitor.name,
            )


def type_for(visit: CounterVisit, application: Application) -> None:
    """Write down that the clerk types in an application; they never handle it from now on.

    Raises MayNotType where they handled it before.
    """
    if TypedAtCounter.objects.filter(visit=visit, application=application).exists():
        return
    if has_handled(visit.clerk, application):
        raise MayNotType
    TypedAtCounter.objects.get_or_create(visit=visit, application=application)


def _still_open(visit: CounterVisit) -> CounterVisit:
    """The visit as it stands, nobody ends it meanwhile. Raises VisitOver."""
    rows = CounterVisit.objects.select_related("clerk__authority", "visitor", "company", "end")
    held = locked(rows.select_for_update(of=("self",)), pk=visit.pk)
    if not is_open(held, at=timezone.now()):
        raise VisitOver
    return held


def promise_by_hand(
    visit: CounterVisit,
    application: Application,
    affirmed: Mapping[str, datetime.datetime],
    picture: Checked,
    *,
    seen: str,
) -> Commitment:
    """The visitor affirms each statement and signs by hand. `seen`: what they were shown.

    Raises VisitOver, and what `sign_commitment` raises.
    """
    with transaction.atomic():
        commitment = committing.sign_commitment(application, affirmed, by=visit.visitor, seen=seen)
        sheet = sheet_of(commitment.application)
        _keep(visit, commitment.application, picture, version=checked_version(sheet), commitment=commitment)
    return commitment


def sign_by_hand(visit: CounterVisit, application: Application, picture: Checked, *, seen: str) -> CounterSignature:
    """The visitor signs what they were shown, and nothing is promised. Raises VisitOver, AlreadySubmitted, Stale."""
    with transaction.atomic():
        draft = drafting.open_draft(application)
        sheet = sheet_of(draft)
        refuse_unseen(sheet, seen)
        return _keep(visit, draft, picture, version=checked_version(sheet))


def sign_answer(visit: CounterVisit, application: Application, picture: Checked) -> CounterSignature:
    """The visitor signs the corrected form as it is handed in; the caller holds the case. Raises VisitOver."""
    amendment = application.amendment
    return _keep(visit, application, picture, version=amendment.answers_digest[:16], amendment=amendment)


def sign_act(visit: CounterVisit, application: Application, picture: Checked, *, act: str, shown: str) -> None:
    """The visitor signs an act after handing in, as it was shown; the caller did it in the same transaction.

    Raises VisitOver, also where the delegation does not name the case, MayNotType.
    """
    if not covers(visit, application):
        raise VisitOver
    _keep(visit, application, picture, version=version_of(shown), act=act, shown=shown)


def _keep(
    visit: CounterVisit,
    application: Application,
    picture: Checked,
    *,
    version: str,
    commitment: Commitment | None = None,
    amendment: Amendment | None = None,
    act: str = "",
    shown: str = "",
) -> CounterSignature:
    """Keep a signature over what the visitor was shown; the caller has locked the application. Raises VisitOver."""
    held = _still_open(visit)
    if held.company_id != application.company_id:
        raise VisitOver
    type_for(held, application)
    signature = CounterSignature.objects.create(
        visit=held,
        application=application,
        version=version,
        picture=keep(picture, by=held.clerk),
        commitment=commitment,
        amendment=amendment,
        act=act,
        shown=shown,
    )
    events.SIGNED_BY_HAND.record(
        subject=application.subject, by=held.visitor, authority=application.authority.division_id
    )
    return signature


def signature_over(visit: CounterVisit, sheet: Sheet) -> CounterSignature | None:
    """The visitor's signature of this visit over the application as it stands, not used yet."""
    rows = CounterSignature.objects.filter(visit=visit, application=sheet.application, handed_in__isnull=True)
    return rows.filter(version=checked_version(sheet)).last()


def hand_in_at_counter(visit: CounterVisit, sheet: Sheet, submission: Submission) -> None:
    """Write down on which signature something is handed in; the caller has locked the draft.

    Raises VisitOver, NotSigned.
    """
    held = _still_open(visit)
    signature = signature_over(held, sheet)
    if signature is None or held.company_id != sheet.application.company_id:
        raise NotSigned
    type_for(held, sheet.application)
    CounterSubmission.objects.create(visit=held, submission=submission, signature=signature)
