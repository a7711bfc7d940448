"""What follows from an answer: the holder is told first and has time; then the verifier; nothing by itself after that.

Not found is never false: what no registry ever bore out is not found failing because it is not found. A silence says
nothing. What a verifier answered stays answered until a registry has borne the promise out again.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection

from django.db import transaction

from accounts.people import Person
from clock.working_days import CalendarUnknown, add_working_days
from licensing.applications.models.application import Application
from licensing.applications.models.evidence import Evidence
from licensing.register.actions import alone_with
from materials.lookups.contract import Outcome
from supervision.promises import events
from supervision.promises.editions import in_force, name_zh_of
from supervision.promises.living import LookUp, living
from supervision.promises.models import Failing, FailingEnd, PassedOn, Probe
from trail.events import EventKind

How = FailingEnd.How


def follow(application: Application, probe: Probe, test: LookUp, *, on: datetime.date) -> Failing | None:
    """Open a failing for an answer that speaks against the promise, end it for one that bears it out.

    Returns the failing that was opened. To be called in the transaction that keeps the answer.
    """
    if probe.outcome == Outcome.UNAVAILABLE:
        return None
    alone_with(application.company)
    rows = Failing.objects.filter(application=application, material=probe.material, key_digest=probe.key_digest)
    newest = rows.select_related("end").order_by("nth").last()
    is_open = newest is not None and not hasattr(newest, "end")
    if probe.outcome == Outcome.FOUND:
        if newest is not None and is_open:
            end(newest, How.MENDED, probe=probe)
        return None
    if is_open or not _speaks_against(application, probe) or (newest is not None and _is_answered(newest, probe)):
        return None
    edition = in_force(on=on)
    failing = Failing.objects.create(
        application=application,
        material=probe.material,
        key_digest=probe.key_digest,
        label=probe.label,
        nth=newest.nth + 1 if newest else 1,
        statements=list(test.statements),
        probe=probe,
        found_on=on,
        mend_until=_mend_until(on, edition.grace_working_days),
        edition=edition.edition,
    )
    tell(events.FAILING, failing, by="timer:promises", due=failing.mend_until.isoformat())
    return failing


def _speaks_against(application: Application, probe: Probe) -> bool:
    """A record that contradicts the promise does; that there is none does only where there was one."""
    if probe.outcome == Outcome.CONFLICT:
        return True
    about = {"material": probe.material, "key_digest": probe.key_digest, "outcome": Outcome.FOUND}
    at_the_grant = Evidence.objects.filter(application=application, **about)
    since = Probe.objects.filter(application=application, pk__lt=probe.pk, **about)
    return at_the_grant.exists() or since.exists()


def _is_answered(newest: Failing, probe: Probe) -> bool:
    """Whether a verifier answered this very thing, and no registry has borne the promise out since."""
    if newest.end.how not in (How.STANDS, How.BROKEN):
        return False
    borne_out = Probe.objects.filter(
        application=newest.application_id,
        material=newest.material,
        key_digest=newest.key_digest,
        outcome=Outcome.FOUND,
        asked_at__gt=newest.end.at,
    )
    return not borne_out.exists()


def _mend_until(on: datetime.date, working_days: int) -> datetime.date:
    """The last day to mend; where the calendar is not known yet, never fewer days than with any calendar."""
    try:
        return add_working_days(on, working_days)
    except CalendarUnknown:
        return on + datetime.timedelta(days=working_days * 2)


def end(failing: Failing, how: FailingEnd.How, *, probe: Probe | None = None) -> None:
    """End a failing without a verifier: mended, or gone."""
    FailingEnd.objects.create(failing=failing, how=how, probe=probe)
    tell(events.MENDED if how is How.MENDED else events.GONE, failing, by="timer:promises")


def close_what_nobody_promised(application: Application, promised: Collection[tuple[str, str]]) -> int:
    """End what is about a vehicle the company does not hold any more; returns how many."""
    with transaction.atomic():
        alone_with(application.company)
        found = [row for row in Failing.objects.open().filter(application=application) if row.key not in promised]
        for failing in found:
            end(failing, How.GONE)
    return len(found)


def close_what_is_gone(*, on: datetime.date) -> int:
    """Timer: end what is about a licence that does not stand any more; returns how many."""
    rows = Failing.objects.open().exclude(application__in=living(on=on).values("pk"))
    count = 0
    for failing in rows.select_related("application__company", "application__authority"):
        with transaction.atomic():
            alone_with(failing.application.company)
            if not FailingEnd.objects.filter(failing=failing).exists():
                end(failing, How.GONE)
                count += 1
    return count


def pass_on(*, on: datetime.date) -> int:
    """Timer: what was not mended in time is the verifier's turn; returns how many."""
    rows = Failing.objects.open().filter(passed_on__isnull=True, mend_until__lt=on)
    count = 0
    for failing in rows.select_related("application__company", "application__authority"):
        with transaction.atomic():
            alone_with(failing.application.company)
            if not Failing.objects.open().filter(pk=failing.pk, passed_on__isnull=True).exists():
                continue
            PassedOn.objects.create(failing=failing, on=on)
            tell(events.PASSED_ON, failing, by="timer:promises")
            count += 1
    return count


def tell(kind: EventKind, failing: Failing, *, by: Person | str, **values: object) -> None:
    """Write down what happened, about the company, without plate or name."""
    application = failing.application
    kind.record(
        subject=f"company:{application.company_id}",
        by=by,
        authority=application.authority.division_id,
        material=name_zh_of(failing.material),
        **values,
    )
