"""What senders are owed goes out in rounds of the worker; while one is silent nothing is lost, and all stays in order.

An answer is claimed by putting its due time ahead, sent outside any transaction under a number the other side takes
once, and what became of it is noted. It is tried until the sender has it; what a ticket says later waits behind it.
"""

from __future__ import annotations

import datetime
import logging
import time
from collections import Counter
from collections.abc import Collection

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from hotline.channels.exchange.signed import Unreachable, ask
from hotline.channels.exchange.sources import Source, source_of, sources
from hotline.tickets import events
from hotline.tickets.doing.refused import tell
from hotline.tickets.step_models import OwedAnswer, SourceNotice

logger = logging.getLogger(__name__)

ROUND_SECONDS = 20.0
MOST_IN_A_ROW = 3
"""So many times in a row a source may be silent; then the round leaves it alone."""
LEASE = datetime.timedelta(minutes=2)
PAUSES = (1, 5, 15, 60, 360)
"""Minutes until the next try; the last one again and again, for a debt does not lapse."""
State = OwedAnswer.State


@task()
def send_owed() -> None:
    """One round; another is queued behind other work when more is due."""
    if not send_round():
        send_owed.enqueue()


def hurry() -> bool:
    """Timer: queue a round when something is due and none is queued."""
    if not settings.HOTLINE_SOURCES or not _due().exists():
        return False
    queued = DBTaskResult.objects.filter(
        task_path=send_owed.module_path, status__in=[TaskResultStatus.READY, TaskResultStatus.RUNNING]
    )
    if queued.exists():
        return False
    send_owed.enqueue()
    return True


def _due(leaving_out: Collection[str] = ()) -> QuerySet[OwedAnswer]:
    """What may go out now: the oldest of each ticket that waits, for sources that take answers."""
    taking = {source.code for source in sources() if source.url} - set(leaving_out)
    before = OwedAnswer.objects.filter(ticket=OuterRef("ticket"), state=State.WAITING, pk__lt=OuterRef("pk"))
    rows = OwedAnswer.objects.filter(state=State.WAITING, due_at__lte=timezone.now(), ticket__channel__in=taking)
    return rows.exclude(Exists(before))


def send_round(*, seconds: float = ROUND_SECONDS) -> bool:
    """Send what is due; False when time was up before all was."""
    until = time.monotonic() + seconds
    silent: Counter[str] = Counter()
    while time.monotonic() < until:
        answer = _claim([code for code, times in silent.items() if times >= MOST_IN_A_ROW])
        if answer is None:
            return True
        channel = answer.ticket.channel
        silent[channel] = 0 if _send(answer) else silent[channel] + 1
    return False


def _claim(leaving_out: Collection[str]) -> OwedAnswer | None:
    """The answer that waits longest, put ahead so that nobody else sends it."""
    with transaction.atomic():
        rows = _due(leaving_out).select_for_update(skip_locked=True, of=("self",))
        answer = rows.select_related("ticket__authority").order_by("due_at", "pk").first()
        if answer is not None:
            answer.tries += 1
            answer.due_at = timezone.now() + LEASE
            answer.save(update_fields=["tries", "due_at"])
    return answer


def _send(answer: OwedAnswer) -> bool:
    """Send one and note what became of it; False when its source did not answer."""
    source = source_of(answer.ticket.channel)
    assert source is not None  # noqa: S101 - only sources that take answers are claimed
    try:
        status, back = ask(source, "/v1/answers", _told(answer, source))
        if status < 300 and back.get("id") != answer.key:
            raise Unreachable("untrustworthy")
    except Unreachable as why:
        _put_off(answer, str(why))
        return False
    if status < 300:
        _note(answer, State.TOLD)
    else:
        _note(answer, State.REFUSED, _word(back.get("code")) or f"http-{status}")
    return True


def _told(answer: OwedAnswer, source: Source) -> dict[str, object]:
    """Number, state and words; never the caller (F-10.7)."""
    ticket = answer.ticket
    newest = SourceNotice.objects.filter(ticket=ticket, is_late=False).order_by("-version").first()
    return {
        "id": answer.key,
        "source": source.code,
        "external": ticket.external,
        "handling": newest.handling_number if newest else "",
        "number": ticket.number,
        "says": answer.says,
        "at": answer.at.isoformat(),
        **{name: value for name, value in answer.words.items() if value not in ("", None)},
    }


def _word(code: object) -> str:
    """The other side's short word, as far as it can be stored and shown."""
    return "".join(filter(str.isprintable, str(code or "")))[:40]


def _note(answer: OwedAnswer, state: State, reason: str = "") -> None:
    """Only while it waits: who sent it at the same time, after a lease ran out, notes it once."""
    told_at = timezone.now() if state == State.TOLD else None
    with transaction.atomic():
        waiting = OwedAnswer.objects.filter(pk=answer.pk, state=State.WAITING)
        if not waiting.update(state=state, told_at=told_at, reason=reason[:60]):
            return
        what = events.ANSWER_TOLD if state == State.TOLD else events.ANSWER_REFUSED
        says = f"ticket-says-{answer.says}"
        tell(what, answer.ticket, by="hotline", channel=answer.ticket.channel, says=says)


def _put_off(answer: OwedAnswer, reason: str) -> None:
    pause = PAUSES[min(answer.tries, len(PAUSES)) - 1]
    due = timezone.now() + datetime.timedelta(minutes=pause)
    OwedAnswer.objects.filter(pk=answer.pk, state=State.WAITING).update(due_at=due, reason=reason[:60])
    logger.warning("%s does not answer: %s", answer.ticket.channel, reason)
