"""Problems as tickets, bulletins and measures tell of them: the link from a complaint to what was changed stays."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from accounts.authorities import Authority
from accounts.people import Person
from hotline.measures.reading import Measuring
from hotline.problems.finding import OfAKind
from hotline.problems.looks import PROBLEMS
from hotline.problems.models import Problem, ProblemStep
from hotline.problems.rules import OVER, rules_of, state_of
from hotline.rulebook.reading import EDITIONS
from hotline.tickets.models import Ticket
from hotline.tickets.screens.asides import Aside
from pages.sentences import labelled

Kind = ProblemStep.Kind


@dataclass(frozen=True, kw_only=True)
class Told:
    """A problem as it stood at a moment: its state, how many tickets it had, what was changed."""

    problem: Problem
    state: str
    tickets: int
    taken: ProblemStep | None
    changed: str

    @property
    def theme(self) -> str:
        return EDITIONS.newest.term("themes", self.problem.theme).name


def told(problem: Problem, *, at: datetime.datetime | None = None) -> Told:
    """Read a problem; steps and tickets of after the moment are not there."""
    steps = [step for step in problem.steps.all() if at is None or step.at < at]
    tickets = [row for row in problem.tickets.all() if at is None or row.at < at]
    return Told(
        problem=problem,
        state=state_of(problem, at=at),
        tickets=len(tickets),
        taken=next((step for step in reversed(steps) if step.kind == Kind.TAKEN), None),
        changed=next((what_changed(step) for step in steps if step.kind == Kind.CLOSED), ""),
    )


def what_changed(step: ProblemStep) -> str:
    """Which letter, edition, road or rule was changed."""
    return labelled(rules_of(step.problem).change(step.change), step.reference)


def of_period(authority: int, *, since: datetime.date, at: datetime.datetime) -> list[Told]:
    """Those that were open at a moment or ended in the days before it."""
    ended = ProblemStep.objects.filter(problem=OuterRef("pk"), kind__in=OVER, at__date__lt=since)
    rows = Problem.objects.filter(authority=authority, opened_at__lt=at).exclude(Exists(ended))
    rows = rows.prefetch_related("tickets", "steps__problem", "steps__owner", "steps__desk")
    return [told(problem, at=at) for problem in rows.order_by("pk")]


def of_ticket(ticket: Ticket, reader: Person) -> Iterator[Aside]:
    """What a ticket was part of, and what was changed because of it."""
    rows = Problem.objects.visible_to(reader).filter(tickets__ticket=ticket)
    for problem in rows.order_by("pk"):
        one = told(problem)
        words = f"{one.theme} · {problem.label}"
        yield Aside(
            title=str(PROBLEMS[one.state].label),
            words=f"{words} → {one.changed}" if one.changed else words,
            address=reverse("problems:problem", args=[problem.pk]),
        )


def since_closed(problem: Problem) -> int | None:
    """How many tickets of the kind came after it was closed; None while it is not."""
    last = problem.steps.filter(kind=Kind.CLOSED).first()
    if last is None:
        return None
    kind = OfAKind(
        authority=problem.authority_id, theme=problem.theme, about=problem.about, key=problem.key, label=problem.label
    )
    return kind.tickets().filter(received_at__gt=last.at).count()


def solved(whose: QuerySet[Authority]) -> Measuring:
    """Problems that were closed by a change, of all there were: what measure 16 says of itself."""
    rows = Problem.objects.filter(authority__in=whose)
    return Measuring(value=rows.filter(steps__kind=Kind.CLOSED).distinct(), of=rows)


def tickets_of(problem: Problem, among: QuerySet[Ticket]) -> Sequence[Ticket]:
    """The tickets of a problem among those a reader may see."""
    return list(among.filter(problems__problem=problem).order_by("-pk"))
