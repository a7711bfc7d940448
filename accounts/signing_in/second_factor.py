"""The second factor of staff: a one-time code (TOTP), required outside the demo (domain F-8.2)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base.forms import AuthenticateForm as AllauthAuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as AllauthReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from accounts.people import Person
from accounts.roles import is_staff_member
from accounts.sealing import seal, unseal
from accounts.signing_in.throttle import TooOften, attempt, forgive

_ALWAYS_OPEN = {"account_logout", "account_reauthenticate", "set_language", "reading"}
_CODE_ATTRS = {"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}


class SecondFactorForStaff:
    """Middleware: staff without a second factor see nothing but its set-up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponse | None:
        if not settings.SECOND_FACTOR_REQUIRED or not is_staff_member(request.user):
            return None
        name = (request.resolver_match and request.resolver_match.url_name) or ""
        if name in _ALWAYS_OPEN or name.startswith("mfa_"):
            return None
        if Authenticator.objects.filter(user=request.user.pk, type=Authenticator.Type.TOTP).exists():
            return None
        return redirect("mfa_activate_totp")


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets sealed at rest; staff cannot do away with a factor they must have."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This code is wrong or has already been used. Wait for the next one and try again."),
        "cannot_delete_authenticator": _("Staff accounts must keep their second factor."),
    }

    def get_totp_issuer(self) -> str:
        return str(settings.SITE_NAME)

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        owner: Person | AbstractBaseUser = authenticator.user
        return not (settings.SECOND_FACTOR_REQUIRED and is_staff_member(owner))


def _code_field() -> forms.CharField:
    return forms.CharField(
        label=_("One-time code"),
        help_text=_("Six digits from your authenticator app, or one of your recovery codes."),
        widget=forms.TextInput(attrs=_CODE_ATTRS),
    )


class _CountedCode(forms.Form):
    """Five codes in a quarter of an hour, counted before they are compared: a million are soon tried."""

    user: Person

    def clean_code(self) -> str:
        try:
            attempt("second-factor", person=self.user)
        except TooOften as limit:
            raise forms.ValidationError(
                _("Too many wrong codes. Wait 15 minutes and try again."), code="too-often"
            ) from limit
        code: str = super().clean_code()  # type: ignore[misc]
        forgive("second-factor", person=self.user)
        return code


class AuthenticateForm(_CountedCode, AllauthAuthenticateForm):
    code = _code_field()


class ReauthenticateForm(_CountedCode, AllauthReauthenticateForm):
    code = _code_field()


class ActivateForm(ActivateTOTPForm):
    code = forms.CharField(
        label=_("One-time code"),
        help_text=_("The six digits your authenticator app shows after you scan the picture."),
        widget=forms.TextInput(attrs=_CODE_ATTRS),
    )
