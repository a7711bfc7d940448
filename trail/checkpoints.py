"""The trail is summed up every few minutes: one public number that nobody knows before, and that covers all before it.

A checkpoint's digest is SHA-256 over the digest before it and a line for every event since, in the order of their
numbers. It is made only of what is complete (`trail.horizon`): no event can appear behind it.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterator

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

from trail.horizon import Mark, is_complete, mark
from trail.models import Checkpoint, Event

_PENDING = "trail:checkpoint"


def tick() -> Checkpoint | None:
    """Timer: the next checkpoint, when it is time, something happened since, and all of it can be seen."""
    last = newest()
    every = datetime.timedelta(minutes=settings.CHECKPOINT_MINUTES)
    if last is not None and timezone.now() < last.made_at + every:
        return None
    pending: Mark = cache.get(_PENDING) or mark()
    if not is_complete(pending):
        # The same mark is looked at again: with a newer one each time a busy portal would never be complete.
        cache.set(_PENDING, pending, 3600)
        return None
    cache.delete(_PENDING)
    return make(upto=pending.event)


def newest() -> Checkpoint | None:
    return Checkpoint.objects.order_by("number").last()


def make(*, upto: int) -> Checkpoint | None:
    """Sum up the trail to an event below which nothing can appear any more; None when nothing happened since."""
    with transaction.atomic():
        last = newest()
        before, since, number = (last.digest, last.upto, last.number) if last else ("", 0, 0)
        digest, count = _summed(before, since, upto)
        if not count:
            return None
        told = {"upto": upto, "count": count, "before": before, "digest": digest}
        found, _new = Checkpoint.objects.get_or_create(number=number + 1, defaults=told)
    return found


def covering(event: int) -> Checkpoint | None:
    """The first checkpoint that covers an event; None while there is none."""
    return Checkpoint.objects.filter(upto__gte=event).order_by("number").first()


def is_as_made(found: Checkpoint) -> bool:
    """Whether the trail still says what a checkpoint summed up."""
    last = Checkpoint.objects.filter(number__lt=found.number).order_by("number").last()
    before, since = (last.digest, last.upto) if last else ("", 0)
    return found.before == before and (found.digest, found.count) == _summed(before, since, found.upto)


def changed() -> Iterator[str]:
    """One line for each checkpoint the trail does not bear out any more."""
    for found in Checkpoint.objects.order_by("number").iterator():
        if not is_as_made(found):
            yield f"checkpoint {found.number}: the trail is not what it was"


def _summed(before: str, since: int, upto: int) -> tuple[str, int]:
    digest, count = hashlib.sha256(f"{before}\n".encode()), 0
    for event in Event.objects.filter(pk__gt=since, pk__lte=upto).order_by("pk").iterator():
        digest.update(_line(event).encode())
        count += 1
    return digest.hexdigest(), count


def _line(event: Event) -> str:
    at = event.at.astimezone(datetime.UTC).isoformat()
    told = [event.pk, at, event.kind, event.by, event.by_name, event.subject, event.authority, event.values]
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"
