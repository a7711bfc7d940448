"""Supervision in figures: numbers with their definition, charts with a table, and the rows behind each number."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accounts.access import SignedInRequest, requires
from accounts.permissions import APPROVE_INSPECTIONS, KEEP_GRIDS, SEE_STATISTICS
from pages.counted.screen import Screen
from supervision.figures import events
from supervision.figures.definitions import ALONE, FIGURES, GROUPS
from supervision.figures.rows import told

SCREEN = Screen(
    namespace="figures",
    title=_("Supervision in figures"),
    figures=FIGURES,
    alone=ALONE,
    groups=GROUPS,
    told=told,
    taken=events.TAKEN,
)


@require_safe
@requires(SEE_STATISTICS, APPROVE_INSPECTIONS, KEEP_GRIDS)
def figures(request: SignedInRequest) -> HttpResponse:
    """The figures a reader may know, over some days."""
    return SCREEN.list_page(request)


@require_safe
@requires(SEE_STATISTICS, APPROVE_INSPECTIONS, KEEP_GRIDS)
def rows(request: SignedInRequest, code: str, part: str) -> HttpResponseBase:
    """The rows behind a number; as a page or, with `as=csv`, as a file."""
    return SCREEN.rows_page(request, code, part)
