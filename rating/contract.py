"""What an app that serves people tells of a matter when it is asked: named in the setting SERVED_MATTERS."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string


@dataclass(frozen=True, kw_only=True)
class Days:
    """When a matter was accepted and decided; none where it was not."""

    accepted_on: datetime.date | None = None
    decided_on: datetime.date | None = None


def days_of(subject: str) -> Days:
    """What the app a subject of the trail belongs to says of it; nothing where no app is named for it."""
    noun, _colon, key = subject.partition(":")
    path = settings.SERVED_MATTERS.get(noun)
    if path is None:
        return Days()
    ask: Callable[[str], Days] = import_string(path)
    return ask(key)
