"""Officials' pages of the draws: freeze a list, see who was drawn, have an officer replaced by the next of the draw."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import SignedInRequest, requires
from accounts.permissions import INSPECT, READ_INSPECTIONS
from desk.acts import carry_out
from pages.lists.paging import page
from supervision.draws import actions
from supervision.draws.models import Draw
from supervision.draws.queries import lines_of, result_of
from supervision.draws.screens.forms import FreezeForm, PlatformNumberForm, ReplaceForm
from supervision.officers.models import EnforcementCertificate


def _list(request: SignedInRequest, form: FreezeForm | None) -> HttpResponse:
    rows = Draw.objects.visible_to(request.user).select_related("authority", "result__checkpoint").defer("listed")
    found = page(request, rows.order_by("-pk"))
    context = {"page": found, "rows": found.rows, "form": form}
    return render(request, "supervision/draws/office.html", context, status=422 if form and form.errors else 200)


@require_safe
@requires(READ_INSPECTIONS)
def draws(request: SignedInRequest) -> HttpResponse:
    """The draws of one's authorities; an officer freezes the next list here."""
    return _list(request, FreezeForm() if request.user.has_perm(INSPECT) else None)


@require_POST
@requires(INSPECT)
def freeze(request: SignedInRequest) -> HttpResponseBase:
    """Freeze a list and publish its digest; the draw follows with the next checkpoint of the trail."""
    form = FreezeForm(request.POST)
    if request.user.authority is None:
        raise PermissionDenied
    if form.is_valid():
        typed = form.cleaned_data
        try:
            made = actions.freeze(
                request.user.authority,
                typed["sector"],
                wanted=typed["wanted"],
                purpose=typed["purpose"],
                on_site=typed["on_site"],
                by=request.user,
            )
        except actions.NotDrawn as why:
            form.add_error(None, str(why))
        else:
            messages.success(
                request, _("The list is frozen. It will be drawn with the next checkpoint, in a few minutes.")
            )
            return redirect("draws:office_draw", number=made.number)
    return _list(request, form)


def _draw(request: SignedInRequest, number: str) -> Draw:
    rows = Draw.objects.visible_to(request.user).select_related("authority", "frozen_by")
    found: Draw = get_object_or_404(rows, number=number)
    return found


def _page(
    request: SignedInRequest, found: Draw, form: ReplaceForm | None = None, numbering: PlatformNumberForm | None = None
) -> HttpResponse:
    result = result_of(found)
    context = {
        "draw": found,
        "result": result,
        "lines": lines_of(found, result, with_companies=True) if result else [],
        "form": form or ReplaceForm(),
        "numbering": numbering or PlatformNumberForm(),
        "platform_numbers": found.platform_numbers.select_related("by"),
        "may_replace": request.user.has_perm(INSPECT),
    }
    return render(request, "supervision/draws/office_draw.html", context, status=422 if form or numbering else 200)


@require_safe
@requires(READ_INSPECTIONS)
def draw(request: SignedInRequest, number: str) -> HttpResponse:
    """One draw with the companies behind its keys."""
    return _page(request, _draw(request, number))


@require_POST
@requires(INSPECT)
def replace(request: SignedInRequest, number: str, key: str, certificate: int) -> HttpResponseBase:
    """The next of the draw goes instead of an officer."""
    found, form = _draw(request, number), ReplaceForm(request.POST)
    out = get_object_or_404(EnforcementCertificate, pk=certificate, authority=found.authority)
    if not form.is_valid():
        return _page(request, found, form)
    act = partial(actions.replace, found, key, out=out, by=request.user, **form.cleaned_data)
    carry_out(request, act, _("The next officer of the draw goes instead."))
    return redirect("draws:office_draw", number=number)


@require_POST
@requires(INSPECT)
def platform_number(request: SignedInRequest, number: str) -> HttpResponseBase:
    """Note the number another platform gave the draw."""
    found, form = _draw(request, number), PlatformNumberForm(request.POST)
    if not form.is_valid():
        return _page(request, found, numbering=form)
    act = partial(actions.note_platform_number, found, form.cleaned_data["number"], by=request.user)
    carry_out(request, act, _("The number is kept beside ours."))
    return redirect("draws:office_draw", number=number)
