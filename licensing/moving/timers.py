"""What the law does by itself when a day has passed; run by the worker every minute, harmless to run twice."""

from __future__ import annotations

import datetime
import logging
from collections.abc import Callable, Iterable

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

from clock.working_days import CalendarUnknown
from desk.models import OpenStep
from desk.refusals import NotYourTask, SomebodyElseIsWorking
from desk.serving.following import standing_of
from licensing import events
from licensing.applications.files import forget_of_discarded
from licensing.applications.models.application import Application
from licensing.applications.sheet import sheet_of
from licensing.certificates.foresight import Telling
from licensing.certificates.models import IssueOrder
from licensing.certificates.queries import vehicles_not_put_in
from licensing.decisions import limits
from licensing.decisions.actions import accepting, acting, deciding
from licensing.decisions.models.letters import Letter
from licensing.decisions.models.limits import Escalation
from licensing.decisions.rules import hearing_is_let_pass, is_renewed_by_law
from licensing.decisions.serving.rules import unserved_letters
from licensing.flow.models import BundleProcess
from licensing.flow.steps import BEFORE_DECISION
from licensing.moving import bundles
from licensing.moving.cases import enter, send
from licensing.moving.watching import WATCHES, cases_of, note_next_look, to_look_at
from licensing.moving.worker import finish_case
from licensing.verification.remedies import due_anew
from pages.days import midnight

logger = logging.getLogger(__name__)


def _standing_at(*nodes: str) -> list[Application]:
    """The cases at some steps that are to be looked at today, their limits with them."""
    steps = to_look_at("LicensingFlow", on=timezone.localdate())
    return list(cases_of([step for step in steps if step.node in nodes]).values())


def _try(application: Application, act: Callable[[Application], object]) -> bool:
    try:
        act(application)
    except (NotYourTask, SomebodyElseIsWorking, acting.AlreadyDecided, accepting.AlreadyAccepted, CalendarUnknown):
        return False  # somebody acted in the meantime, or the calendar is missing: the next run sees
    except deciding.NotYetCertain:
        return False  # what it renews has ended: the law grants nothing, a person refuses
    except Exception:
        logger.exception("timer failed for application %s", application.pk)
        return False
    return True


def deem_accepted() -> int:
    """Nothing told within five working days: accepted from the day of receipt (Licensing Law art. 32 item 4)."""
    today = timezone.localdate()
    late = (a for a in _standing_at("check") if limits.completeness_limit(a, on=today).is_overdue)
    return sum(_try(application, _deem) for application in late)


def _deem(application: Application) -> None:
    with send(application, "deem_accepted", "check"):
        accepting.accept(application, by=None)
        application.refresh_from_db()


def go_without_hearing() -> int:
    """No hearing asked for in five working days: the decision is taken up again (art. 47)."""
    today = timezone.localdate()
    late = (a for a in _standing_at("hearing") if hearing_is_let_pass(a, on=today))
    return sum(_try(application, _go_without) for application in late)


def _go_without(application: Application) -> None:
    with send(application, "waive_hearing", "hearing"):
        pass


def pass_expiry() -> int:
    """A renewal asked for in time and undecided when the licence expires is granted by law (Licensing Law art. 50)."""
    today = timezone.localdate()
    moved = 0
    for application in _standing_at(*BEFORE_DECISION):
        if is_renewed_by_law(sheet_of(application), on=today):
            moved += _try(application, _grant_by_law)
    return moved


def _grant_by_law(application: Application) -> None:
    with send(application, "pass_expiry", *BEFORE_DECISION):
        told = Telling(by_law=True)
        enter(deciding.deem_granted(application, granted=told), told)
        application.refresh_from_db()
    finish_case.enqueue(application.pk)


BUNDLES_REST_SECONDS = 300
"""So long nobody looks once all were looked at: what happens to an item moves its bundle along by itself."""
MOST_BUNDLES = 50
"""So many one-thing applications are looked at in a minute, in turn: each asks registries about its other steps."""


def advance_bundles() -> int:
    """Begin what can begin in open one-thing applications: a worker killed between two steps loses nothing."""
    moved = 0
    for process in _bundles_in_turn():
        before = process.application.children.count()
        moved += _try(process.application, bundles.advance) and process.application.children.count() > before
    return moved


