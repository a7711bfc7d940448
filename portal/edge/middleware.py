"""The outermost layer: numbers each request, and says to browsers what they may keep."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import render

from portal.edge import request_id

GetResponse = Callable[[HttpRequest], HttpResponseBase]


def numbered(get_response: GetResponse) -> GetResponse:
    """Give each request its number, in the log and in the answer."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        number = request_id.begin(request)
        try:
            response = get_response(request)
            response["X-Request-ID"] = number
            return response
        finally:
            request_id.end()

    return answer


def kept_by_nobody(get_response: GetResponse) -> GetResponse:
    """Tell browsers to keep no page of a signed-in person: on a shared computer the next one would read it."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        name = settings.SESSION_COOKIE_NAME
        if name in request.COOKIES or name in response.cookies:
            response["Cache-Control"] = "no-store, private"
        return response

    return answer


TEXTS = ("text/", "application/json", "image/svg+xml")


class TextsCompressed(GZipMiddleware):
    """Compress what is text; PDFs, pictures and tables are compressed already.

    Each page gets up to a hundred random bytes (BREACH), and the token of a form is another one in each page.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if not response.get("Content-Type", "").startswith(TEXTS):
            return response
        return super().process_response(request, response)


METHODS = ("GET", "HEAD", "POST")
"""What any page of the portal answers: a view need not remember to refuse the rest."""


class KnownMethods:
    """Whatever is neither read nor a form is answered 405 at every address, before any view or rule of access."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: object) -> HttpResponse | None:
        return None if request.method in METHODS else HttpResponseNotAllowed(METHODS)


def methods_told(get_response: GetResponse) -> GetResponse:
    """Show a page to who opens an address that only takes a form, e.g. after the session ended."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if response.status_code != 405 or not isinstance(response, HttpResponse) or response.content:
            return response
        page = render(request, "405.html", status=405)
        page["Allow"] = response.get("Allow", "")
        return page

    return answer
