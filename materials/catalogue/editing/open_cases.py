"""How many open cases rest on an edition: the catalogue knows no case, the setting OPEN_CASES names who does."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.conf import settings
from django.utils.module_loading import import_string


def open_cases_by_edition() -> Mapping[int, int]:
    """The key of an edition → its cases handed in and undecided; editions without any are left out."""
    count: Callable[[], Mapping[int, int]] = import_string(settings.OPEN_CASES)
    return count()
