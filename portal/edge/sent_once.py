"""What is sent twice from one page is done once: a second click, a page sent again, a slow line that tried twice.

Every page that is drawn has a token of its own in its forms (Django masks it anew), so the same body with the same
token is the same page sent again. It is answered with what came of the first, and says so. A page that was drawn anew,
or on which anything was changed, is another one; what ended in a form, an error or a warning may be sent again.
"""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Callable, Iterator

from django.contrib import messages
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.middleware.csrf import CSRF_TOKEN_LENGTH
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.sealing import seal, unseal
from pages.outcomes import is_outcome

logger = logging.getLogger(__name__)
GetResponse = Callable[[HttpRequest], HttpResponseBase]
TOKEN = "csrfmiddlewaretoken"  # noqa: S105 - the name of a field
KEPT_SECONDS = 600
LONGEST_ACT, PATIENCE, PAUSE = 120, 5.0, 0.1
"""Seconds an act may take, a second sender waits for the first, and looks again after."""
_UNDER_WAY = "…"
_PAGE = "page:"
"""What is kept of an act that ended with a page instead of a way on (`pages.outcomes`)."""


def sent_once(get_response: GetResponse) -> GetResponse:
    """Carry out each form once and give whoever sends it again the same way on."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        if request.method != "POST" or not _is_of_a_page(request):
            return get_response(request)
        key = f"sent:{_digest(request)}"
        if not _is_first(key):
            return _again(request, key) or get_response(request)
        way_on = ""
        try:
            response = get_response(request)
            way_on = _way_on(request, response)
        finally:
            _remember(key, way_on)
        return response

    return answer


def _is_of_a_page(request: HttpRequest) -> bool:
    """Whether the token was drawn into a page; a program that sends the cookie's own for all says nothing of a page."""
    return bool(request.META.get("CSRF_COOKIE")) and len(request.POST.get(TOKEN, "")) == CSRF_TOKEN_LENGTH


def _is_first(key: str) -> bool:
    try:
        return cache.add(key, _UNDER_WAY, LONGEST_ACT)
    except Exception:  # noqa: BLE001 - what no cache can keep is no reason to refuse an act
        logger.warning("what is sent cannot be remembered, so sent twice it would be done twice")
        return True


def _remember(key: str, way_on: str) -> None:
    """Keep where the act led; that this fails undoes nothing, so who acted is not told to try again."""
    try:
        if way_on:
            cache.set(key, seal(way_on), KEPT_SECONDS)
        else:
            cache.delete(key)
    except Exception:  # noqa: BLE001 - whatever a cache raises
        logger.warning("where an act led cannot be remembered")


def _digest(request: HttpRequest) -> str:
    """A name of who sends what from which page; files count by what is in them."""
    told = hashlib.sha256()
    for part in _parts(request):
        told.update(hashlib.sha256(part).digest())
    return told.hexdigest()


def _parts(request: HttpRequest) -> Iterator[bytes]:
    yield request.META["CSRF_COOKIE"].encode()
    yield request.get_full_path().encode()
    for name, values in sorted(request.POST.lists()):
        yield from (f"{name}={value}".encode(errors="surrogatepass") for value in values)
    for name, files in sorted(request.FILES.lists()):
        for file in files:
            yield f"{name}:{file.name}".encode(errors="surrogatepass")
            yield from file.chunks()
            file.seek(0)


def _way_on(request: HttpRequest, response: HttpResponseBase) -> str:
    """Where an act that was carried out leads, or the page it ended with; nothing for one that was not."""
    if is_outcome(response) and isinstance(response, HttpResponse):
        return _PAGE + response.content.decode()
    if not isinstance(response, HttpResponseRedirect):
        return ""
    queued = getattr(getattr(request, "_messages", None), "_queued_messages", [])
    return "" if any(told.level >= messages.WARNING for told in queued) else response.url


def _again(request: HttpRequest, key: str) -> HttpResponse | None:
    """The answer to who sends it again; nothing when the first came to nothing, so that this one counts."""
    until = time.monotonic() + PATIENCE
    while (found := cache.get(key)) == _UNDER_WAY and time.monotonic() < until:
        time.sleep(PAUSE)
    if found is None:
        return None
    if found == _UNDER_WAY:
        messages.warning(request, _("This is being carried out already. Look for it again in a moment."))
        return HttpResponseRedirect(reverse("home"))
    way_on = unseal(found)
    if way_on.startswith(_PAGE):
        return HttpResponse(way_on.removeprefix(_PAGE))
    messages.info(request, _("This was sent a moment ago already; nothing was done twice."))
    return HttpResponseRedirect(way_on)
