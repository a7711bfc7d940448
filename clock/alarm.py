"""A missing year is an alarm for whoever can enter it, on every page they open."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from clock.working_days import missing_years


def calendar_alarm(request: HttpRequest) -> dict[str, Any]:
    """Context processor: the years an administrator has to enter now, asked for only where a template shows them."""
    return {"calendar_missing": SimpleLazyObject(lambda: missing_years(on=timezone.localdate()))}
