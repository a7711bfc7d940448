"""Which open steps a timer has to look at, what has passed there, and on which day it looks again.

A step is looked at when it opens, when its limits change (`limits_changed`), and on the day after each of its
limits ends. So a minute in which nothing is due costs the same with ten open cases and with a hundred thousand.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from clock.limits import Limit
from clock.working_days import CalendarUnknown
from desk import open_steps
from desk.models import OpenStep
from desk.open_steps import Seen
from licensing.applications.models.application import Application
from licensing.applications.rules import expiry_of
from licensing.applications.sheet import sheet_of
from licensing.decisions import limits
from licensing.decisions.rules import hearing_is_owed, hold_hearing_by, is_renewed_by_law, unanswered_parties
from licensing.flow.models import AfterGrantProcess
from licensing.moving.progress import limits_of
from licensing.verification.models import Inquiry, Inspection
from licensing.verification.rules import hold_hearing_by as hold_inquiry_hearing_by
from licensing.verification.rules import limit_of, open_inquiry

MOST_AT_ONCE = 1000
"""So many steps are looked at in one run, those that wait longest first; after a change of the calendar all are."""
_ONE_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Watched:
    """A limit of a step on a day. `ended` is set when it is over; `look_on` when it is looked at next.

    Without a name it is not told to the supervisor: the law itself acts on it.
    """

    step: OpenStep
    application: Application
    name: str = ""
    ended: datetime.date | None = None
    look_on: datetime.date | None = None


LimitsAt = Callable[..., Iterator[Watched]]


def to_look_at(flow: str, *, on: datetime.date) -> list[OpenStep]:
    """The open steps of a flow whose day has come."""
    rows = OpenStep.objects.to_look_at(on=on).filter(flow=flow).select_related("task")
    return list(rows.order_by("look_on", "pk")[:MOST_AT_ONCE])


def cases_of(steps: Sequence[OpenStep]) -> dict[int, Application]:
    """The cases of some steps by the key of their process, with everything their limits are counted from."""
    cases = (
        Application.objects.filter(process__in=[step.task.process_id for step in steps])
        .select_related(
            "item", "submission", "amendment", "acceptance", "extension", "correction__letter__service", "company",
            "authority", "decision", "process",
        )
        .prefetch_related("pauses__resumption")
        .order_by("pk")
    )  # fmt: skip
    return {case.process.pk: case for case in cases} if steps else {}


def limits_of_cases(steps: Sequence[OpenStep], *, on: datetime.date) -> Iterator[Watched]:
    """Every limit of some steps of the procedure, passed or to come."""
    cases = cases_of(steps)
    for step in steps:
        if case := cases.get(step.task.process_id):
            yield from _limits_of_case(step, case, on=on)


def _limits_of_case(step: OpenStep, case: Application, *, on: datetime.date) -> Iterator[Watched]:
    if step.node == "deliver":
        yield _of_limit(step, case, "delivery", limits.delivery_limit(case, on=on), on=on)
        return
    correction = getattr(case, "correction", None)
    if correction and not hasattr(case, "amendment"):
        yield _of_told(step, case, "correction", correction.runs_until, correction.answer_by, on=on)
    elif hasattr(case, "acceptance"):
        yield _of_limit(step, case, "promise", limits.promised_limit(case, on=on), on=on)
        yield _of_limit(step, case, "decision", limits.statutory_limit(case, on=on), on=on)
    else:
        completeness = limits.completeness_limit(case, on=on)
        # The law accepts what stands at the check still: until it has, every minute.
        again = on if completeness.is_overdue and step.node == "check" else None
        yield _of_limit(step, case, "completeness", completeness, on=on, again=again)
    yield from _of_hearing(step, case, on=on)
    sheet = sheet_of(case)
    if expiry := expiry_of(sheet):
        again = on if is_renewed_by_law(sheet, on=on) else None
        yield _of_day(step, case, "", expiry, on=on, again=again)


def _of_hearing(step: OpenStep, case: Application, *, on: datetime.date) -> Iterator[Watched]:
    """A hearing that may be asked for, or was asked for and not held (art. 47)."""
    offer = getattr(case, "hearing_offer", None)
    if offer is None or hasattr(offer, "record"):
        return
    if hearing_is_owed(case):
        yield _of_day(step, case, "hearing", hold_hearing_by(offer), on=on)
    elif step.node == "hearing":
        days = [offer.runs_until, *(party.runs_until for party in unanswered_parties(case))]
        last = None if None in days else max(day for day in days if day)
        yield _of_told(step, case, "", last, offer.ask_by, on=on, again=on)


def limits_after_grant(steps: Sequence[OpenStep], *, on: datetime.date) -> Iterator[Watched]:
    """Every limit of some steps after a grant."""
    processes = AfterGrantProcess.objects.filter(pk__in=[step.task.process_id for step in steps])
    found = processes.select_related("application__authority", "application__verification") if steps else []
    cases = {process.pk: process.application for process in found}
    for step in steps:
        if case := cases.get(step.task.process_id):
            yield from _limits_after_grant(step, case, on=on)


def _limits_after_grant(step: OpenStep, case: Application, *, on: datetime.date) -> Iterator[Watched]:
    # A list shows by when the promise is to be verified even where no limit of the step itself runs.
    yield Watched(step=step, application=case)
    if step.node == "verify":
        yield _of_limit(step, case, "verification", limit_of(case.verification, on=on), on=on)
    elif told := answer_told(case, step.node):
        yield _of_told(step, case, "", answer_due(case, step.node), told, on=on, again=on)
    elif step.node == "decide_end":
        yield from _of_inquiry(step, open_inquiry(case), case, on=on)


def _asked_of_holder(application: Application, node: str) -> Inspection | Inquiry | None:
    if node == "rectify":
        rows = Inspection.objects.filter(verification__application=application)
        return rows.select_related("letter__service").latest("pk")
    return open_inquiry(application) if node == "defend" else None


def answer_due(application: Application, node: str) -> datetime.date | None:
    """By when the holder has to answer at a step; None where nobody waits for the holder, or the letter waits."""
    asked = _asked_of_holder(application, node)
    return asked.runs_until if asked else None


def answer_told(application: Application, node: str) -> datetime.date | None:
    """The day the holder's letter names at a step; None where nobody waits for the holder."""
    asked = _asked_of_holder(application, node)
    return asked.last_day if asked else None


