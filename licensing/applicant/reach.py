"""Which applications an applicant's page may show or change: one's own company's, and nothing else exists.

At the counter a clerk opens the same pages for a visitor who is present: then the visitor acts, within the right they
showed, and the trail says who typed.
"""

from __future__ import annotations

from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from accounts.access import CompanyRequest, applicant_required
from accounts.people import Person
from licensing.applications.actions import drafting
from licensing.applications.counter.actions import MayNotType, VisitOver, type_for
from licensing.applications.counter.at_hand import visit_at_hand
from licensing.applications.counter.models import CounterVisit
from licensing.applications.counter.rules import open_to
from licensing.applications.models.application import Application, ApplicationQuerySet
from licensing.decisions.queries import CAME_OF_IT
from post.talks.models import Side
from post.talks.queries import with_talks
from trail.events import typed_by


class FilingRequest(CompanyRequest):
    """A request behind `filing`: whose act it is, and the visit in which a clerk types it, where one does."""

    person: Person
    visit: CounterVisit | None


def own(request: CompanyRequest, key: str | UUID) -> Application:
    """An application of the company one acts for; every other does not exist here."""
    return get_object_or_404(ones_applications(request).select_related(*_READ), key=key)


def typing(request: FilingRequest, application: Application) -> Application:
    """The same, about to be written in: at the counter it is kept who types. Raises MayNotType."""
    if request.visit is not None and request.method == "POST":
        type_for(request.visit, application)
    return application


def followed(request: FilingRequest, key: str | UUID) -> Application:
    """The same with how many messages there are (`talked`), and how many the reader has not seen (`talked_new`)."""
    rows = (
        ones_applications(request)
        .select_related(*_READ, "verification", *CAME_OF_IT)
        .prefetch_related("pauses__resumption")
    )
    return get_object_or_404(with_talks(rows, "application", side=Side.HOLDER, reader=request.person), key=key)


_READ = ("item__version", "company__division", "authority", "submission", "standing")


def ones_applications(request: CompanyRequest) -> ApplicationQuerySet:
    """What the company applies or applied for; at the counter as far as the visitor's right goes."""
    visit = getattr(request, "visit", None)
    return Application.objects.of_company(request.company) if visit is None else open_to(visit)


def sees_others(request: FilingRequest) -> bool:
    """Whether what others of the company do may be told: not to somebody delegated for one matter."""
    return request.visit is None or not request.visit.is_delegated


class OnlyPrepared(Exception):
    """The portal prepared it, and nobody took it up: it is read and signed on the page of its offer, and only there."""


def own_draft(request: FilingRequest, key: str | UUID) -> Application:
    """A draft that can still be changed. Raises AlreadySubmitted, OnlyPrepared, MayNotType."""
    application = own(request, key)
    if application.is_submitted:
        raise drafting.AlreadySubmitted
    if application.prepared_at is not None:
        raise OnlyPrepared
    return typing(request, application)


def filing(view: Any) -> Any:
    """Pages on which applications are made: for who acts for a company, and at the counter for who is present."""

    @applicant_required
    def by_oneself(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        request.person, request.visit = request.user, None
        return view(request, *args, **kwargs)

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            visit = visit_at_hand(request)
            if visit is None:
                return by_oneself(request, *args, **kwargs)
            return _for_visitor(request, visit, *args, **kwargs)
        except MayNotType:
            messages.error(request, _("You handled this case, so a colleague has to type in it."))
            return redirect("counter:page")
        except VisitOver:
            if _asks_by_itself(request):
                return HttpResponse(
                    _("Not saved: the visit has ended."), status=409, content_type="text/plain; charset=utf-8"
                )
            messages.warning(
                request,
                _("The visit has ended. What was typed before is saved. Receive the visitor again to continue."),
            )
            return redirect("counter:page")

    @never_cache
    def _for_visitor(request: Any, visit: CounterVisit, *args: Any, **kwargs: Any) -> HttpResponseBase:
        request.company, request.person, request.visit = visit.company, visit.visitor, visit
        with typed_by(visit.clerk):
            return view(request, *args, **kwargs)

    return guarded


def _asks_by_itself(request: HttpRequest) -> bool:
    """Whether a script asks for a part of a page, and would show a whole one in it."""
    return "HX-Request" in request.headers or request.headers.get("X-Requested-With") == "autosave"


def changes_draft(view: Any) -> Any:
    """Pages that change a draft: whoever comes too late, or too early, is led to what it is."""

    @wraps(view)
    def guarded(request: FilingRequest, key: str, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, key, **kwargs)
        except drafting.AlreadySubmitted:
            messages.info(request, _("This application has already been handed in and can no longer be changed."))
            return redirect("applications:progress", key=key)
        except OnlyPrepared:
            return redirect("applications:offer", key=key)

    return filing(guarded)
