"""Many chosen promises, verified by data."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import SignedInRequest, requires
from accounts.permissions import VERIFY
from licensing.casework.by_data.work import BY_DATA, MOST, steps_in_reach
from pages.jobs.asking import ask_and_show
from pages.lists.paging import number


@require_POST
@requires(VERIFY)
def verify_chosen(request: SignedInRequest) -> HttpResponseBase:
    """Begin the long work that asks the registries about every chosen promise."""
    typed = request.POST.getlist("row")
    if len(typed) > MOST:
        messages.error(request, _("Select at most %(n)s promises at once. Nothing was started.") % {"n": MOST})
        return redirect("desk:verifications")
    keys = [key for one in typed if (key := number(one))]
    steps = steps_in_reach(request.user, keys)
    if not steps:
        messages.warning(request, _("Select at least one promise that waits to be verified."))
        return redirect("desk:verifications")
    return ask_and_show(request, BY_DATA, {"steps": steps})
