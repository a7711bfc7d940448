"""The page on which a version is written, and the button that releases one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import SignedInRequest
from accounts.staffing.second_person import NotReleased
from accounts.texts.actions import release
from accounts.texts.models import OwnText, OwnTextApproval
from accounts.versions import Stale
from trail.events import EventKind


def written_on_page(
    request: SignedInRequest,
    form: forms.Form,
    context: dict[str, Any],
    *,
    template: str,
    list_page: str,
    preview: Callable[[], object],
    write: Callable[[], OwnText],
) -> HttpResponseBase:
    """Show the form, show on a sample what was typed (`act=preview`), or write it and go back to the list."""
    context["form"] = form
    if request.method != "POST" or not form.is_valid():
        return render(request, template, context, status=422 if form.errors else 200)
    if request.POST.get("act") == "preview":
        return render(request, template, context | {"preview": preview()})
    try:
        written = write()
    except Stale as meanwhile:
        return render(request, template, context | {"stale": meanwhile}, status=409)
    messages.success(request, _("Version %(n)s is waiting for a second person to release it.") % {"n": written.version})
    return redirect(list_page)


def released_by_button(
    request: SignedInRequest, approval: OwnTextApproval, *, told: EventKind, list_page: str
) -> HttpResponseBase:
    """Release a version and go back to the list, which says what became of it."""
    try:
        release(approval, told=told)
    except NotReleased as why:
        messages.error(request, str(why))
    else:
        messages.success(request, _("Version %(n)s is released.") % {"n": approval.text.version})
    return redirect(list_page)
