"""Sessions that are not written with every page: reading goes on when nothing can be written."""

from __future__ import annotations

import logging
import time

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.middleware import SessionMiddleware
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse

logger = logging.getLogger(__name__)

FRESH_SECONDS = 60
"""A session ends half an hour after its last page, to the minute: it is written once a minute, not with each page."""
SEEN = "seen"
"""When a session was last written for being used, in seconds."""


class Sessions(SessionMiddleware):
    """Renews the session of a signed-in person once a minute; when that cannot be written the page is shown anyhow."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        changed = getattr(getattr(request, "session", None), "modified", False)
        try:
            self._renew(request)
            return super().process_response(request, response)
        except DatabaseError:
            if changed:
                raise
            logger.warning("a session could not be renewed")
            return response

    def _renew(self, request: HttpRequest) -> None:
        session = getattr(request, "session", None)
        if session is None or not session.accessed or SESSION_KEY not in session:
            return
        if getattr(request, "is_polled", False):
            return  # the page asked by itself: nobody need sit before it
        now = int(time.time())
        if now - session.get(SEEN, 0) >= FRESH_SECONDS:
            session[SEEN] = now
