"""The own page of a driver, without an account: three fields, photo or voice note; the answer by number and code."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.signing_in.throttle import attempt, guess
from hotline.tickets.doing.calling_back import read_by_code
from hotline.tickets.doing.recording import code_digest, record
from hotline.tickets.looks import STEPS
from hotline.tickets.queries import hotline_for_drivers, letters_to_caller, told_by_code
from hotline.tickets.rules import has_answer
from hotline.tickets.screens.intake_forms import FollowForm, TellForm

TOLD = "hotline_told"
"""Where the session keeps number and code until they were shown once."""


@never_cache
@require_http_methods(["GET", "POST"])
def tell(request: HttpRequest) -> HttpResponseBase:
    """Tell the hotline something."""
    form = TellForm(request.POST or None, request.FILES or None)
    authority = hotline_for_drivers()
    if request.method == "POST" and form.is_valid():
        attempt("hotline", request=request)
        if authority is None:
            form.add_error(None, _("The hotline is not open here yet. Please call 12328."))
        else:
            made = record(form.told(), authority=authority, by=None)
            request.session[TOLD] = {"number": made.number, "code": made.caller.code}
            return redirect("hear:told")
    status = 422 if form.errors else 200
    return render(request, "hotline/tickets/tell.html", {"form": form}, status=status)


@never_cache
@require_safe
def told(request: HttpRequest) -> HttpResponseBase:
    """Number and code of what was just told, once."""
    shown = request.session.pop(TOLD, None)
    if shown is None:
        return redirect("hear:follow")
    return render(request, "hotline/tickets/told.html", {"told": shown})


@never_cache
@require_http_methods(["GET", "POST"])
def follow(request: HttpRequest) -> HttpResponse:
    """How it goes, and the answer, by number and code; whoever guesses is slowed down."""
    form = FollowForm(request.POST or None)
    context: dict[str, object] = {"form": form}
    if request.method == "POST" and form.is_valid():
        number, digest = form.cleaned_data["number"].strip(), code_digest(form.cleaned_data["code"])
        found = guess("hotline-code", lambda: told_by_code(number, digest), request=request)
        if found is None:
            form.add_error(None, _("There is no ticket with this number and code."))
        else:
            letters = list(letters_to_caller(found))
            if has_answer(found) and not hasattr(found, "forgotten"):
                read_by_code(found)
            context |= {"ticket": found, "look": STEPS[found.standing.node], "letters": letters}
    status = 422 if form.errors else 200
    return render(request, "hotline/tickets/follow.html", context, status=status)
