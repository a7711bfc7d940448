"""Officials read how their authority was rated and handle what was bad; who was rated reads it and may dispute it."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.access import SignedInRequest, requires
from accounts.permissions import HANDLE_RATINGS, HANDLING, SEE_RATINGS
from desk.acts import forms_of, run
from pages.lists.shown import show
from rating.handling.acting import handles
from rating.handling.states import Kind, following, steps_of
from rating.reading import indicators_of, stands, told_steps
from rating.screens.acts import ACTS, open_to
from rating.screens.rating_list import RATINGS
from rating.service_models import Rating


@require_safe
@requires(HANDLE_RATINGS, SEE_RATINGS, *HANDLING)
def ratings(request: SignedInRequest) -> HttpResponseBase:
    """How the authority was rated, what is due first; others see how they were rated themselves."""
    return show(request, RATINGS, "rating/ratings.html")


def _rating(request: SignedInRequest, pk: int) -> Rating:
    rows = Rating.objects.visible_to(request.user).prefetch_related("steps__by", "steps__handler", "dues")
    return get_object_or_404(rows, pk=pk)


def _page(request: SignedInRequest, pk: int, *, status: int = 200, **shown: Any) -> HttpResponse:
    found = _rating(request, pk)
    may_call = handles(request.user, found) and Kind.CALLED_BACK in following(found, steps_of(found))
    context = {
        "rating": found,
        "service": found.service,
        "stands": stands(found),
        "indicators": indicators_of(found),
        "steps": told_steps(found),
        "dues": list(found.dues.all()),
        "phone": found.phone if may_call else "",
        "acts": forms_of(open_to(found, request.user), found, request, shown),
        "act_url": "rating:act",
        **shown,
    }
    return render(request, "rating/rating.html", context, status=status)


@require_safe
@requires(HANDLE_RATINGS, SEE_RATINGS, *HANDLING)
def rating(request: SignedInRequest, pk: int) -> HttpResponse:
    """One rating: what was said, what became of it, what may be done now."""
    return _page(request, pk)


@require_POST
@requires(HANDLE_RATINGS, *HANDLING)
def act(request: SignedInRequest, pk: int, name: str) -> HttpResponseBase:
    """Carry out an act."""
    found = _rating(request, pk)
    row = next((one for one in ACTS if one.name == name), None)
    if row is None:
        raise Http404
    node = name if row.name in following(found, steps_of(found)) else ""
    back = reverse("rating:rating", args=[pk])
    return run(request, row, found, node=node, page=partial(_page, request, pk), back=back)
