"""Pages on which somebody proves who they are, and on which the counter confirms it."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import SignedInRequest, requires, signed_in
from accounts.forms import CodeForm, CounterIdentityForm, IdentityForm
from accounts.people import Person
from accounts.permissions import ACCEPT
from accounts.represented import real_name
from accounts.represented.company_views import register_at_counter
from accounts.represented.real_name import RealNameChallenge, is_proved
from accounts.roles import is_staff_member
from accounts.signing_in.throttle import attempt


def _applicant(request: HttpRequest) -> Person:
    if not isinstance(request.user, Person) or is_staff_member(request.user):
        raise PermissionDenied
    return request.user


def _onwards(request: HttpRequest) -> str:
    target = request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if safe else "accounts:companies"


@require_http_methods(["GET", "POST"])
@signed_in
def prove(request: SignedInRequest) -> HttpResponseBase:
    """Name and ID number go to the identity service; it sends a code to that person's own telephone."""
    person = _applicant(request)
    if is_proved(person):
        return redirect(_onwards(request))
    form = IdentityForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        attempt("real-name", request=request, person=person)
        try:
            challenge = real_name.begin(person, form.cleaned_data["id_number"])
        except real_name.NotThatPerson:
            form.add_error("id_number", _("The identity service has no record of your name with this number."))
        except real_name.NoTelephone:
            form.add_error(None, _("The identity service has no mobile number for you. Come to the counter instead."))
        except real_name.ServiceUnreachable:
            form.add_error(None, _("The identity service is not responding. Try again later, or come to the counter."))
        else:
            address = redirect("accounts:prove_code", pk=challenge.pk)
            address["Location"] += f"?{request.GET.urlencode()}" if request.GET else ""
            return address
    status = 422 if form.errors else 200
    return render(request, "accounts/prove.html", {"form": form, "person": person}, status=status)


@require_http_methods(["GET", "POST"])
@signed_in
def prove_code(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """The code from the telephone."""
    person = _applicant(request)
    challenge = get_object_or_404(RealNameChallenge, person=person, pk=pk)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            real_name.finish(challenge, form.cleaned_data["code"])
        except real_name.WrongCode:
            form.add_error("code", _("The code is wrong. Check the message and try again."))
        except real_name.ChallengeOver:
            form.add_error("code", _("This code has expired. Ask for a new one."))
        except real_name.AlreadyProved:
            return redirect(_onwards(request))
        except real_name.ServiceUnreachable:
            form.add_error(None, _("The identity service is not responding. Try the same code again."))
        else:
            messages.success(request, _("Your identity has been confirmed."))
            return redirect(_onwards(request))
    context = {"form": form, "challenge": challenge, "messages_at": _messages_at()}
    return render(request, "accounts/prove_code.html", context, status=422 if form.errors else 200)


def _messages_at() -> str:
    """Where the demo shows what its identity service would send; "" in a real installation."""
    return f"{settings.REAL_NAME_URL}/messages" if settings.DEMO and settings.REAL_NAME_URL else ""


@require_http_methods(["GET", "POST"])
@requires(ACCEPT)
def counter(request: SignedInRequest) -> HttpResponseBase:
    """A clerk confirms who stands at the counter, by the identity card shown."""
    form = CounterIdentityForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = form.cleaned_data["username"]
        if _confirm(form, person, request):
            messages.success(request, _("The identity of %(name)s has been confirmed.") % {"name": person.name})
            return redirect("accounts:counter_identity")
    return render(request, "accounts/counter_identity.html", {"form": form}, status=422 if form.errors else 200)


def _confirm(form: CounterIdentityForm, person: Person, request: SignedInRequest) -> bool:
    number, uscc = form.cleaned_data["id_number"], form.cleaned_data["uscc"]
    try:
        real_name.confirm_at_counter(person, number, by=request.user)
    except real_name.NotThatPerson:
        form.add_error("username", _("This is not an applicant account."))
    except real_name.AlreadyProved:
        # Somebody whose identity stands may still come with a business licence.
        if person.id_number != number:
            form.add_error("id_number", _("Another ID number is already recorded for this account."))
        elif not uscc:
            form.add_error("username", _("The identity of this account has already been confirmed."))
    if not form.errors and uscc:
        register_at_counter(form, person, by=request.user)
    return not form.errors
