"""Marking a case for oneself."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import SignedInRequest, requires
from licensing.casework.marking.forms import IDS, MarkForm
from licensing.casework.marking.marks import mark
from licensing.casework.reach import HANDLERS, case_or_404
from licensing.casework.views import page_anew


@require_POST
@requires(*HANDLERS)
def mark_case(request: SignedInRequest, key: str) -> HttpResponseBase:
    """Put a mark on a case, change it, or take it away."""
    application, form = case_or_404(request, key), MarkForm(request.POST, auto_id=IDS)
    if not form.is_valid():
        return page_anew(request, key, mark_form=form, status=422)
    made = mark(application, by=request.user, **form.cleaned_data)
    messages.success(request, _("Your mark is saved. Only you can see it.") if made else _("Your mark was deleted."))
    return redirect("desk:case", key=key)
