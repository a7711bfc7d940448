"""Large type for who asks for it (适老化, 工信部信管〔2020〕200号): the same pages with other tokens, no second site.

The browser remembers the choice in a cookie of its own, so that it needs no account and costs no question; of who is
signed in it is a choice as well, and comes along to another browser.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from accounts.choices.choice import READING, choice_of, choose
from accounts.people import Person

COOKIE = f"{settings.OWN_HOST}reading"
LARGE, USUAL = "large", "usual"
_REMEMBERED = 365 * 24 * 3600


def is_large(request: HttpRequest) -> bool:
    return _chosen(request) == LARGE


@require_POST
def read_as(request: HttpRequest) -> HttpResponse:
    """Switch large type on or off, and go back to the page one came from."""
    wanted = LARGE if request.POST.get("type") == LARGE else USUAL
    if isinstance(request.user, Person):
        choose(request.user, READING, wanted)
    back = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    response = HttpResponseRedirect(back if is_ours else "/")
    _remember(response, wanted)
    return response


def remembered(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: a browser somebody signs in with learns how they read; asked once, not with each page."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        if COOKIE in request.COOKIES or not isinstance(request.user, Person):
            return get_response(request)
        chosen = choice_of(request.user, READING, USUAL)
        request.COOKIES[COOKIE] = chosen
        response = get_response(request)
        if COOKIE not in response.cookies:
            _remember(response, chosen)
        return response

    return answer


def _chosen(request: HttpRequest) -> str:
    return request.COOKIES.get(COOKIE, USUAL)


def _remember(response: HttpResponseBase, chosen: str) -> None:
    response.set_cookie(
        COOKIE,
        chosen,
        max_age=_REMEMBERED,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
