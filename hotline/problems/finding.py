"""Timer: what came since is counted with its kind – theme and object, theme and place –; enough of it is a problem.

A ticket that was not taken up counts for nothing. What comes while a problem is open is tied to it; what comes after
it was closed is counted from nought, and may open the next.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import Max, QuerySet
from django.utils import timezone

from hotline.problems import events
from hotline.problems.models import LookedAt, Problem, ProblemTicket
from hotline.problems.rules import OVER, Rules, rules_on, state_of
from hotline.tickets.models import Ticket
from hotline.tickets.step_models import Sorted

BY_TIMER = "timer:problems"
AGAIN = 500
"""So many tickets are looked at twice: a transaction that drew its number before may have ended after."""
About = Problem.About


@dataclass(frozen=True, kw_only=True)
class OfAKind:
    """A theme with an object or a place of one hotline."""

    authority: int
    theme: str
    about: str
    key: str
    label: str

    def tickets(self) -> QuerySet[Ticket]:
        """Every ticket of the kind that was not refused."""
        rows = Ticket.objects.filter(authority=self.authority, theme=self.theme)
        if self.about == About.OBJECT:
            rows = rows.filter(object_key=self.key)
        else:
            division, _colon, place = self.key.partition(":")
            rows = rows.filter(division=division, place=place)
        return rows.exclude(sorted__outcome=Sorted.Outcome.REFUSED)


def kinds_of(ticket: Ticket) -> list[OfAKind]:
    """By its object, and by its place where one was told."""
    found = []
    if ticket.object_key:
        found.append((About.OBJECT, ticket.object_key, ticket.object_name))
    if ticket.division_id and ticket.place:
        found.append((About.PLACE, f"{ticket.division_id}:{ticket.place}", ticket.place))
    return [
        OfAKind(authority=ticket.authority_id, theme=ticket.theme, about=about.value, key=key, label=label)
        for about, key, label in found
    ]


def tick() -> int:
    """Look at the tickets that came since; returns how many problems were opened. Harmless to repeat."""
    newest = Ticket.objects.aggregate(pk=Max("pk"))["pk"] or 0
    looked = LookedAt.objects.first() or LookedAt()
    rules = rules_on(timezone.localdate())
    if rules is None or newest == looked.ticket:
        return 0
    rows = Ticket.objects.filter(pk__gt=looked.ticket - AGAIN, pk__lte=newest).order_by("pk")
    kinds = {kind: None for ticket in rows for kind in kinds_of(ticket)}
    opened = sum(_look_at(kind, rules) for kind in kinds)
    looked.ticket = newest
    looked.save()
    return opened


def _look_at(kind: OfAKind, rules: Rules) -> bool:
    """Tie new tickets to the open problem of a kind, or open one when there are enough."""
    rows = Problem.objects.filter(authority=kind.authority, theme=kind.theme, about=kind.about, key=kind.key)
    last = rows.prefetch_related("steps").order_by("-nth").first()
    if last is not None and state_of(last) not in OVER:
        _tie(last, kind.tickets().filter(received_at__gte=last.opened_at))
        return False
    found = kind.tickets().filter(received_at__gte=timezone.now() - datetime.timedelta(days=rules.days))
    if last is not None:
        found = found.filter(received_at__gt=last.steps.latest("nth").at)
    if found.count() < rules.tickets:
        return False
    return _open(kind, rules, nth=(last.nth if last else 0) + 1, tickets=found)


def _open(kind: OfAKind, rules: Rules, *, nth: int, tickets: QuerySet[Ticket]) -> bool:
    try:
        with transaction.atomic():
            made = Problem.objects.create(
                authority_id=kind.authority,
                edition=rules.edition,
                theme=kind.theme,
                about=kind.about,
                key=kind.key,
                label=kind.label,
                nth=nth,
            )
            _tie(made, tickets)
            events.OPENED.record(
                subject=f"problem:{made.pk}",
                by=BY_TIMER,
                authority=str(made.authority.division_id),
                theme=made.theme,
                tickets=made.tickets.count(),
            )
    except IntegrityError:
        return False  # another worker was quicker
    return True


def _tie(problem: Problem, rows: QuerySet[Ticket]) -> None:
    fresh = rows.exclude(problems__problem=problem).values_list("pk", flat=True)
    ProblemTicket.objects.bulk_create(
        [ProblemTicket(problem=problem, ticket_id=pk) for pk in fresh], ignore_conflicts=True
    )
