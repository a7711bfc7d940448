"""What a gateway reports: delivered, or failed with its reason; how far its list was read is noted with it."""

from __future__ import annotations

import datetime
import logging

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from post.channels import sms
from post.channels.contract import Unreachable
from post.sending.outcomes import learn
from post.telling.models import Channel, Cursor, Delivery

logger = logging.getLogger(__name__)

NAME = "sms-reports"
OWED = datetime.timedelta(days=3)
MOST_PAGES = 20
NO_ADDRESS = frozenset({"bad-number", "blocked", "no-such-number"})
"""Reasons that say the number is none, or takes nothing; a telephone that is switched off is none of them."""


def are_owed() -> bool:
    """Whether the gateway has yet to tell what became of something."""
    since = timezone.now() - OWED
    sent = Delivery.objects.filter(channel=Channel.SMS, state=Delivery.State.SENT, due_at__gte=since)
    return Channel.SMS in settings.POST_CHANNELS and sent.exists()


def collect() -> int:
    """Read on in the gateway's list; returns how many reports changed something. Told twice, once is enough."""
    if not are_owed():
        return 0
    changed = 0
    for _page in range(MOST_PAGES):
        cursor, _new = Cursor.objects.get_or_create(name=NAME)
        try:
            found = sms.reports(cursor.settled)
        except Unreachable as why:
            logger.warning("the gateway told no reports: %s", why)
            return changed
        if not found:
            break
        with transaction.atomic():
            changed += sum(_note(report) for report in found)
            read = max(report.at for report in found)
            Cursor.objects.filter(name=NAME, settled__lt=read).update(settled=read)
    return changed


def _note(report: sms.Report) -> int:
    return learn(
        Channel.SMS,
        report.number,
        is_delivered=report.is_delivered,
        reason=report.reason,
        is_no_address=report.reason in NO_ADDRESS,
    )
