"""Every night promises are asked again, the longest unasked first, so many look-ups of each registry as it is spared.

A registry that is silent says nothing about a promise: what was known stays known, and nothing follows.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Collection, Sequence

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from licensing.applications.evidence.questions import ENTITY_MATERIAL
from licensing.applications.models.application import Application
from licensing.decisions.models.ends import Decision
from licensing.offers.noticing import notice
from materials.catalogue.queries import name_zh
from materials.lookups.ask import ask_all
from materials.lookups.contract import Answer, Outcome
from pages.days import midnight
from supervision.promises import events
from supervision.promises.editions import in_force
from supervision.promises.following import close_what_is_gone, close_what_nobody_promised, follow, pass_on
from supervision.promises.holders import ended_as, tell_of_the_end
from supervision.promises.living import (
    LookUp,
    holders_without_promise,
    is_living,
    living,
    look_ups_of,
    overdue_vehicles,
)
from supervision.promises.models import LastAsked, Probe
from supervision.promises.reading import newest_probes

BY_TIMER = "timer:promises"
OWN_REGISTER = "register"
IN_ONE_TURN = 20
"""So many cases are asked about in a minute: the worker has other things to do."""
LOOKED_AT = 200
"""So many are looked at to find them: a promise may have ended since its last turn."""
ENTERED = 5_000
"""So many new grants are given a turn in a minute; after years without this app there may be many."""
OVERLAP = 1_000
"""Decisions this close to the newest one are looked at again: they may be kept in another order than numbered."""
EVERY_DAYS = 30
RAN_OUT = "ran-out"


def tick() -> int:
    """Timer: what is over is closed, and the next cases of this night are asked about; returns how many look-ups."""
    now = timezone.localtime()
    if now.hour < settings.CREDIT_HOUR:
        return 0
    today = now.date()
    close_what_is_gone(on=today)
    pass_on(on=today)
    return ask_those_due(on=today)


def ask_those_due(*, on: datetime.date, most: int = IN_ONE_TURN) -> int:
    """Ask about cases that had no turn today, the longest unasked first, within each registry's budget."""
    _enter_new_grants()
    turn = _whose_turn(on, most)
    if not turn:
        return 0
    spent, overdue = _spent(on), overdue_vehicles(turn, on=on)
    count = 0
    for application in turn:
        count += len(_ask(application, on=on, by=BY_TIMER, spent=spent, overdue=overdue))
        LastAsked.objects.filter(application=application).update(on=on)
    return count


def _enter_new_grants() -> None:
    """Give every grant a turn: its registries were asked last on the day it was granted."""
    newest = LastAsked.objects.order_by("-pk").values_list("application__decision", flat=True).first() or 0
    grants = Decision.objects.filter(
        pk__gt=newest - OVERLAP,
        outcome=Decision.Outcome.GRANTED,
        application__last_asked__isnull=True,
    )
    found = grants.order_by("pk").values_list("application", "decided_at")[:ENTERED]
    turns = [LastAsked(application_id=case, on=timezone.localdate(at)) for case, at in found]
    LastAsked.objects.bulk_create(turns, ignore_conflicts=True)


def _whose_turn(on: datetime.date, most: int) -> Sequence[Application]:
    """Living promises and holders who promised nothing, longest unasked; what has ended is seen again next night."""
    first = LastAsked.objects.filter(on__lt=on).order_by("on", "pk").values_list("application", flat=True)[:LOOKED_AT]
    keys = list(first)
    standing = (living(on=on), holders_without_promise(on=on))
    alive = {case.pk: case for cases in standing for case in cases.filter(pk__in=keys)}
    LastAsked.objects.filter(application__in=[key for key in keys if key not in alive]).update(on=on)
    return [alive[key] for key in keys if key in alive][:most]


