"""The forms of sign-in, sign-up and passwords: allauth's checks under our labels."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as allauth_forms
from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts
from django.utils.translation import gettext_lazy as _

from accounts.signing_in.usernames import normalise_username
from accounts.typed.identifiers import normalise_mobile, validate_mobile
from pages.sentences import in_a_row

_LABELS = {
    "login": _("User name"),
    "username": _("User name"),
    "password": _("Password"),
    "password1": _("New password"),
    "password2": _("New password again"),
    "oldpassword": _("Current password"),
    "email": _("E-mail"),
}


def _plain(form: forms.Form) -> None:
    """Labels instead of placeholders, help as text that a screen reader reads once."""
    for name, field in form.fields.items():
        field.widget.attrs.pop("placeholder", None)
        field.label = _LABELS.get(name, field.label)
        if name == "password1":
            field.help_text = in_a_row(password_validators_help_texts())
        elif name in ("password", "oldpassword"):
            field.help_text = ""


class SignInForm(allauth_forms.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self)
        self.fields["login"].widget.attrs["autofocus"] = True


class SignUpForm(allauth_forms.SignupForm):
    """Applicants register themselves; staff are entered by their administrator."""

    name = forms.CharField(
        label=_("Name"),
        max_length=80,
        help_text=_("As on your identity card."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = forms.CharField(
        label=_("Mobile number"),
        max_length=20,
        validators=[validate_mobile],
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    field_order = ["username", "name", "phone", "email", "password1", "password2"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self)
        self.fields["password1"].label = _LABELS["password"]
        self.fields["password2"].label = _("Password again")

    def clean_username(self) -> str:
        self.cleaned_data["username"] = normalise_username(self.cleaned_data["username"])
        return str(super().clean_username())

    def clean_name(self) -> str:
        return str(self.cleaned_data["name"]).strip()

    def clean_phone(self) -> str:
        return normalise_mobile(self.cleaned_data["phone"])


class PasswordChangeForm(allauth_forms.ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self)


class PasswordResetForm(allauth_forms.ResetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self)


class NewPasswordForm(allauth_forms.ResetPasswordKeyForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self)


class ReauthenticateForm(allauth_forms.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self)
