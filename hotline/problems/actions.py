"""A problem is taken up by an owner with a measure, and closed by what was changed – by somebody else (measure 16)."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.people import Person
from accounts.permissions import LEAD_HOTLINE
from desk.refusals import MayNotHandle, NotNow, TooLate
from hotline.desks.models import Desk, DeskSeat
from hotline.problems import events
from hotline.problems.models import Problem, ProblemStep
from hotline.problems.rules import NEXT, rules_of, state_of

Kind = ProblemStep.Kind


class DoneMeanwhile(TooLate):
    """Somebody was quicker."""

    def __str__(self) -> str:
        return _("This has already been done.")


def leads(person: Person, problem: Problem) -> bool:
    """Whether somebody leads the hotline of a problem."""
    return person.has_perm(LEAD_HOTLINE) and person.authority_id == problem.authority_id


def owner_of(problem: Problem) -> ProblemStep | None:
    """The step by which somebody answers for it now."""
    return next((step for step in reversed(list(problem.steps.all())) if step.kind == Kind.TAKEN), None)


def is_owner(person: Person, problem: Problem) -> bool:
    """Whether a problem is somebody's own to solve."""
    found = owner_of(problem)
    return found is not None and found.owner_id == person.pk


def take_up(problem: Problem, *, desk: Desk, owner: Person, words: str, due: datetime.date, by: Person) -> ProblemStep:
    """Give it an owner, a measure and a day; a later one replaces it. Raises NotNow, MayNotHandle."""
    if due < timezone.localdate():
        raise NotNow(_("The day has already passed."))
    if (
        desk.authority_id != problem.authority_id
        or not DeskSeat.objects.filled().filter(desk=desk, person=owner).exists()
    ):
        raise NotNow(_("Whoever is responsible must have a seat at the desk."))
    with _open(problem, Kind.TAKEN, words=words) as found:
        if not leads(by, found):
            raise MayNotHandle
        return _step(found, Kind.TAKEN, words=words, desk=desk, owner=owner, due=due, by=by)


def note(problem: Problem, *, words: str, by: Person) -> ProblemStep:
    """Say what was done. Raises NotNow, MayNotHandle."""
    with _open(problem, Kind.NOTED, words=words) as found:
        if not leads(by, found) and not is_owner(by, found):
            raise MayNotHandle
        return _step(found, Kind.NOTED, words=words, by=by)


def close(problem: Problem, *, change: str, reference: str, words: str, by: Person) -> ProblemStep:
    """It is solved: what was changed, and which one exactly. Never by its owner. Raises NotNow, MayNotHandle."""
    if change not in rules_of(problem).changes or not reference.strip():
        raise NotNow(_("Say what was changed: words alone do not close a problem."))
    with _open(problem, Kind.CLOSED, words=words) as found:
        if not leads(by, found):
            raise MayNotHandle
        taken = owner_of(found)
        if taken is None or taken.owner_id == by.pk:
            raise MayNotHandle(_("Whoever answers for a problem cannot close it."))
        told = {"change": change, "reference": reference.strip(), "owner": taken.owner, "desk": taken.desk}
        return _step(found, Kind.CLOSED, words=words, by=by, **told)


def drop(problem: Problem, *, words: str, by: Person) -> ProblemStep:
    """There is no common root: why. Raises NotNow, MayNotHandle."""
    with _open(problem, Kind.DROPPED, words=words) as found:
        if not leads(by, found):
            raise MayNotHandle
        return _step(found, Kind.DROPPED, words=words, by=by)


@contextmanager
def _open(problem: Problem, kind: Kind, *, words: str) -> Iterator[Problem]:
    """The problem under its lock, at a state a step may follow. Raises NotNow, DoneMeanwhile."""
    if not words.strip():
        raise NotNow(_("Write down what is done, or why."))
    try:
        with transaction.atomic():
            found = Problem.objects.select_for_update().get(pk=problem.pk)
            if kind not in NEXT[state_of(found)]:
                raise NotNow(_("This step cannot follow here."))
            yield found
    except IntegrityError as twice:
        raise DoneMeanwhile from twice


def _step(problem: Problem, kind: Kind, *, words: str, by: Person, **told: object) -> ProblemStep:
    nth = problem.steps.count() + 1
    done = ProblemStep.objects.create(problem=problem, nth=nth, kind=kind, words=words.strip(), by=by, **told)
    events.STEPPED.record(
        subject=f"problem:{problem.pk}", by=by, authority=str(problem.authority.division_id), state=f"problem-{kind}"
    )
    return done