def ask_now(application: Application, key: tuple[str, str], *, by: str) -> Probe | None:
    """Ask one look-up at once, whether it is due or not; None when nothing can be asked."""
    today = timezone.localdate()
    if not is_living(application, on=today):
        close_what_is_gone(on=today)
        return None
    found = _ask(application, on=today, by=by, spent=None, overdue=overdue_vehicles([application], on=today), only=key)
    return found[0] if found else None


def _spent(on: datetime.date) -> Counter[str]:
    """Look-ups of this night by registry."""
    rows = Probe.objects.filter(asked_at__gte=midnight(on), asked_by=BY_TIMER)
    return Counter(rows.values_list("registry", flat=True))


def _ask(
    application: Application,
    *,
    on: datetime.date,
    by: str,
    spent: Counter[str] | None,
    overdue: Collection[int],
    only: tuple[str, str] | None = None,
) -> list[Probe]:
    """Ask what is due of one case, keep the answers, and do what follows. Never raises for faults outside."""
    before = newest_probes(application)
    every = list(look_ups_of(application, by=by))
    asked = [
        test
        for test in every
        if test.is_connected
        and (test.key == only if only is not None else _is_due(test, before.get(test.key), on=on))
        and _afford(test, spent)
    ]
    answers = iter(ask_all([test.question for test in asked if test.question is not None]))
    kept = []
    for test in asked:
        answer = next(answers) if test.question is not None else None
        with transaction.atomic():
            probe = _kept(application, test, answer, by=by, is_overdue=application.pk in overdue)
            status, known = ended_as(test.material, answer), before.get(test.key)
            if status and (known is None or known.reason != status):
                tell_of_the_end(application, status, by=by)
            if test.material == ENTITY_MATERIAL and answer is not None and answer.outcome is Outcome.FOUND:
                notice(application.company, answer.fields, on=on)
            if test.statements:
                follow(application, probe, test, on=on)
        kept.append(probe)
    close_what_nobody_promised(application, {test.key for test in every})
    return kept


def _is_due(test: LookUp, before: Probe | None, *, on: datetime.date) -> bool:
    """What was not borne out is asked every night, what was, as often as the edition says."""
    if before is None or before.outcome != Outcome.FOUND:
        return True
    days = in_force(on=on).every_days.get(test.material, EVERY_DAYS)
    return (on - timezone.localdate(before.asked_at)).days >= days


def _afford(test: LookUp, spent: Counter[str] | None) -> bool:
    if spent is None or test.question is None:
        return True
    registry = test.question.registry
    if spent[registry] >= settings.PROMISE_LOOK_UPS.get(registry, settings.PROMISE_LOOK_UPS_OF_OTHERS):
        return False
    spent[registry] += 1
    return True


def _kept(application: Application, test: LookUp, answer: Answer | None, *, by: str, is_overdue: bool) -> Probe:
    """Keep what an answer means for the promise; none of its fields is kept."""
    told = {
        "application": application,
        "material": test.material,
        "key_digest": test.key_digest,
        "label": test.label,
        "asked_by": by,
    }
    if answer is None:
        outcome = Outcome.CONFLICT if is_overdue else Outcome.FOUND
        return Probe.objects.create(**told, registry=OWN_REGISTER, outcome=outcome.value)
    today = timezone.localdate()
    has_run_out = in_force(on=today).has_run_out(test.material, answer.fields, on=today)
    outcome = Outcome.CONFLICT if has_run_out and answer.outcome is Outcome.FOUND else answer.outcome
    probe = Probe.objects.create(
        **told,
        registry=answer.registry,
        outcome=outcome.value,
        reason=RAN_OUT if outcome is not answer.outcome else ended_as(test.material, answer) or answer.reason,
        source_version=answer.source_version,
        answer_digest=answer.digest,
    )
    events.ASKED_AGAIN.record(
        subject=application.subject,
        by=by,
        authority=application.authority.division_id,
        registry=name_zh(answer.registry),
        outcome=f"promise-{outcome.value}",
    )
    return probe
