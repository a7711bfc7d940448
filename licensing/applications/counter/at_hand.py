"""The visit a clerk has open at this browser: kept in the session, checked against rights and hours at every use."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from accounts.roles import is_staff_member
from licensing.applications.counter.actions import VisitOver
from licensing.applications.counter.models import CounterVisit
from licensing.applications.counter.rules import is_open

_SESSION_KEY = "counter_visit"


def begin(request: HttpRequest, visit: CounterVisit) -> None:
    """Type for this visitor from now on."""
    request.session[_SESSION_KEY] = visit.pk
    request.__dict__.pop("_visit", None)


def forget(request: HttpRequest) -> None:
    """Type for nobody any more."""
    request.session.pop(_SESSION_KEY, None)
    request.__dict__.pop("_visit", None)


def visit_at_hand(request: HttpRequest) -> CounterVisit | None:
    """The open visit of this session; None where there is none. Raises VisitOver where it has ended."""
    if _SESSION_KEY not in request.session:
        return None
    found: CounterVisit | None = getattr(request, "_visit", None)
    if found is None:
        rows = CounterVisit.objects.select_related("clerk__authority", "visitor", "company__division", "end")
        found = rows.filter(pk=request.session[_SESSION_KEY], clerk=request.user.pk).first()
        if found is None or not is_open(found, at=timezone.now()):
            raise VisitOver
        request._visit = found  # type: ignore[attr-defined]
    return found


def counter(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `counter_visit`, the visitor everything is typed for, asked for only where there is one; and
    `may_begin`, whether an application can begin here: officials begin none, but for a visitor."""
    is_official = is_staff_member(request.user) if hasattr(request, "user") else False
    if not hasattr(request, "session") or _SESSION_KEY not in request.session:
        return {"counter_visit": None, "may_begin": not is_official}
    visit = SimpleLazyObject(lambda: _or_none(request))
    return {"counter_visit": visit, "may_begin": visit if is_official else True}


def _or_none(request: HttpRequest) -> CounterVisit | None:
    try:
        return visit_at_hand(request)
    except VisitOver:
        return None
