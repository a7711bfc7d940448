"""Figures for pages: cheap ones are counted when somebody looks, dear ones by the worker, and the page says when.

A counting is a function named in the setting FIGURES; it takes and gives what JSON can hold. While it is cheap it is
always of this moment. Once it is dear it is counted again in the background, as seldom as it is dear, so that counting
never takes more than a two-hundredth of the worker's time. What is known to be dear is never counted while somebody
waits: the page says that the worker counts it.
"""

from __future__ import annotations

import datetime
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.utils import timezone
from django.utils.module_loading import import_string

from pages.models import KeptFigure

CHEAP_MS = 20.0
RESTS = 200
"""A counting rests so many times as long as it took."""
SOONEST = datetime.timedelta(minutes=1)
FORGOTTEN_AFTER = datetime.timedelta(days=7)
"""Nobody looked for so long: it is not counted any more."""
MOST_CHOSEN = 20
"""So many dear figures of one name, each for another choice of somebody, the worker keeps; more wait until some go."""
NEVER = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)


@dataclass(frozen=True, kw_only=True)
class Figure:
    """`counted_at` is set when it is not of this moment; there is no value as long as the worker has not counted it."""

    value: Any
    counted_at: datetime.datetime | None = None


def figure(name: str, *, is_dear: Callable[[], bool] = lambda: False, **about: Any) -> Figure:
    """A figure of the setting FIGURES: kept, counted now, or, where it would be dear, left to the worker."""
    asked, today = json.dumps(about, sort_keys=True), timezone.localdate()
    kept = KeptFigure.objects.filter(name=name, about=asked).first()
    if kept is None:
        return _left_to_the_worker(name, asked) if is_dear() else Figure(value=_count(name, asked, None))
    if kept.asked_on != today:
        KeptFigure.objects.filter(pk=kept.pk).update(asked_on=today)
    return Figure(value=kept.value, counted_at=kept.counted_at if kept.value is not None else None)


def _left_to_the_worker(name: str, asked: str) -> Figure:
    if KeptFigure.objects.filter(name=name).count() >= MOST_CHOSEN:
        # Whoever asked on an earlier day has seen it: the place goes to who waits now.
        oldest = KeptFigure.objects.filter(name=name, asked_on__lt=timezone.localdate()).order_by("asked_on", "pk")
        KeptFigure.objects.filter(pk__in=list(oldest.values_list("pk", flat=True)[:1])).delete()
    if KeptFigure.objects.filter(name=name).count() < MOST_CHOSEN:
        KeptFigure.objects.get_or_create(name=name, about=asked, defaults={"counted_at": NEVER, "took_ms": 0.0})
    return Figure(value=None)


def _count(name: str, asked: str, kept: KeptFigure | None) -> Any:
    """Count now, and keep what was dear."""
    counting: Callable[..., Any] = import_string(settings.FIGURES[name])
    started = time.monotonic()
    value = counting(**json.loads(asked))
    took_ms = (time.monotonic() - started) * 1000
    if took_ms >= CHEAP_MS or (kept and kept.value is None):
        told = {"value": value, "took_ms": took_ms, "counted_at": timezone.now()}
        KeptFigure.objects.update_or_create(name=name, about=asked, defaults=told)
    elif kept:
        # Only where there is one: whoever reads a page of cheap figures writes nothing.
        kept.delete()
    return value


def count_again() -> int:
    """Timer: count again what is dear and has rested; returns how many."""
    _try_those_of_everybody()
    now = timezone.now()
    KeptFigure.objects.filter(asked_on__lt=timezone.localdate() - FORGOTTEN_AFTER).delete()
    due = [kept for kept in KeptFigure.objects.defer("value").order_by("counted_at") if _has_rested(kept, now)]
    for kept in due:
        _count(kept.name, kept.about, kept)
    return len(due)


def _has_rested(kept: KeptFigure, now: datetime.datetime) -> bool:
    return now - kept.counted_at >= max(SOONEST, RESTS * datetime.timedelta(milliseconds=kept.took_ms))


def _try_those_of_everybody() -> None:
    """Once a day the figures of the first page are counted, so that nobody who looks waits for them."""
    tried = f"figures:tried:{timezone.localdate().isoformat()}"
    if cache.add(tried, True, timeout=24 * 3600):
        for name in settings.FIGURES_OF_EVERYBODY:
            if not KeptFigure.objects.filter(name=name, about="{}").exists():
                _count(name, "{}", None)
