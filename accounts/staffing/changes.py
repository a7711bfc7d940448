"""Somebody was switched off, got other roles or went away: whoever keeps what they held is told (PEOPLE_CHANGED)."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.utils.module_loading import import_string

from accounts.people import Person


def people_changed(person: Person) -> None:
    """Tell the setting's callable, in the caller's transaction; accounts know nothing of what people hold."""
    tell: Callable[[Person], None] = import_string(settings.PEOPLE_CHANGED)
    tell(person)
