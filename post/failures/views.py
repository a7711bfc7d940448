"""What could not be delivered: seen, sent again, given up with a reason."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import SignedInRequest, requires
from accounts.permissions import SEE_POST
from pages.lists.shown import show
from post.failures import actions
from post.failures.failure_list import FAILURES
from post.failures.forms import GiveUpForm
from post.failures.queries import failed_deliveries, missed_count, shown
from post.telling.models import Delivery


@require_safe
@requires(SEE_POST)
def failures(request: SignedInRequest) -> HttpResponseBase:
    """Failed deliveries of one's own authorities, newest first."""
    return show(request, FAILURES, "post/failures.html", more=lambda listed: {"missed": missed_count()})


@require_safe
@requires(SEE_POST)
def failure(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """One of them, with what can be done."""
    delivery = get_object_or_404(failed_deliveries(request.user), pk=pk)
    return _page(request, delivery, GiveUpForm())


def _page(request: SignedInRequest, delivery: Delivery, form: GiveUpForm) -> HttpResponseBase:
    context = {"failure": shown(delivery, language=get_language() or "zh-hans"), "form": form}
    return render(request, "post/failure.html", context, status=422 if form.errors else 200)


@require_POST
@requires(SEE_POST)
def retry(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Send it again now."""
    delivery = get_object_or_404(failed_deliveries(request.user), pk=pk)
    try:
        actions.retry(delivery, by=request.user)
    except actions.NotFailed:
        messages.info(request, _("Someone else has already settled this."))
    else:
        messages.success(request, _("It will be sent again within a minute."))
    return redirect("post:failures")


@require_POST
@requires(SEE_POST)
def give_up(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Send it no more, for a reason."""
    delivery = get_object_or_404(failed_deliveries(request.user), pk=pk)
    form = GiveUpForm(request.POST)
    if not form.is_valid():
        return _page(request, delivery, form)
    try:
        actions.give_up(delivery, reason=form.cleaned_data["reason"], by=request.user)
    except actions.NotFailed:
        messages.info(request, _("Someone else has already settled this."))
    else:
        messages.success(request, _("Sending was given up; the reason is kept with it."))
    return redirect("post:failures")
