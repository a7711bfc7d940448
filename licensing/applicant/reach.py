"""Which applications an applicant's page may show or change: one's own company's, and nothing else exists."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from accounts.access import CompanyRequest, applicant_required
from licensing.applications import actions
from licensing.applications.models import Application
from post.talks.models import Side
from post.talks.queries import with_talks


def own(request: CompanyRequest, key: Any) -> Application:
    """An application of the company one acts for; every other does not exist here."""
    return get_object_or_404(_of_ones_company(request), key=key)


def followed(request: CompanyRequest, key: Any) -> Application:
    """The same with how many messages there are (`talked`), and how many the reader has not seen (`talked_new`)."""
    rows = with_talks(_of_ones_company(request), "application", side=Side.HOLDER, reader=request.user)
    return get_object_or_404(rows, key=key)


def _of_ones_company(request: CompanyRequest) -> Any:
    rows = Application.objects.of_company(request.company)
    return rows.select_related("item__version", "company__division", "authority", "submission")


class OnlyPrepared(Exception):
    """The portal prepared it, and nobody took it up: it is read and signed on the page of its offer, and only there."""


def own_draft(request: CompanyRequest, key: Any) -> Application:
    """A draft that can still be changed. Raises AlreadySubmitted, OnlyPrepared."""
    application = own(request, key)
    if application.is_submitted:
        raise actions.AlreadySubmitted
    if application.prepared_at is not None:
        raise OnlyPrepared
    return application


def drafting(view: Any) -> Any:
    """Pages that change a draft: whoever comes too late, or too early, is led to what it is."""

    @wraps(view)
    def guarded(request: CompanyRequest, key: str, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, key, **kwargs)
        except actions.AlreadySubmitted:
            messages.info(request, _("This application was handed in already; it cannot be changed any more."))
            return redirect("applications:progress", key=key)
        except OnlyPrepared:
            return redirect("applications:offer", key=key)

    return applicant_required(guarded)
