"""The page of a document's editions, the one on which the next is written, and the button that releases one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.access import SignedInRequest
from accounts.editions.actions import release, write
from accounts.editions.forms import EditionForm, NextEditionForm
from accounts.editions.models import Edition
from accounts.editions.series import SHIPPED, BadDocument, Overtaken, Series, standings
from accounts.staffing.second_person import NotReleased
from accounts.versions import seen_version
from pages.lists.paging import number, page


def editions_on_page(
    request: HttpRequest, series: Series[Any], context: dict[str, Any], *, template: str
) -> HttpResponse:
    """Every edition with where it stands and who wrote and released it; the one that ships stands last."""
    today = timezone.localdate()
    in_force = series.in_force(on=today).number
    found = page(request, series.rows().with_people())
    told = {
        "page": found,
        "rows": standings(found.rows, in_force=in_force, on=today),
        "shipped": series.shipped_document(),
        "shipped_stands": "in-force" if in_force == SHIPPED else "superseded",
    }
    return render(request, template, told | context)


def written_on_page(
    request: SignedInRequest,
    series: Series[Any],
    context: dict[str, Any],
    *,
    template: str,
    told: str,
    after: Callable[[Edition], HttpResponseBase],
    begins_with: Mapping[str, Any] | None = None,
    form_of: Callable[..., NextEditionForm] = EditionForm,
) -> HttpResponseBase:
    """Show the form with the newest edition (or what it `begins_with`), or write the next one and go on `after` it."""
    form = form_of(request.POST or None, document=begins_with or series.newest_document())
    if request.method == "POST" and form.is_valid():
        try:
            written = write(series, by=request.user, after=_seen(request), **form.cleaned_data)
        except Overtaken as meanwhile:
            form.add_error(None, str(meanwhile))
        except BadDocument as wrong:
            form.refuse(wrong)
        else:
            messages.success(request, told)
            return after(written)
    context = context | {"form": form, "stands_on": series.newest_number()}
    return render(request, template, context, status=422 if form.errors else 200)


def _seen(request: HttpRequest) -> int | None:
    """The newest edition the page was drawn beside; a machine's request says none."""
    return number(seen_version(request.POST)) or None


def released_by_button(
    request: SignedInRequest, series: Series[Any], edition: Edition, *, list_page: str
) -> HttpResponseBase:
    """Put an edition in force and go back to the list, which says what became of it."""
    try:
        release(series, edition, by=request.user)
    except NotReleased as why:
        messages.error(request, str(why))
    else:
        messages.success(request, _("Edition %(n)s is released.") % {"n": edition.number})
    return redirect(list_page)
