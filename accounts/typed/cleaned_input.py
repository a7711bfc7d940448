"""The one door for what is typed into the portal: every parameter loses what cannot be seen before a view reads it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, QueryDict

from accounts.typed.text import visible

_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


class CleanedInput:
    """Middleware, after the CSRF check (which reads the form anyway). A password is taken exactly as it was typed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, _view: object, _args: object, _kwargs: object) -> None:
        if request.GET:
            request.GET = _cleaned(request.GET)  # type: ignore[assignment]
        if request.method == "POST" and request.content_type in _FORMS:
            request.POST = _cleaned(request.POST)  # type: ignore[assignment]


def _cleaned(typed: QueryDict) -> QueryDict:
    if all(name.isprintable() and value.isascii() and value.isprintable() for name, value in _pairs(typed)):
        return typed
    cleaned = QueryDict(mutable=True, encoding=typed.encoding)
    for name, values in typed.lists():
        cleaned.setlist(visible(name), [v if "password" in name else visible(v) for v in values])
    cleaned._mutable = False
    return cleaned


def _pairs(typed: QueryDict) -> list[tuple[str, str]]:
    return [(name, str(value)) for name, values in typed.lists() for value in values]
