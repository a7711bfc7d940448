"""The hotline in figures, what waits now, and the figures the press told, beside each other."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpResponse, HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accounts.access import SignedInRequest, requires
from accounts.permissions import READ_TICKETS, SEE_HOTLINE
from hotline.figures import events
from hotline.figures.definitions import ALONE, FIGURES, GROUPS
from hotline.figures.numbers import numbers
from hotline.figures.press import press
from hotline.figures.rows import read_beside, told, told_without_page
from pages.counted.screen import Screen, days_of

SCREEN = Screen(
    namespace="hotline_figures",
    title=_("The hotline in figures"),
    figures=FIGURES,
    alone=ALONE,
    groups=GROUPS,
    told=told,
    beside=read_beside,
    taken=events.TAKEN,
)


@require_safe
@requires(SEE_HOTLINE, READ_TICKETS)
def figures(request: SignedInRequest) -> HttpResponse:
    """The figures of some days."""
    _form, since, until = days_of(request)
    told = numbers(request.user, since, until)
    return SCREEN.list_page(request, template="hotline/figures/figures.html", press=press(), numbers=told)


@require_safe
@requires(SEE_HOTLINE, READ_TICKETS)
def rows(request: SignedInRequest, code: str, part: str) -> HttpResponseBase:
    """The tickets behind a number; as a page or, with `as=csv`, as a file."""
    reads_tickets = request.user.has_perm(READ_TICKETS)
    screen = SCREEN if reads_tickets else replace(SCREEN, told=told_without_page)
    return screen.rows_page(request, code, part)
