"""The rules of an office: their editions, the next one written and released, and what each would do."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import SignedInRequest, requires
from accounts.authorities import Authority
from accounts.editions.views import editions_on_page, released_by_button, written_on_page
from accounts.permissions import HAND_OVER
from accounts.roles import visible_authorities
from accounts.versions import seen_version
from licensing.allocation.checking import known_at
from licensing.allocation.editions import editions_within, rules_at, writing_at
from licensing.allocation.forms import AllocationForm, as_typed
from licensing.allocation.shown import shown
from licensing.allocation.trying import try_out
from pages.lists.paging import number


def _office(request: SignedInRequest, at: str) -> Authority:
    """An authority whose steps this person may hand over; every other does not exist here."""
    return get_object_or_404(visible_authorities(request.user), division=at)


@require_safe
@requires(HAND_OVER)
def offices(request: SignedInRequest) -> HttpResponseBase:
    """The offices whose rules one may write."""
    found = list(visible_authorities(request.user).order_by("division"))
    if len(found) == 1:
        return redirect("allocation:office", at=found[0].division_id)
    return render(request, "licensing/allocation/offices.html", {"offices": found})


@require_safe
@requires(HAND_OVER)
def office(request: SignedInRequest, at: str) -> HttpResponseBase:
    """The editions of an office, and to whom what waits now would go by one of them."""
    authority, series, today = _office(request, at), rules_at(at), timezone.localdate()
    in_force = series.in_force(on=today)
    wanted = number(request.GET.get("edition", ""))
    row = series.rows().filter(number=wanted).first() if wanted else None
    rules = series.read(row.document) if row else in_force.content
    known = known_at(authority)
    context: dict[str, Any] = {
        "authority": authority,
        "rules": shown(rules, known),
        "weighed": rules.weighed,
        "tried_edition": row.number if row else in_force.number,
        "is_in_force": row is None or row.number == in_force.number,
        "tried": try_out(rules, authority),
        "may_release": True,
    }
    return editions_on_page(request, series, context, template="licensing/allocation/office.html")


@require_http_methods(["GET", "POST"])
@requires(HAND_OVER)
def write(request: SignedInRequest, at: str) -> HttpResponseBase:
    """Write the next edition of an office's rules; asked for one more row, show it with all that was typed."""
    authority = _office(request, at)
    known, template = known_at(authority), "licensing/allocation/write.html"
    context: dict[str, Any] = {"authority": authority}
    if "more" in request.POST:
        form = AllocationForm(None, document=as_typed(request.POST), known=known)
        form.initial = {name: request.POST.get(name, "") for name in ("note", "in_force_from")}
        return render(request, template, {**context, "form": form, "stands_on": seen_version(request.POST)})
    return written_on_page(
        request,
        writing_at(at),
        context,
        template=template,
        told=_("The edition is written; a second person releases it."),
        after=lambda written: redirect(f"{_address(at)}?edition={written.number}"),
        form_of=partial(AllocationForm, known=known),
    )


def _address(at: str) -> str:
    return reverse("allocation:office", args=[at])


@require_POST
@requires(HAND_OVER)
def release(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Put an edition in force; of an office one does not reach it does not exist."""
    found = get_object_or_404(editions_within(visible_authorities(request.user)), pk=pk)
    return released_by_button(request, writing_at(found.division), found, list_page=_address(found.division))
