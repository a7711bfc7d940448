"""Mail that bounced after its server had taken it: the delivery has failed with its reason, its address is doubtful."""

from __future__ import annotations

import datetime
import logging

from django.conf import settings
from django.utils import timezone
from django_tasks import task

from post.channels import returned
from post.channels.contract import Unreachable
from post.sending.outcomes import learn
from post.telling.models import Channel, Cursor

logger = logging.getLogger(__name__)


NAME = "mail-returned"
EVERY = datetime.timedelta(minutes=5)


def look() -> bool:
    """Have the mailbox read when the last time is a while ago; for the timers, which wait for no mail server."""
    if not settings.POST_BOUNCES:
        return False
    cursor, new = Cursor.objects.get_or_create(name=NAME)
    now = timezone.now()
    ours = Cursor.objects.filter(pk=cursor.pk, marked_at=cursor.marked_at).filter(marked_at__lte=now - EVERY)
    if not new and not ours.update(marked_at=now):
        return False  # read a moment ago, or by another worker
    read_returned.enqueue()
    return True


@task()
def read_returned() -> None:
    """Read the mailbox once."""
    collect()


def collect() -> int:
    """Read what came back; returns how many deliveries changed. Killed in between, it is read again and counts once."""
    if not settings.POST_BOUNCES:
        return 0
    changed = 0
    try:
        with returned.opened() as box:
            for report in box.new():
                changed += _note(report.returned) if report.returned else 0
                box.note(report.place)
    except (Unreachable, OSError) as why:
        logger.warning("the mailbox of returned mail could not be read: %s", type(why).__name__)
    return changed


def _note(found: returned.Returned) -> int:
    return learn(
        Channel.EMAIL,
        found.number,
        is_delivered=found.is_delivered,
        reason=found.reason,
        is_no_address=found.reason.startswith("bounce-5"),
    )
