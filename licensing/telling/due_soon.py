"""Limits of open steps that end soon, for the official who has the step in hand (`desk.open_steps`)."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from itertools import islice

from accounts.permissions import FILE
from desk.models import OpenStep
from licensing import events
from licensing.flow.after_grant import AfterGrantFlow
from licensing.flow.flows import LicensingFlow
from licensing.moving.watching import LimitsAt, limits_after_grant, limits_of_cases
from licensing.telling.coming import Coming, days_before

RULE = "due-soon"
BATCH = 500
_ONE_DAY = datetime.timedelta(days=1)
_FLOWS: dict[str, LimitsAt] = {
    LicensingFlow.__name__: limits_of_cases,
    AfterGrantFlow.__name__: limits_after_grant,
}


def due_soon(on: datetime.date) -> Iterator[Coming]:
    """Only steps looked at within the time of warning are read: each is looked at the day after it is due."""
    until = on + datetime.timedelta(days=days_before(RULE)[0])
    for flow, limits_at in _FLOWS.items():
        rows = OpenStep.objects.filter(flow=flow, look_on__gt=on, look_on__lte=until + _ONE_DAY)
        steps = rows.exclude(permission__in=["", FILE]).select_related("task").order_by("pk").iterator(BATCH)
        while batch := list(islice(steps, BATCH)):
            for limit in limits_at(batch, on=on):
                due = limit.look_on - _ONE_DAY if limit.look_on and limit.name and not limit.ended else None
                # A limit in a year nobody entered is looked at every day and has no day to warn of.
                if due and on < due <= until:
                    yield Coming(
                        application_id=limit.application.pk,
                        limit=limit.name,
                        due=due,
                        kind=events.DUE_SOON,
                        rule=RULE,
                    )
