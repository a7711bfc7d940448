"""The demo's promises: asked of the registries of its world; one that fails is old enough for the verifier."""

from __future__ import annotations

import datetime

from django.utils import timezone

from clock.working_days import CalendarUnknown, add_working_days
from licensing.applications.models.application import Application
from materials.lookups.ask import ask
from supervision.promises.asking import BY_TIMER, RAN_OUT, ask_now
from supervision.promises.editions import in_force
from supervision.promises.following import pass_on
from supervision.promises.living import LookUp, living, look_ups_of
from supervision.promises.models import Failing, Probe

DAYS_AGO = 40


def seed() -> int:
    """Ask about every promise of an empty demo; returns how many look-ups were asked. Registries have to answer."""
    if Probe.objects.exists():
        return 0
    today = timezone.localdate()
    for case in living(on=today).order_by("-pk"):
        if (found := _ran_out(case, on=today)) is not None:
            _found_long_ago(case, found)
            break
    pass_on(on=today)
    # Granted today, none is due before the night: what registries say of them is to be seen at once.
    asked = [
        ask_now(case, look_up.key, by=BY_TIMER)
        for case in living(on=today)
        for look_up in list(look_ups_of(case, by=BY_TIMER))
    ]
    return sum(probe is not None for probe in asked)


def _ran_out(case: Application, *, on: datetime.date) -> LookUp | None:
    """A look-up of the case whose record stands and has run out."""
    edition = in_force(on=on)
    for look_up in look_ups_of(case, by=BY_TIMER):
        if look_up.question is None or look_up.material not in edition.valid_to:
            continue
        if edition.has_run_out(look_up.material, ask(look_up.question).fields, on=on):
            return look_up
    return None


def _found_long_ago(case: Application, look_up: LookUp) -> None:
    found_on = timezone.localdate() - datetime.timedelta(days=DAYS_AGO)
    edition = in_force(on=found_on)
    try:
        until = add_working_days(found_on, edition.grace_working_days)
    except CalendarUnknown:
        return
    about = {
        "application": case,
        "material": look_up.material,
        "key_digest": look_up.key_digest,
        "label": look_up.label,
    }
    probe = Probe.objects.create(
        **about,
        registry=look_up.question.registry if look_up.question else "",
        outcome="conflict",
        reason=RAN_OUT,
        asked_at=timezone.now() - datetime.timedelta(days=DAYS_AGO),
        asked_by=BY_TIMER,
    )
    statements = list(look_up.statements)
    Failing.objects.create(
        **about, statements=statements, probe=probe, found_on=found_on, mend_until=until, edition=edition.edition
    )
