"""Timer of supervision: looks at limits whose moment has come, and no others. It raises levels; it ends nothing."""

from __future__ import annotations

from django.utils import timezone

from desk.refusals import NotYourTask, SomebodyElseIsWorking
from hotline.tickets import dues
from hotline.tickets.end_models import Supervision
from hotline.tickets.flow.open_steps import beside
from hotline.tickets.models import Due
from hotline.tickets.supervising.levels import raise_to
from pages.one_by_one import one_by_one

MOST = 200
Ground = Supervision.Ground
_BY_LEVEL = {1: Ground.SOON, 2: Ground.OVERDUE, 3: Ground.LONG}


def tick() -> int:
    """Raise what is due; returns how many levels were raised. Harmless to repeat."""
    now = timezone.now()
    rows = Due.objects.to_look_at(now=now).select_related("ticket__authority").order_by("look_at")[:MOST]
    return one_by_one(rows, _look_at, what="a limit of a ticket")


def _look_at(found: Due) -> bool:
    try:
        with beside(found.ticket):
            due = Due.objects.running().select_related("ticket__authority").filter(pk=found.pk).first()
            return due is not None and _raise(due)
    except (NotYourTask, SomebodyElseIsWorking):
        return False  # done in the meantime, or just being done: the next minute looks again


def _raise(due: Due) -> bool:
    """Count the limit anew – the calendar may have changed – and raise it when its moment has come all the same."""
    dues.reckon(due)
    now = timezone.now()
    if due.due_at is None or due.look_at is None or due.look_at > now:
        due.save()
        return False
    # After a silence of the worker a limit may be at its third level at once: the highest it reached is written.
    while due.look_at is not None and due.look_at <= now:
        due.level += 1
        dues.reckon(due)
    due.save()
    raise_to(due.ticket, due.level, ground=_BY_LEVEL[due.level], due=due)
    return True
