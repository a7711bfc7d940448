"""What officials do with a case: accept, review, decide; and how an applicant withdraws."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.people import Person
from licensing import events
from licensing.applications.actions import look_up
from licensing.applications.models import Application
from licensing.clock.working_days import add_working_days
from licensing.decisions import letters, rules
from licensing.decisions.models import Acceptance, Decision, Letter, Review, Withdrawal
from licensing.papers.numbers import draw


class MayNotHandle(Exception):
    """The person is on the applicant's side, or the case is another authority's."""


class AlreadyDecided(Exception):
    """The case is closed: decided or withdrawn."""


class AlreadyAccepted(Exception):
    """The application was accepted before."""


class NotYetCertain(Exception):
    """A grant would rest on something no registry confirms; `obstacles` lists all of it."""

    def __init__(self, obstacles: list[rules.Obstacle]) -> None:
        super().__init__(", ".join(o.material for o in obstacles))
        self.obstacles = obstacles


class ReasonsNeeded(Exception):
    """A refusal without reasons and articles is no decision (Licensing Law art. 38)."""


def _guard(application: Application, by: Person) -> None:
    if not rules.may_handle(by, application):
        raise MayNotHandle
    # Read past the caller's copy: somebody else may have closed the case in the meantime.
    if (
        Decision.objects.filter(application=application).exists()
        or Withdrawal.objects.filter(application=application).exists()
    ):
        raise AlreadyDecided


def write(application: Application, draft: letters.Draft, *, by: Person) -> Letter:
    """Store a letter with the next number of its series; the caller's transaction keeps both or neither."""
    authority = application.authority
    serial = draw(authority, f"letter-{draft.kind.value}", year=draft.dated.year)
    return Letter.objects.create(
        application=application,
        kind=draft.kind,
        number=letters.letter_number(authority, draft.kind, draft.dated.year, serial),
        title=draft.title,
        addressee=draft.addressee,
        paragraphs=list(draft.paragraphs),
        table=[list(row) for row in draft.table],
        remedies=draft.remedies,
        dated=draft.dated,
        written_by=by,
    )


def acknowledge(application: Application, *, by: Person) -> Letter:
    """Write the receipt that answers a submission (收件)."""
    with transaction.atomic():
        waived = [w.requirement.material.name_zh for w in application.waivers.select_related("requirement__material")]
        dated = timezone.localdate(application.submission.submitted_at)
        return write(application, letters.receipt(application, dated=dated, waived=waived), by=by)


def acceptance_letter(application: Application) -> letters.Draft:
    """The notice of acceptance as it would be sent today."""
    today = timezone.localdate()
    return letters.acceptance(
        application,
        dated=today,
        promised_until=add_working_days(today, max(application.item.promised_days, 1)),
        statutory_until=add_working_days(today, application.item.statutory_days),
    )


def accept(application: Application, *, by: Person) -> Acceptance:
    """Accept a complete application. Raises MayNotHandle, AlreadyDecided, AlreadyAccepted."""
    with transaction.atomic():
        _guard(application, by)
        letter = write(application, acceptance_letter(application), by=by)
        try:
            acceptance = Acceptance.objects.create(application=application, accepted_by=by, letter=letter)
        except IntegrityError as race:
            raise AlreadyAccepted from race
        events.ACCEPTED.record(
            subject=application.subject, by=by, authority=application.authority.division_id, letter=letter.number
        )
    return acceptance


def review(application: Application, *, recommendation: Review.Recommendation, opinion: str, by: Person) -> Review:
    """Write down a reviewer's opinion. Raises MayNotHandle, AlreadyDecided."""
    with transaction.atomic():
        _guard(application, by)
        review = Review.objects.create(
            application=application, recommendation=recommendation, opinion=opinion, reviewed_by=by
        )
        events.REVIEWED.record(
            subject=application.subject,
            by=by,
            authority=application.authority.division_id,
            recommendation=recommendation.value,
        )
    return review


def repeat_lookups(application: Application, *, by: Person) -> None:
    """Ask again whatever is older than its freshness or was not answered. Never inside a transaction."""
    look_up(application, by=f"person:{by.pk}")


def decide(
    application: Application,
    outcome: Decision.Outcome,
    *,
    by: Person,
    reasons: str = "",
    articles: str = "",
) -> Decision:
    """Grant or refuse, once. The caller repeats stale look-ups first (`repeat_lookups`).

    Raises MayNotHandle, AlreadyDecided, NotYetCertain (a grant nothing confirms), ReasonsNeeded.
    """
    if outcome == Decision.Outcome.REFUSED and not (reasons.strip() and articles.strip()):
        raise ReasonsNeeded
    with transaction.atomic():
        _guard(application, by)
        if outcome == Decision.Outcome.GRANTED and (obstacles := rules.obstacles_to_grant(application)):
            raise NotYetCertain(obstacles)
        today = timezone.localdate()
        draft = letters.of_decision(application, outcome, dated=today, reasons=reasons, articles=articles)
        letter = write(application, draft, by=by)
        try:
            decision = Decision.objects.create(
                application=application,
                outcome=outcome,
                reasons=reasons,
                articles=articles,
                decided_by=by,
                letter=letter,
            )
        except IntegrityError as race:
            raise AlreadyDecided from race
        kind = events.GRANTED if decision.is_granted else events.REFUSED
        kind.record(
            subject=application.subject, by=by, authority=application.authority.division_id, letter=letter.number
        )
    return decision


def withdraw(application: Application, *, by: Person, reason: str = "") -> Withdrawal:
    """Take an application back before the decision. Raises AlreadyDecided."""
    with transaction.atomic():
        if not rules.may_withdraw(application):
            raise AlreadyDecided
        write(application, letters.withdrawal(application, dated=timezone.localdate()), by=by)
        try:
            withdrawal = Withdrawal.objects.create(application=application, reason=reason, withdrawn_by=by)
        except IntegrityError as race:
            raise AlreadyDecided from race
        events.WITHDRAWN.record(subject=application.subject, by=by, authority=application.authority.division_id)
    return withdrawal
