"""What people see when there is no page: each refusal in their words, each failure with its number."""

from __future__ import annotations

import logging
import re
import sys
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views import defaults

from materials.catalogue.finding.counting import is_safe
from materials.catalogue.models.items import ServiceItem
from materials.catalogue.queries import NoCatalogue, catalogue_in_force, often_asked_for
from portal.edge import request_id
from portal.edge.passing import passes_by_itself
from portal.models import Fault

logger = logging.getLogger(__name__)
RETRY_AFTER_SECONDS = 10
_BETWEEN = re.compile(r"[/\-_.+~\s]+")


def bare(status: int, *, template: str = "") -> HttpResponse:
    """A page that needs nothing: no database, no session, no translation; it says the same in three languages."""
    number = request_id.present()
    page = render_to_string(template or f"{status}.html", {"request_id": number, "run_by": settings.SITE})
    answer = HttpResponse(page, status=status)
    if status in (429, 503):
        answer["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return answer


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400; 413 where there was simply too much of it."""
    too_much = isinstance(exception, (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent))
    return bare(413 if too_much else 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403, in the words of who refused."""
    return defaults.permission_denied(request, exception)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: whether it never was or belongs to others is not told; its words can be searched for."""
    context = {"words": words_of(request.path), "often": _often()}
    return render(request, "404.html", context, status=404)


def words_of(path: str) -> str:
    """The words of an address somebody wanted, to search for: no numbers, and nothing that may name somebody."""
    words = [word for word in _BETWEEN.split(path) if word and not any(char.isdigit() for char in word)]
    asked = " ".join(words)[:40].strip()
    return asked if is_safe(asked) else ""


def _often() -> list[ServiceItem]:
    """What most people come for; asked for by programs that try addresses, too, so it is kept."""
    try:
        return cache.get_or_set("edge:often", lambda: often_asked_for(catalogue_in_force(), count=4), 300) or []
    except (DatabaseError, NoCatalogue):
        return []


def server_error(request: HttpRequest, *_: Any) -> HttpResponse:
    """503 for what passes by itself or is not set up yet, 500 for what is our fault; each is noted under its number."""
    failure = sys.exc_info()[1]
    if isinstance(failure, NoCatalogue):
        answer = bare(503, template="no_catalogue.html")
    else:
        answer = bare(503 if passes_by_itself(failure) else 500)
    _note(request, failure, answer.status_code)
    return answer


def _note(request: HttpRequest, failure: BaseException | None, status: int) -> None:
    match = request.resolver_match
    try:
        Fault.objects.create(
            request_id=request_id.present(),
            kind=type(failure).__name__[:80],
            page=(match.view_name if match else "")[:80],
            status=status,
        )
    except DatabaseError:
        # The database is what failed; the log has the line all the same.
        logger.warning("a failure could not be counted")
