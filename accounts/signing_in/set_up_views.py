"""The owner of an account chooses its password with a code that works once."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from accounts import events
from accounts.access import SignedInRequest, signed_in
from accounts.forms import SetUpForm
from accounts.people import Person
from accounts.signing_in.credentials import CodeNotValid, owner_of, use_code
from accounts.signing_in.throttle import guess


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def set_up(request: HttpRequest, code: str) -> HttpResponseBase:
    """Choose the password of the account the code belongs to; then sign in with it."""
    person = guess("set-up-code", lambda: _owner_of(code), request=request)
    if person is None:
        return _no_longer(request)
    form = SetUpForm(request.POST or None, person=person)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                person = use_code(code)
                person.set_password(form.cleaned_data["password1"])
                person.save(update_fields=["password"])
                authority = person.authority.division_id if person.authority else ""
                events.PASSWORD_CHOSEN.record(subject=f"person:{person.pk}", by=person, authority=authority)
        except CodeNotValid:
            return _no_longer(request)
        messages.success(request, _("Your password is set. Sign in with it now."))
        return redirect("account_login")
    status = 422 if form.is_bound else 200
    return render(request, "accounts/set_up.html", {"form": form, "person": person}, status=status)


def _owner_of(code: str) -> Person | None:
    try:
        return owner_of(code)
    except CodeNotValid:
        return None


def _no_longer(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/set_up_over.html", status=410)


@require_safe
@signed_in
def no_password(request: SignedInRequest) -> HttpResponseBase:
    """Who asks to change a password and has none yet: only the code that works once gives one."""
    messages.error(request, _("Your account has no password yet. Choose one with the link you are given for it."))
    return redirect("profile")