def _of_inquiry(step: OpenStep, inquiry: Inquiry | None, case: Application, *, on: datetime.date) -> Iterator[Watched]:
    statement = getattr(inquiry, "statement", None)
    if inquiry is None or statement is None or not statement.wants_hearing or hasattr(inquiry, "hearing"):
        return
    try:
        yield _of_day(step, case, "hearing", hold_inquiry_hearing_by(inquiry), on=on)
    except CalendarUnknown:
        yield Watched(step=step, application=case, look_on=on + _ONE_DAY)  # the missing year is told on the desk


def _of_limit(
    step: OpenStep,
    case: Application,
    name: str,
    limit: Limit,
    *,
    on: datetime.date,
    again: datetime.date | None = None,
) -> Watched:
    if limit.is_overdue:
        return Watched(step=step, application=case, name=name, ended=limit.ended, look_on=again)
    if limit.unknown_year:
        return Watched(step=step, application=case, name=name, look_on=on + _ONE_DAY)
    return Watched(step=step, application=case, name=name, look_on=limit.due + _ONE_DAY if limit.due else None)


def _of_day(
    step: OpenStep,
    case: Application,
    name: str,
    day: datetime.date,
    *,
    on: datetime.date,
    again: datetime.date | None = None,
) -> Watched:
    if on > day:
        return Watched(step=step, application=case, name=name, ended=day, look_on=again)
    return Watched(step=step, application=case, name=name, look_on=day + _ONE_DAY)


def _of_told(
    step: OpenStep,
    case: Application,
    name: str,
    runs_until: datetime.date | None,
    told: datetime.date,
    *,
    on: datetime.date,
    again: datetime.date | None = None,
) -> Watched:
    """A limit that a letter told; the letter not being served, the office is late with it once the day told is over."""
    if runs_until is None:
        return _of_day(step, case, "service", told, on=on)
    return _of_day(step, case, name, runs_until, on=on, again=again)


def note_next_look(steps: Sequence[OpenStep], watch: Watch, *, on: datetime.date) -> None:
    """Write down when each step that was looked at is due and is looked at again.

    Counted anew under a lock on its row: an act that changes a limit waits for it, or has changed it already.
    """
    if not steps:
        return
    with transaction.atomic():
        keys = [step.pk for step in steps]
        locked = OpenStep.objects.select_for_update(skip_locked=True, of=("self",)).filter(pk__in=keys)
        held = list(locked.select_related("task").order_by("pk"))
        open_steps.seen(held, looked_at(held, watch, on=on))


def looked_at(steps: Sequence[OpenStep], watch: Watch, *, on: datetime.date) -> list[Seen]:
    """When each step is due and on which day it is looked at next, counted from the rows of its case."""
    nexts: dict[int, list[datetime.date]] = {step.pk: [] for step in steps}
    dues: dict[int, datetime.date | None] = {}
    for limit in watch.limits_at(steps, on=on):
        if limit.look_on:
            nexts[limit.step.pk].append(limit.look_on)
        if limit.step.pk not in dues:
            dues[limit.step.pk] = watch.due_of(limit.application, on=on)
    return [Seen(due=dues.get(step.pk), look_on=min(nexts[step.pk], default=None)) for step in steps]


def due_of_case(case: Application, *, on: datetime.date) -> datetime.date | None:
    """The day the desk shows: the end of the limit that runs now."""
    return limits_of(case, on=on).running.due


def due_after_grant(case: Application, *, on: datetime.date) -> datetime.date | None:
    """The day the verifier's desk shows: by when the promise is to be verified; none where the grant had none."""
    verification = getattr(case, "verification", None)
    return limit_of(verification, on=on).due if verification else None


@dataclass(frozen=True, kw_only=True)
class Watch:
    """How the steps of a flow are watched: every limit of theirs, and the one day their list is sorted by."""

    limits_at: LimitsAt
    due_of: Callable[..., datetime.date | None]


WATCHES: Mapping[str, Watch] = {
    "LicensingFlow": Watch(limits_at=limits_of_cases, due_of=due_of_case),
    "AfterGrantFlow": Watch(limits_at=limits_after_grant, due_of=due_after_grant),
}
"""The flows whose steps have limits."""


def limits_changed(application: Application) -> None:
    """The limits of a case changed while a step is open: it is looked at within the minute."""
    of_case = Q(task__process__licensingprocess__application=application)
    after_grant = Q(task__process__aftergrantprocess__application=application)
    OpenStep.objects.filter(of_case | after_grant).update(look_on=timezone.localdate())
