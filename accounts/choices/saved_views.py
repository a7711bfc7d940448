"""Keeping and forgetting views of lists."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import SignedInRequest, signed_in
from accounts.choices.saved import LONGEST_TITLE, MayNotShare, TooManyViews, forget_view, keep_view, own_views
from pages.lists.addresses import back_to
from pages.lists.definition import list_named
from pages.lists.kept import what_is_kept


class ViewForm(forms.Form):
    title = forms.CharField(max_length=LONGEST_TITLE)
    query = forms.CharField(max_length=2000, required=False)
    role = forms.CharField(max_length=30, required=False)


@require_POST
@signed_in
def keep(request: SignedInRequest, name: str) -> HttpResponseBase:
    """Keep the view that is shown, for oneself or for a role."""
    what = list_named(name)
    if what is None or not what.may_be_read_by(request.user):
        raise Http404
    form = ViewForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Enter a short name for the view."))
        return redirect(back_to(request, usual=reverse(what.address)))
    query = what_is_kept(what, request.user, QueryDict(form.cleaned_data["query"].removeprefix("?")))
    try:
        keep_view(what, title=form.cleaned_data["title"], query=query, role=form.cleaned_data["role"], by=request.user)
    except (TooManyViews, MayNotShare) as why:
        messages.error(request, str(why))
        return redirect(back_to(request, usual=reverse(what.address)))
    messages.success(request, _("View “%(title)s” saved.") % {"title": form.cleaned_data["title"]})
    return redirect(f"{reverse(what.address)}?{query}")


@require_POST
@signed_in
def forget(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Forget a view of one's own; every other does not exist here."""
    view = get_object_or_404(own_views(request.user), pk=pk)
    what = list_named(view.listed)
    forget_view(view, by=request.user)
    messages.success(request, _("View “%(title)s” deleted.") % {"title": view.title})
    return redirect(back_to(request, usual=reverse(what.address) if what else "/"))
