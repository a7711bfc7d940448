"""The acts that begin and end the handling of a case: receipt, acceptance, decision, withdrawal, other endings."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.people import Person
from accounts.roles import works_at
from clock.working_days import add_working_days
from desk.refusals import MayNotHandle, NotNow, TooLate, Unfulfilled
from licensing import events
from licensing.applications.actions.asking import look_up
from licensing.applications.actions.sparing import keep_waivers
from licensing.applications.evidence.resolution import Resolved, Treatment
from licensing.applications.models.application import Application
from licensing.applications.models.credit import CreditEntry
from licensing.applications.models.evidence import Evidence
from licensing.applications.sheet import Sheet, sheet_of
from licensing.applications.standing.bars import last_day_of_bar
from licensing.applications.tracking import tracking_code
from licensing.decisions import rules, served
from licensing.decisions.by_rule import Ground, in_chinese
from licensing.decisions.held import decide_alone, standing_between
from licensing.decisions.limits import why_counts_as_accepted
from licensing.decisions.models.checking import Acceptance
from licensing.decisions.models.ends import Decision, Ending, Withdrawal
from licensing.decisions.models.letters import Letter
from licensing.decisions.serving.rules import is_served_on_line
from licensing.decisions.weighing.weigh import Obstacle, against_in_register, obstacles_to_grant, unread_agreements
from licensing.decisions.writing import letters
from licensing.register.actions import alone_with
from pages.sentences import listed
from papers.numbers import draw
from papers.serving.reaching import reached
from papers.serving.rows import Way
from trail.events import EventKind


class AlreadyDecided(TooLate):
    """The case is closed: decided, withdrawn or ended."""

    words = gettext_lazy("Someone else was faster: this has already been done.")


class AlreadyAccepted(TooLate):
    """The application was accepted before."""

    words = gettext_lazy("Someone else was faster: this has already been done.")


class VehicleTaken(Exception):
    """A vehicle is named in another undecided application; `vehicles` lists plates or VINs."""

    def __init__(self, vehicles: list[str]) -> None:
        super().__init__(", ".join(vehicles))
        self.vehicles = vehicles

    @property
    def told(self) -> str:
        """What its holder is told."""
        words = _("Another application that is not yet decided names the same vehicle: %(vehicles)s.")
        return words % {"vehicles": listed(self.vehicles)}


class NotYetCertain(Unfulfilled):
    """A grant would rest on something no registry confirms; `obstacles` lists all of it."""

    def __init__(self, obstacles: list[Obstacle]) -> None:
        super().__init__(", ".join(o.material for o in obstacles), shown={"obstacles": obstacles})
        self.obstacles = obstacles


class ObjectionsUnanswered(NotNow):
    """A failed check or an opinion to refuse stands against the grant: it has to be answered with reasons."""


class ReasonsNeeded(NotNow):
    """A refusal without reasons and articles is no decision (Licensing Law art. 38)."""

    words = gettext_lazy("Give reasons: pick a standard one or write your own.")


def guard(application: Application, by: Person | None) -> None:
    """Raises MayNotHandle, AlreadyDecided. Nobody acts: the law does, and only the state counts."""
    # Read past the caller's copy: somebody else may have closed the case in the meantime.
    now = standing_between(by, application)
    if by is not None and (now.is_applicants_own or not works_at(by, application.authority_id)):
        raise MayNotHandle
    if now.is_closed:
        raise AlreadyDecided


def write(application: Application, draft: letters.Draft, *, by: Person | None, to_applicant: bool = True) -> Letter:
    """Store a letter with the next number of its series; the caller's transaction keeps both or neither.

    One that must be served is served with it where the applicant agreed to be served on line; an interested party, who
    has no account, is served on paper.
    """
    authority = application.authority
    serial = draw(authority, f"letter-{draft.kind}", year=draft.dated.year)
    letter = Letter.objects.create(
        application=application,
        kind=draft.kind,
        template_version=draft.version,
        number=letters.letter_number(authority, draft.series, draft.dated.year, serial),
        title=draft.title,
        addressee=draft.addressee,
        paragraphs=list(draft.paragraphs),
        table=[list(row) for row in draft.table],
        remedies=draft.remedies,
        dated=draft.dated,
        written_by=by,
    )
    if to_applicant and letter.is_unserved and is_served_on_line(application):
        reached(letter, way=Way.AGREED, served_on=letter.dated, by=None)
    return letter


def tell(kind: EventKind, application: Application, *, by: Person | str, **values: object) -> None:
    kind.record(subject=application.subject, by=by, authority=application.authority.division_id, **values)


def acknowledge(application: Application, resolved: Sequence[Resolved], *, by: Person) -> Letter:
    """Write the receipt that answers a submission (收件); `resolved` as it was handed in."""
    with transaction.atomic(savepoint=False):
        dated = timezone.localdate(application.submission.submitted_at)
        receipt = letters.draft(
            application,
            "receipt",
            dated=dated,
            waived=_names_of(resolved, Treatment.WAIVED),
            found=_names_of(resolved, Treatment.FOUND),
            promised=_names_of(resolved, Treatment.PROMISED),
            tracking=tracking_code(application.receipt_number),
        )
        return write(application, receipt, by=by)


def _names_of(resolved: Sequence[Resolved], treatment: Treatment) -> str:
    return "、".join(row.material.name_zh for row in resolved if row.treatment == treatment)


def acceptance_letter(application: Application, *, deemed: bool = False) -> letters.Draft:
    """The notice of acceptance as it would be sent today. Raises CalendarUnknown.

    After five days of silence nobody accepts any more: whoever does writes down what the law did on the day of receipt.
    """
    today = timezone.localdate()
    deemed = deemed or _counts_as_accepted(application)
    start = timezone.localdate(_received_at(application)) if deemed else today
    return _acceptance_letter(application, "deemed" if deemed else "acceptance", start)


def rule_letter(application: Application, grounds: Sequence[Ground]) -> letters.Draft:
    """The notice of an acceptance by rule, with its reasons. Raises CalendarUnknown."""
    return _acceptance_letter(application, "by-rule", timezone.localdate(), reasons=in_chinese(grounds))


def _acceptance_letter(application: Application, name: str, start: datetime.date, reasons: str = "") -> letters.Draft:
    today = timezone.localdate()
    promised = add_working_days(start, max(application.item.promised_days, 1))
    statutory = add_working_days(start, application.item.statutory_days)
    return letters.draft(
        application,
        name,
        dated=today,
        # Deemed accepted, the days began long ago: one that is over is not promised any more.
        flags={"in-time": promised >= today, "late": statutory < today},
        accepted_on=letters.chinese(start),
        promised_until=letters.chinese(promised),
        statutory_until=letters.chinese(statutory),
        reasons=reasons,
    )


def _received_at(application: Application) -> datetime.datetime:
    amendment = getattr(application, "amendment", None)
    return amendment.made_at if amendment else application.submission.submitted_at


def accept(application: Application, *, by: Person | None) -> Acceptance:
    """Accept a complete application; by nobody: deemed accepted from the day of receipt (art. 32 item 4).

    Raises MayNotHandle, AlreadyDecided, AlreadyAccepted, CalendarUnknown.
    """
    with transaction.atomic(savepoint=False):
        guard(application, by)
        deemed = by is None or _counts_as_accepted(application)
        letter = write(application, acceptance_letter(application, deemed=deemed), by=by)
        accepted_at = _received_at(application) if deemed else timezone.now()
        acceptance = _accepted(application, letter, accepted_by=by, is_deemed=deemed, accepted_at=accepted_at)
        if by is None:
            tell(events.DEEMED_ACCEPTED, application, by="timer", letter=letter.number)
        else:
            tell(events.ACCEPTED, application, by=by, letter=letter.number)
    return acceptance


def accept_by_rule(application: Application, grounds: Sequence[Ground]) -> Acceptance:
    """Accept what needs no person, with the reasons in letter and trail.

    Raises AlreadyDecided, AlreadyAccepted, CalendarUnknown.
    """
    with transaction.atomic(savepoint=False):
        guard(application, None)
        letter = write(application, rule_letter(application, grounds), by=None)
        acceptance = _accepted(application, letter, accepted_by=None, grounds=[g.stored() for g in grounds])
        reasons = in_chinese(grounds).replace("\n", " ")
        tell(events.ACCEPTED_BY_RULE, application, by="rule", letter=letter.number, reasons=reasons)
    return acceptance


def _counts_as_accepted(application: Application) -> bool:
    return bool(why_counts_as_accepted(application, on=timezone.localdate()))


def _accepted(application: Application, letter: Letter, **how: Any) -> Acceptance:
    try:
        return Acceptance.objects.create(application=application, letter=letter, **how)
    except IntegrityError as race:
        raise AlreadyAccepted from race


def ending_letter(
    application: Application, kind: Ending.Kind, *, reasons: str, articles: str = "", competent_body: str = ""
) -> letters.Draft:
    """The letter a refusal of acceptance would send today."""
    return letters.draft(
        application,
        "non-acceptance",
        dated=timezone.localdate(),
        flags={"competent": kind == Ending.Kind.NOT_COMPETENT},
        reasons=reasons,
        articles=articles,
        competent_body=competent_body,
    )


def end(
    application: Application,
    kind: Ending.Kind,
    *,
    by: Person,
    reasons: str,
    articles: str = "",
    competent_body: str = "",
) -> Ending:
    """Refuse acceptance (art. 32): the procedure ends without a decision on the merits.

    Raises MayNotHandle, AlreadyDecided, AlreadyAccepted, NotNow, ReasonsNeeded.
    """
    if not reasons.strip() or not articles.strip():
        raise ReasonsNeeded
    with transaction.atomic():
        guard(application, by)
        if Acceptance.objects.filter(application=application).exists():
            raise AlreadyAccepted
        if why := why_counts_as_accepted(application, on=timezone.localdate()):
            raise NotNow(why)
        if kind == Ending.Kind.INCOMPLETE and not hasattr(application, "amendment"):
            raise NotNow(_("Ask for correction first: the applicant has to be told once what is missing (art. 32)."))
        words = {"reasons": reasons, "articles": articles, "competent_body": competent_body}
        letter = write(application, ending_letter(application, kind, **words), by=by)
        ending = Ending.objects.create(application=application, kind=kind, ended_by=by, letter=letter, **words)
        tell(events.NOT_ACCEPTED, application, by=by, letter=letter.number)
        served.closed(application, "ended", by=by)
    return ending


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


def withdraw(application: Application, *, by: Person, reason: str = "") -> Withdrawal:
    """Take an application back before the decision. Raises AlreadyDecided."""
    with transaction.atomic():
        guard(application, None)
        if not rules.may_withdraw(application):
            raise AlreadyDecided
        letter = write(application, letters.draft(application, "withdrawal", dated=timezone.localdate()), by=by)
        try:
            with transaction.atomic():
                withdrawal = Withdrawal.objects.create(application=application, reason=reason, withdrawn_by=by)
        except IntegrityError as race:
            raise AlreadyDecided from race
        tell(events.WITHDRAWN, application, by=by, letter=letter.number)
        served.closed(application, "withdrawn", by=None)
    return withdrawal
