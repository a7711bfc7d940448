"""A browser its owner signed in with before is known by a cookie: a stranger's wrong passwords do not lock it out.

Failures are counted by account and source, and an office shares one address: whoever guesses there would keep the
owner of the account out. A known device has a source of its own (OWASP, “device cookies”): what others fail at counts
elsewhere, what is failed at on the device counts for it alone. The cookie opens nothing: it says where to count.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import secrets
from collections.abc import Callable

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase

from accounts.people import Person
from accounts.sealing import lasting_index
from accounts.signing_in.lockout import username_tried
from accounts.signing_in.throttle import client_ip, network_of

COOKIE = f"{settings.OWN_HOST}device"
SALT = "accounts.signing_in.known_device"
_BORN = "device_made_known_to"
_OWN_NETWORK = 0xFD
"""Unique local addresses (RFC 4193): no source on the internet has one."""


def make_known(request: HttpRequest, person: Person) -> None:
    """Have the answer to a complete sign-in, second factor included, carry a new cookie."""
    setattr(request, _BORN, person)


def remembered(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: gives a browser the cookie once somebody has signed in with it."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        person: Person | None = getattr(request, _BORN, None)
        if person is not None:
            response.set_cookie(
                COOKIE,
                signing.dumps([secrets.token_hex(16), _account(person.username)], salt=SALT),
                max_age=settings.KNOWN_DEVICE_DAYS * 24 * 3600,
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
        return response

    return answer


def source_of(request: HttpRequest) -> str:
    """Where a sign-in comes from, as axes counts failures: the known device, else the address of the request."""
    name = username_tried(request) or getattr(getattr(request, "user", None), "username", "")
    device = _device(request, name) if name else ""
    if not device:
        return network_of(client_ip(request))
    digest = hashlib.sha256(device.encode()).digest()[:15]
    return str(ipaddress.IPv6Address(bytes([_OWN_NETWORK]) + digest))


def _device(request: HttpRequest, username: str) -> str:
    """The name of the device, when it is one this account was signed in with; else ""."""
    try:
        device, account = signing.loads(
            request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=settings.KNOWN_DEVICE_DAYS * 24 * 3600
        )
    except (signing.BadSignature, ValueError, TypeError):
        return ""
    return str(device) if hmac.compare_digest(str(account), _account(username)) else ""


def _account(username: str) -> str:
    return lasting_index(f"account {username.strip().lower()}")
