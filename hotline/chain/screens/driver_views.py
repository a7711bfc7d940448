"""A driver tells the chain what is needed, without an account, and reads the answer with number and code."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.signing_in.throttle import attempt, guess
from hotline.chain.moving import enter
from hotline.chain.nodes import chain_on
from hotline.chain.reading import by_code
from hotline.chain.screens.forms import FollowDemandForm, NeedForm
from hotline.chain.screens.shown import shown_to_driver
from hotline.chain.seats import branches_of
from pages.outcomes import outcome


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def tell(request: HttpRequest) -> HttpResponseBase:
    """Tell a branch; number and code are shown once."""
    form = NeedForm(request.POST or None, branches=branches_of())
    context: dict[str, object] = {"form": form, "chain": chain_on(timezone.localdate())}
    if request.method == "POST":
        attempt("chain", request=request)
        if form.is_valid():
            node = chain_on(timezone.localdate()).first.code
            context["made"] = enter(form.needed(), form.cleaned_data["branch"], node=node, by=None)
            return outcome(request, "hotline/chain/tell.html", context)
    status = 422 if form.errors else 200
    return render(request, "hotline/chain/tell.html", context, status=status)


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest) -> HttpResponse:
    """Where it is, and the answer; whoever guesses is slowed down."""
    form = FollowDemandForm(request.POST or None)
    context: dict[str, object] = {"form": form}
    if request.method == "POST" and form.is_valid():
        found = guess("chain-code", lambda: by_code(**form.cleaned_data), request=request)
        if found is None:
            form.add_error(None, _("There is no demand with this number and code."))
        else:
            context |= shown_to_driver(found)
    status = 422 if form.errors else 200
    return render(request, "hotline/chain/follow.html", context, status=status)
