"""The number of a request: in its answer, on an error page, in every line of the log that it caused."""

from __future__ import annotations

import re
import secrets
from contextvars import ContextVar

from django.conf import settings
from django.http import HttpRequest

_GIVEN = re.compile(r"[0-9A-Za-z_-]{8,64}")
_present: ContextVar[str] = ContextVar("request_id", default="")


def present() -> str:
    """The number of the request that is answered now; empty outside of one."""
    return _present.get()


def begin(request: HttpRequest) -> str:
    """Number a request: as our own proxy did, or anew."""
    given = request.headers.get("X-Request-ID", "") if settings.BEHIND_PROXY else ""
    number = given if _GIVEN.fullmatch(given) else secrets.token_hex(6)
    _present.set(number)
    return number


def end() -> None:
    """What is logged from here on belongs to no request."""
    _present.set("")
