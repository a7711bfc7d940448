"""The worker listens to the trail: every event that has a rule is told once, whoever dies in between.

A page of events, the messages they lead to and how far was heard are one transaction under the lock of the cursor.
Beyond `settled` a transaction may still be open whose event comes late: that stretch is walked again until it is
complete (`trail.horizon`), and what was told of it is not told again. A constraint says the same.
"""

from __future__ import annotations

import datetime
import logging

from django.db import transaction
from django.utils import timezone

from post.contract import rules_by_event
from post.telling.models import Cursor, Message, Missed
from post.telling.writing import write
from trail import horizon
from trail.models import Event

logger = logging.getLogger(__name__)

NAME = "trail"
PAGE = 100
MOST_A_RUN = 20
"""Pages of one run: the worker's pulse has other things to do."""
MOST_AGAIN = 20
"""Events of one run that could not be told before."""
TRY_AGAIN = datetime.timedelta(minutes=10)


def listen(*, pages: int = MOST_A_RUN) -> int:
    """Tell what happened since; returns how many messages were written. Harmless to run twice, or side by side."""
    written = try_again()
    cursor, _new = Cursor.objects.get_or_create(name=NAME)
    before = horizon.Mark(event=cursor.mark, at=cursor.marked_at)
    newest = horizon.mark()
    complete = cursor.mark if horizon.is_complete(before) else cursor.settled
    if newest.event <= cursor.settled:
        return written
    position = cursor.settled
    for _page in range(pages):
        heard, position = _hear(position, newest.event, complete)
        written += heard
        if position >= newest.event:
            _remember(newest, complete)
            break
    return written


def _hear(after: int, until: int, complete: int) -> tuple[int, int]:
    """Tell the next page of events; returns how many messages, and up to which event."""
    with transaction.atomic():
        cursor = Cursor.objects.select_for_update().get(name=NAME)
        wanted = Event.objects.filter(pk__gt=after, pk__lte=until, kind__in=list(rules_by_event()))
        events = list(wanted.order_by("pk")[:PAGE])
        told = set(Message.objects.filter(event__in=events).values_list("event", flat=True))
        # What failed waits for its own turn (`try_again`), however often this stretch is walked.
        told |= set(Missed.objects.filter(event__in=events).values_list("event", flat=True))
        written = sum(_tell(event) for event in events if event.pk not in told)
        reached = events[-1].pk if len(events) == PAGE else until
        settled = min(reached, complete)
        if settled > cursor.settled:
            cursor.settled = settled
            cursor.save(update_fields=["settled"])
    return written, reached


def _tell(event: Event) -> int:
    """Tell one event. What fails by an error of ours is kept and tried again: it does not stop what comes after."""
    try:
        with transaction.atomic():
            return write(event)
    except Exception as error:
        logger.exception("event %s could not be told", event.pk)
        later = timezone.now() + TRY_AGAIN
        Missed.objects.create(event=event, error=type(error).__name__[:80], next_try_at=later)
        return 0


def try_again() -> int:
    """Tell what could not be told before; returns how many messages were written."""
    written = 0
    for missed in Missed.objects.filter(next_try_at__lte=timezone.now()).order_by("next_try_at")[:MOST_AGAIN]:
        with transaction.atomic():
            # Another worker may have told it meanwhile.
            held = Missed.objects.select_for_update().select_related("event").filter(pk=missed.pk).first()
            written += _again(held) if held else 0
    return written


def _again(missed: Missed) -> int:
    told = Message.objects.filter(event=missed.event).exists()
    try:
        with transaction.atomic():
            written = 0 if told else write(missed.event)
            missed.delete()
    except Exception:
        logger.exception("event %s could not be told again", missed.event_id)
        missed.tries += 1
        missed.next_try_at = timezone.now() + TRY_AGAIN * missed.tries
        missed.save(update_fields=["tries", "next_try_at"])
        return 0
    return written


def _remember(newest: horizon.Mark, complete: int) -> None:
    """Everything that can be seen was heard; the next run finds out whether it was complete."""
    with transaction.atomic():
        cursor = Cursor.objects.select_for_update().get(name=NAME)
        if complete >= cursor.mark:  # a mark that waits for a transaction keeps waiting, or none would ever be complete
            cursor.mark, cursor.marked_at = newest.event, newest.at
        cursor.settled = max(cursor.settled, complete)
        cursor.save(update_fields=["mark", "marked_at", "settled"])


def skip() -> None:
    """Hear nothing of what happened until now: for an installation that is filled with what others were told of."""
    newest = horizon.mark()
    Cursor.objects.update_or_create(
        name=NAME, defaults={"settled": newest.event, "mark": newest.event, "marked_at": newest.at}
    )
