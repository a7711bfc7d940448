"""The decision: granted or refused, once; or granted by force of law (art. 50)."""

from __future__ import annotations

from collections.abc import Callable, Collection

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.people import Person
from desk.refusals import NotNow, Unfulfilled
from licensing import events
from licensing.applications.actions.asking import look_up
from licensing.applications.actions.sparing import keep_waivers
from licensing.applications.models.application import Application
from licensing.applications.models.credit import CreditEntry
from licensing.applications.models.evidence import Evidence
from licensing.applications.sheet import Sheet, sheet_of
from licensing.applications.standing.bars import last_day_of_bar
from licensing.decisions import rules, served
from licensing.decisions.actions.acting import AlreadyDecided, ReasonsNeeded, guard, tell, write
from licensing.decisions.held import decide_alone
from licensing.decisions.models.ends import Decision
from licensing.decisions.weighing.weigh import Obstacle, against_in_register, obstacles_to_grant, unread_agreements
from licensing.decisions.writing import letters
from licensing.register.actions import alone_with


class NotYetCertain(Unfulfilled):
    """A grant would rest on something no registry confirms; `obstacles` lists all of it."""

    def __init__(self, obstacles: list[Obstacle]) -> None:
        super().__init__(", ".join(o.material for o in obstacles), shown={"obstacles": obstacles})
        self.obstacles = obstacles


class ObjectionsUnanswered(NotNow):
    """A failed check or an opinion to refuse stands against the grant: it has to be answered with reasons."""


def repeat_lookups(application: Application, *, by: Person) -> list[Evidence]:
    """Ask again whatever is older than its freshness or was not answered. Never inside a transaction."""
    # Whether the licence is held already is asked again in any case: a draft may have waited beside another.
    return look_up(application, by=f"person:{by.pk}", anew=application.item.excluded_by)


def _nothing(sheet: Sheet) -> letters.Rows:
    return ()


def decide(
    application: Application,
    outcome: Decision.Outcome,
    *,
    by: Person,
    reasons: str = "",
    articles: str = "",
    granted: Callable[[Sheet], letters.Rows] = _nothing,
    is_for_falsehood: bool = False,
    answered: Collection[Evidence] = (),
) -> Decision:
    """Grant or refuse, once. The caller repeats stale look-ups first (`repeat_lookups`).

    `is_for_falsehood` refuses for false materials: with a warning, a bar, an entry in the credit file (art. 78).

    `granted` tells the letter what a grant will issue; asked once everything stands that a grant needs. `answered` was
    looked up just before: what need not be brought because of it is written down with the decision.

    Raises MayNotHandle, AlreadyDecided, NotNow, NotYetCertain (a grant nothing confirms), ReasonsNeeded.
    """
    if outcome == Decision.Outcome.REFUSED and not (reasons.strip() and articles.strip()):
        raise ReasonsNeeded
    with transaction.atomic(savepoint=False):
        decide_alone(application)
        guard(application, by)
        sheet = sheet_of(application)
        if why := rules.why_not_yet(application, on=timezone.localdate()):
            raise NotNow(why)
        if rules.has_given_opinion(by, application):
            raise NotNow(_("Whoever reviewed or inspected the case cannot decide it: another person has to."))
        if outcome == Decision.Outcome.GRANTED and not reasons.strip() and rules.objections(application):
            raise ObjectionsUnanswered(_("Officials found something against a grant. Answer it with reasons."))
        if outcome == Decision.Outcome.GRANTED and (obstacles := obstacles_to_grant(sheet)):
            raise NotYetCertain(obstacles)
        if is_for_falsehood and (why := rules.why_no_warning_yet(application)):
            raise NotNow(why)
        today = timezone.localdate()
        rows = granted(sheet) if outcome == Decision.Outcome.GRANTED else ()
        draft = letters.of_decision(
            application,
            outcome,
            dated=today,
            reasons=reasons,
            articles=articles,
            rows=rows,
            is_for_falsehood=is_for_falsehood,
        )
        letter = write(application, draft, by=by)
        try:
            decision = Decision.objects.create(
                application=application,
                outcome=outcome,
                reasons=reasons,
                articles=articles,
                is_for_falsehood=is_for_falsehood,
                decided_by=by,
                letter=letter,
            )
        except IntegrityError as race:
            raise AlreadyDecided from race
        if is_for_falsehood:
            _enter_in_credit_file(decision, by=by)
        kind = events.GRANTED if decision.is_granted else events.REFUSED
        tell(kind, application, by=by, letter=letter.number)
        if not decision.is_granted:  # a grant is served once it is delivered
            served.closed(application, "result", by=by)
        if {row.material for row in answered} & {row.material.code for row in sheet.resolved}:
            keep_waivers(application, sheet.resolved, by=by)
    return decision


def _enter_in_credit_file(decision: Decision, *, by: Person) -> None:
    ground, application = CreditEntry.Ground.FALSE_APPLICATION, decision.application
    CreditEntry.objects.create(
        company=application.company,
        application=application,
        entered_by=by,
        ground=ground,
        reasons=decision.reasons,
        barred_until=last_day_of_bar(application, ground, on=decision.letter.dated),
    )
    tell(events.LIED, application, by=by, letter=decision.letter.number)


def deem_granted(application: Application, *, granted: Callable[[Sheet], letters.Rows] = _nothing) -> Decision:
    """A renewal undecided when the licence expires is granted by force of law (Licensing Law art. 50).

    Raises AlreadyDecided, NotYetCertain (what it renews does not stand any more, or nobody read the agreement).
    """
    with transaction.atomic():
        alone_with(application.company)
        guard(application, None)
        sheet = sheet_of(application)
        if obstacles := [*against_in_register(sheet), *unread_agreements(sheet)]:
            raise NotYetCertain(obstacles)
        draft = letters.draft(application, "deemed-granted", dated=timezone.localdate(), rows=granted(sheet))
        letter = write(application, draft, by=None)
        decision = Decision.objects.create(
            application=application, outcome=Decision.Outcome.GRANTED, decided_by=None, is_deemed=True, letter=letter
        )
        tell(events.DEEMED_GRANTED, application, by="timer", letter=letter.number)
    return decision
