"""A session ends some hours after the sign-in, however busy: a browser left open in an office is nobody's for ever.

The idle limit (`SESSION_COOKIE_AGE`) never passes where something goes on asking; this one does (ASVS 5.0, 7.3.2).
"""

from __future__ import annotations

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

BEGAN = "signed_in_at"
"""When the sign-in was, in seconds."""
TO_SEND = 3600
"""Whoever is in the middle of a form then may still send it within so many seconds: nothing typed is lost."""
GetResponse = Callable[[HttpRequest], HttpResponseBase]


def begin(request: HttpRequest) -> None:
    """The clock of a session starts with its sign-in; proving once more who one is does not start it again."""
    request.session[BEGAN] = int(time.time())


def ended_in_time(get_response: GetResponse) -> GetResponse:
    """Middleware: after `SESSION_HOURS` somebody is a stranger, whom each page leads to the sign-in in its own way."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        if _is_over(request):
            request.session.flush()
            request.user = AnonymousUser()
            told = _("You have been signed in for %(hours)s hours. Please sign in again.")
            messages.info(request, told % {"hours": settings.SESSION_HOURS})
        return get_response(request)

    return answer


def _is_over(request: HttpRequest) -> bool:
    session = request.session
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or SESSION_KEY not in session:
        return False
    age = time.time() - session.setdefault(BEGAN, int(time.time()))
    return bool(age > settings.SESSION_HOURS * 3600 + (TO_SEND if request.method != "GET" else 0))
