"""Pages that belong to no single app: home and health."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from django.core.cache import cache
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.roles import is_staff_member
from licensing.auditing.lived import Lived
from licensing.decisions.queries import median_minutes_to_decision
from materials.catalogue.queries import bundles, catalogue_in_force, figures, often_asked_for
from pages.figures import figure
from portal.operating import health as checks


class Span(NamedTuple):
    """How long something takes, to be read at a glance."""

    number: str
    unit: str = ""


def span_of(minutes: float | None) -> Span:
    """Minutes below an hour, hours from then on, rounded; a dash while nothing is known."""
    if minutes is None:
        return Span("–")
    if minutes < 1:
        return Span("< 1", _("min"))
    if minutes < 60:
        return Span(f"{minutes:.0f}", _("min"))
    return Span(f"{minutes / 60:.0f}", _("h"))


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Search, bundles, verification, and the four live figures."""
    version = catalogue_in_force()
    told = _told(
        # An edition never changes once it is loaded, so neither does what is shown of it.
        figures=(f"home:figures:{version.digest}", lambda: figures(version), 300),
        bundles=(f"home:bundles:{version.digest}", lambda: bundles(version), 300),
        often=(f"home:often:{version.digest}", lambda: often_asked_for(version, count=4), 300),
        # Live to the minute: everybody's first page does not count the register each time.
        minutes=("home:median", median_minutes_to_decision, 60),
        in_force=("home:in-force", lambda: figure("in-force").value, 60),
        lived=("home:lived", lambda: Lived(**figure("this-year").value["whole"]), 300),
    )
    return render(request, "portal/home.html", {**told, "median": span_of(told["minutes"])})


def _told(**wanted: tuple[str, Callable[[], Any], int]) -> dict[str, Any]:
    """Name → what the cache holds under a key, or what is made anew for so many seconds; all keys asked at once."""
    held = cache.get_many([key for key, _make, _seconds in wanted.values()])
    told = {}
    for name, (key, make, seconds) in wanted.items():
        if key not in held:
            held[key] = make()
            cache.set(key, held[key], seconds)
        told[name] = held[key]
    return told


@require_safe
@never_cache
def health(request: HttpRequest) -> JsonResponse:
    """JSON for monitoring; 503 when it cannot work. Details are for staff."""
    found = checks.health()
    told = found if _is_staff(request) else checks.without_details(found)
    status = 503 if found["state"] == "down" else 200
    return JsonResponse(told, status=status, json_dumps_params={"ensure_ascii": False})


def _is_staff(request: HttpRequest) -> bool:
    try:
        return request.user.is_authenticated and is_staff_member(request.user)
    except DatabaseError:
        # Who asks cannot be known while the database is away; that it is away is the answer.
        return False
