"""What is due leaves, in rounds of the worker; whoever dies in between, nothing is lost.

A delivery is claimed by putting its due time ahead (`POST_LEASE_SECONDS`), sent outside any transaction, and what
became of it is noted. Killed in between, it is due again when the lease ends, and goes out under the same number: a
gateway that had it takes it once. A round ends after some seconds, and for a channel that does not answer after three
tries: other work of the worker waits behind it.
"""

from __future__ import annotations

import datetime
import logging
import time
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from post.channels.contract import Refused, Send, Unreachable
from post.sending import reports
from post.sending.composing import compose
from post.telling.doubts import doubt
from post.telling.models import Delivery
from post.telling.steps import step
from post.telling.timing import DAYTIME, moment
from post.telling.writing import address_on

logger = logging.getLogger(__name__)

ROUND_SECONDS = 20.0
MOST_IN_A_ROW = 3
"""So many times in a row a channel may not answer; then the round leaves it alone."""
State = Delivery.State


@dataclass(frozen=True, kw_only=True)
class _Claimed:
    """A delivery that is ours to send, with those it carries along."""

    delivery: Delivery
    carried: Sequence[Delivery]

    @property
    def all(self) -> list[Delivery]:
        return [self.delivery, *self.carried]


@task()
def send_due() -> None:
    """One round; another is queued behind other work when more is due."""
    if not send_round():
        send_due.enqueue()
    reports.collect()


def hurry() -> bool:
    """Queue a round when something is due or reports are owed and none is queued; for the timers."""
    if not settings.POST_CHANNELS or not (_due().exists() or reports.are_owed()):
        return False
    queued = DBTaskResult.objects.filter(
        task_path=send_due.module_path, status__in=[TaskResultStatus.READY, TaskResultStatus.RUNNING]
    )
    if queued.exists():
        return False
    send_due.enqueue()
    return True


def _due(leaving_out: Collection[str] = ()) -> QuerySet[Delivery]:
    rows = Delivery.objects.filter(state=State.QUEUED, carried_by__isnull=True, due_at__lte=timezone.now())
    return rows.filter(channel__in=set(settings.POST_CHANNELS) - set(leaving_out))


def send_round(*, seconds: float = ROUND_SECONDS) -> bool:
    """Send what is due; False when time was up before all was."""
    until = time.monotonic() + seconds
    silent: Counter[str] = Counter()
    while time.monotonic() < until:
        left_alone = [channel for channel, times in silent.items() if times >= MOST_IN_A_ROW]
        claimed = _claim(left_alone)
        if claimed is None:
            return True
        channel = claimed.delivery.channel
        silent[channel] = 0 if _send(claimed) else silent[channel] + 1
    return False


def _claim(leaving_out: Collection[str]) -> _Claimed | None:
    """The delivery that waits longest, with the others of its digest, put ahead so that nobody else sends it."""
    with transaction.atomic():
        rows = _due(leaving_out).select_for_update(skip_locked=True, of=("self",))
        delivery = rows.select_related("message", "person").order_by("due_at", "pk").first()
        if delivery is None:
            return None
        carried = list(delivery.carries.filter(state=State.QUEUED).select_related("message").order_by("pk"))
        # What is carried is settled at the first try: at every other the same leaves under the same number.
        if delivery.is_digest and not delivery.tries:
            carried += _gather(delivery)
        delivery.tries += 1
        delivery.due_at = timezone.now() + datetime.timedelta(seconds=settings.POST_LEASE_SECONDS)
        delivery.save(update_fields=["tries", "due_at"])
    return _Claimed(delivery=delivery, carried=carried)


def _gather(leader: Delivery) -> list[Delivery]:
    others = _due().filter(person=leader.person_id, channel=leader.channel, is_digest=True).exclude(pk=leader.pk)
    found = list(others.select_for_update(of=("self",)).select_related("message").order_by("pk"))
    Delivery.objects.filter(pk__in=[one.pk for one in found]).update(carried_by=leader)
    return found


def _send(claimed: _Claimed) -> bool:
    """Send one and note what became of it; False when its channel did not answer."""
    send: Send = import_string(settings.POST_CHANNELS[claimed.delivery.channel])
    try:
        outgoing = compose(claimed.delivery, claimed.carried)
        if not outgoing.to:
            raise Refused("no-address")
        send(outgoing)
    except Refused as why:
        _note(claimed, State.FAILED, str(why))
        _doubt(claimed.delivery, str(why))
    except Unreachable as why:
        _put_off(claimed, str(why))
        return False
    except Exception as error:
        # An error of ours must not stop what is queued behind it: it is put off like any other, and told by its kind.
        logger.exception("delivery %s could not be sent", claimed.delivery.pk)
        _put_off(claimed, type(error).__name__)
    else:
        _note(claimed, State.SENT)
    return True


def _note(claimed: _Claimed, state: str, reason: str = "") -> None:
    with transaction.atomic():
        for delivery in claimed.all:
            step(delivery, state, reason=reason)


def _doubt(delivery: Delivery, reason: str) -> None:
    """What is refused for good says that the address is none; what the words were refused for says nothing of it."""
    if not delivery.to and (reason.startswith("smtp-5") or reason in reports.NO_ADDRESS):
        doubt(delivery.person, delivery.channel, address_on(delivery.channel, delivery.person), reason=reason)


def _put_off(claimed: _Claimed, reason: str) -> None:
    tries = claimed.delivery.tries
    pauses = settings.POST_RETRY_MINUTES
    if tries > len(pauses):
        _note(claimed, State.FAILED, reason)
        return
    due = moment(DAYTIME, now=timezone.now() + datetime.timedelta(minutes=pauses[tries - 1]))
    Delivery.objects.filter(pk=claimed.delivery.pk, state=State.QUEUED).update(due_at=due, reason=reason[:60])
