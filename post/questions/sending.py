"""Timer: the text messages of questions leave, each once; while the gateway is silent they wait until they are over."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from post.channels.contract import Outgoing, Refused, Send, Unreachable
from post.questions.models import CodedQuestion, QuestionPost

MOST = 100
LEASE = datetime.timedelta(minutes=2)
PAUSES = (1, 5, 30, 120, 360)
"""Minutes until the next try; the last one again and again, until the question is over."""
State = QuestionPost.State


def tick() -> int:
    """Send what waits; returns how many were tried. Without a gateway it waits, and nobody is said to be asked.

    Outside any transaction: a gateway is asked.
    """
    if "sms" not in settings.POST_CHANNELS:
        return 0
    send: Send = import_string(settings.POST_CHANNELS["sms"])
    late = QuestionPost.objects.filter(state=State.WAITING, due_at__lte=timezone.now(), until__lte=timezone.now())
    late.update(state=State.OVER)
    for tried in range(MOST):
        found = _claim()
        if found is None:
            return tried
        _send(found, send)
    return MOST


def _claim() -> QuestionPost | None:
    with transaction.atomic():
        rows = QuestionPost.objects.filter(state=State.WAITING, due_at__lte=timezone.now())
        found = rows.select_for_update(skip_locked=True).order_by("due_at").first()
        if found is not None:
            found.tries += 1
            found.due_at = timezone.now() + LEASE
            found.save(update_fields=["tries", "due_at"])
    return found


def _send(found: QuestionPost, send: Send) -> None:
    asked = CodedQuestion.objects.get(pk=found.question_id)
    outgoing = Outgoing(number=f"question-{asked.pk}", to=asked.phone, subject="", words=asked.words)
    waiting = QuestionPost.objects.filter(pk=found.pk, state=State.WAITING)
    try:
        send(outgoing)
    except Refused:
        waiting.update(state=State.REFUSED)
    except Unreachable:
        pause = PAUSES[min(found.tries, len(PAUSES)) - 1]
        waiting.update(due_at=timezone.now() + datetime.timedelta(minutes=pause))
    else:
        waiting.update(state=State.SENT)
