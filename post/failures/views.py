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
from pages.lists.paging import page
from post.failures import actions
from post.failures.forms import GiveUpForm
from post.failures.queries import failed_deliveries, missed_count, shown


@require_safe
@requires(SEE_POST)
def failures(request: SignedInRequest) -> HttpResponseBase:
    """Failed deliveries of one's own authorities, newest first."""
    return _page(request, None, 0)


def _page(request: SignedInRequest, form: GiveUpForm | None, about: int) -> HttpResponseBase:
    cut = page(request, failed_deliveries(request.user))
    language = get_language() or "zh-hans"
    forms = {row.pk: form if form and row.pk == about else GiveUpForm(row=row.pk) for row in cut.rows}
    rows = [(shown(row, language=language), forms[row.pk]) for row in cut.rows]
    context = {"page": cut, "rows": rows, "missed": missed_count(), "form": form}
    return render(request, "post/failures.html", context, status=422 if form else 200)


@require_POST
@requires(SEE_POST)
def retry(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Send it again now."""
    delivery = get_object_or_404(failed_deliveries(request.user), pk=pk)
    try:
        actions.retry(delivery, by=request.user)
    except actions.NotFailed:
        messages.info(request, _("Somebody settled this meanwhile."))
    else:
        messages.success(request, _("It is sent again within a minute."))
    return redirect("post:failures")


@require_POST
@requires(SEE_POST)
def give_up(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Send it no more, for a reason."""
    delivery = get_object_or_404(failed_deliveries(request.user), pk=pk)
    form = GiveUpForm(request.POST, row=delivery.pk)
    if not form.is_valid():
        return _page(request, form, delivery.pk)
    try:
        actions.give_up(delivery, reason=form.cleaned_data["reason"], by=request.user)
    except actions.NotFailed:
        messages.info(request, _("Somebody settled this meanwhile."))
    else:
        messages.success(request, _("It is given up; the reason stays with it."))
    return redirect("post:failures")
