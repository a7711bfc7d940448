"""Sign-in in our own words: what allauth asks and answers, and where each role starts."""

from __future__ import annotations

import re
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, gettext, override
from django.utils.translation import gettext_lazy as _

from accounts.people import Person
from accounts.roles import Role, give_roles, roles_of

_MORE_THAN_A_NAME = re.compile(r"[/:@\d\n]|\S\.\S{2}")
"""An address, a telephone number, another line: whoever registers with somebody else's address writes a name."""


def _is_only_a_name(name: str) -> bool:
    return not _MORE_THAN_A_NAME.search(name)


class AccountAdapter(DefaultAccountAdapter):
    """Our sentences, our start pages, and a person row that holds what the sign-up asked."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is not active. Ask the administrator of your authority."),
        "username_password_mismatch": _("The user name or the password is wrong."),
        "enter_current_password": _("This is not your current password."),
        "incorrect_password": _("The password is wrong."),
        "username_taken": _("This user name is already taken. Choose another one."),
        "username_blacklisted": _("This user name is already taken. Choose another one."),
        "rate_limited": _("Too many attempts in a short time. Wait a minute and try again."),
        "too_many_login_attempts": _("Too many attempts in a short time. Wait a minute and try again."),
        "invalid_password_reset": _("This link is no longer valid. Ask for a new one."),
        "email_taken": _("This e-mail address belongs to another account."),
    }

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The start page of the first role a person holds; settings say which."""
        held = roles_of(request.user)
        pages = (settings.START_PAGES.get(role.value) for role in Role if role in held)
        return next((page for page in pages if page), settings.LOGIN_REDIRECT_URL)

    @transaction.atomic
    def save_user(
        self, request: HttpRequest, user: AbstractBaseUser, form: Any, commit: bool = True
    ) -> AbstractBaseUser:
        person = super().save_user(request, user, form, commit=False)
        assert isinstance(person, Person)  # noqa: S101  AUTH_USER_MODEL says so
        person.name = form.cleaned_data["name"]
        person.phone = form.cleaned_data["phone"]
        person.language = get_language() or settings.LANGUAGE_CODE
        person.save()
        give_roles(person, {Role.APPLICANT})
        return person

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write in the receiver's own language. Without a mail gateway nothing is sent, and no page says it was."""
        if not settings.EMAIL_URL:
            return
        receiver = context.get("user") or Person.objects.filter(email__iexact=email).first()
        language = getattr(receiver, "language", "") or get_language() or settings.LANGUAGE_CODE
        links = {"portal_url": f"{settings.PUBLIC_URL}/", "signup_url": _link("account_signup")}
        told = {"greeted": receiver.name if receiver is not None and _is_only_a_name(receiver.name) else ""}
        with override(language):
            super().send_mail(template_prefix, email, {**context, **links, **told})

    def format_email_subject(self, subject: str) -> str:
        portal = gettext("Freight licence portal")
        return f"[{portal}] {subject}"

    def get_reset_password_from_key_url(self, key: str) -> str:
        """The address of a reset link: the portal's own, whatever host a request claimed to ask for."""
        uid, _dash, rest = key.partition("-")
        return _link("account_reset_password_from_key", uidb36=uid, key=rest)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: AbstractBaseUser,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tell somebody what changed in their account; staff have an address without having confirmed it here."""
        address = email or getattr(user, "email", "") or None
        super().send_notification_mail(template_prefix, user, {**(context or {}), "user": user}, address)


def _link(name: str, **arguments: str) -> str:
    return f"{settings.PUBLIC_URL}{reverse(name, kwargs=arguments)}"
