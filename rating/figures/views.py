"""Ratings in figures, with the rows behind each number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import prefetch_related_objects
from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accounts.access import SignedInRequest, requires
from accounts.permissions import HANDLE_RATINGS, SEE_RATINGS
from pages.counted.figure import Told
from pages.counted.screen import Screen
from rating import events
from rating.figures.definitions import ALONE, FIGURES
from rating.service_models import Service


def _service_of(row: Any) -> Service:
    return row if isinstance(row, Service) else row.rating.service


def read_ratings(rows: Sequence[Any]) -> None:
    """Whether what was served is rated, read at once."""
    prefetch_related_objects([_service_of(row) for row in rows], "rating")


def told(row: Any) -> Told:
    """A row of any figure: what was served, and its page when it was rated."""
    service = _service_of(row)
    given = service.given
    return Told(
        day=timezone.localdate(service.at),
        number=f"{service.reference}-{service.number:02}",
        about=service.item_name,
        address=reverse("rating:rating", args=[given.pk]) if given else "",
    )


SCREEN = Screen(
    namespace="rating_figures",
    title=_("Ratings in figures"),
    figures=FIGURES,
    alone=ALONE,
    groups={},
    told=told,
    beside=read_ratings,
    taken=events.TAKEN,
)


@require_safe
@requires(HANDLE_RATINGS, SEE_RATINGS)
def figures(request: SignedInRequest) -> HttpResponse:
    """The figures of the authorities a reader's roles reach, over some days."""
    return SCREEN.list_page(request)


@require_safe
@requires(HANDLE_RATINGS, SEE_RATINGS)
def rows(request: SignedInRequest, code: str, part: str) -> HttpResponseBase:
    """The rows behind a number; as a page or, with `as=csv`, as a file."""
    return SCREEN.rows_page(request, code, part)