def _bundles_in_turn() -> list[BundleProcess]:
    if cache.get(_ALL_BUNDLES_SEEN):
        return []
    waiting = OpenStep.objects.at("BundleFlow", "items").filter(pk__gt=cache.get(_LAST_BUNDLE, 0))
    found = list(waiting.values_list("pk", "task__process")[:MOST_BUNDLES])
    cache.set(_LAST_BUNDLE, found[-1][0] if len(found) == MOST_BUNDLES else 0)
    if len(found) < MOST_BUNDLES:
        cache.set(_ALL_BUNDLES_SEEN, True, timeout=BUNDLES_REST_SECONDS)
    processes = BundleProcess.objects.filter(pk__in=[process for _step, process in found])
    return list(processes.select_related("application__item__bundle").order_by("pk")) if found else []


_LAST_BUNDLE = "timers:last-bundle"
_ALL_BUNDLES_SEEN = "timers:all-bundles-seen"


def escalate() -> int:
    """Every limit that passed without its act is told to the supervisor, once; returns how many are new.

    The last of the timers: it writes down on which day each step is looked at next.
    """
    today = timezone.localdate()
    told = 0
    for flow, watch in WATCHES.items():
        steps = to_look_at(flow, on=today)
        for limit in watch.limits_at(steps, on=today):
            if limit.name and limit.ended:
                told += _tell(limit.application, limit.name, limit.ended)
        note_next_look(steps, watch, on=today)
    for application in _granted_and_not_public(on=today):
        publicity = limits.publicity_limit(application, on=today)
        if publicity.is_overdue and publicity.ended:
            told += _tell(application, "publicity", publicity.ended)
    for remedy in due_anew(on=today):
        told += _tell(remedy.application, "anew", remedy.due_anew)
    return told + _tell_of_vehicles(on=today) + _tell_of_decisions(on=today)


def _tell_of_vehicles(*, on: datetime.date) -> int:
    """Vehicles that were promised for a day and did not come: a day passes once a day."""
    looked = f"timers:vehicles:{on.isoformat()}"
    if cache.get(looked):
        return 0
    told = sum(_tell(application, "vehicles", due) for application, due in vehicles_not_put_in(on=on))
    cache.set(looked, True, timeout=24 * 3600)
    return told


def _tell_of_decisions(*, on: datetime.date) -> int:
    """Decisions that reached nobody within seven working days (Penalty Law art. 61): a day passes once a day."""
    looked = f"timers:decisions:{on.isoformat()}"
    if cache.get(looked):
        return 0
    waiting = unserved_letters().filter(kind__in=Letter.CONTESTABLE - Letter.BEGINS_A_LIMIT, dated__lt=on)
    late = standing_of(waiting.select_related("application__authority").order_by("pk"), on=on)
    told = sum(_tell(one.letter.application, "service", one.due) for one in late if one.is_overdue and one.due)
    cache.set(looked, True, timeout=24 * 3600)
    return told


def _granted_and_not_public(*, on: datetime.date) -> Iterable[Application]:
    """Grants of earlier days that still wait for their public entry (双公示, domain F-2.6)."""
    orders = IssueOrder.objects.filter(completed_at__isnull=True, ordered_at__lt=midnight(on))
    late = orders.filter(decision__publication=None).select_related("decision__application__authority")
    return [order.decision.application for order in late.order_by("pk")]


def _tell(application: Application, name: str, due: datetime.date) -> bool:
    with transaction.atomic():
        _row, new = Escalation.objects.get_or_create(application=application, limit=name, due=due)
        if new:
            acting.tell(events.ESCALATED, application, by="timer", limit=name, due=due.isoformat())
    return new


AT_NIGHT = 2


def forget_files_of_discarded() -> int:
    """Once a night: files of drafts that were put away go (0078)."""
    now = timezone.localtime()
    if now.hour != AT_NIGHT or not cache.add(f"discarded-files:{now.date()}", True, timeout=24 * 3600):
        return 0
    return forget_of_discarded()
