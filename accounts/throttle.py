"""How often somebody may try: per source address, per person, counted in the cache all processes share.

The rates are settings (THROTTLES). Offices share one address, so rates by source are wide and count failures where
a failure is what an attacker needs many of.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django_fast_ratelimit import Action, get_ratelimit

from accounts.people import Person


class TooOften(Exception):
    """The limit of an action is reached; `action` names it. The middleware answers with a page (429)."""

    def __init__(self, action: str) -> None:
        super().__init__(action)
        self.action = action


class ThrottlePage:
    """Middleware: one clear page for everybody who tries too often."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, TooOften):
            return None
        response = render(request, "429.html", {"minutes": 15}, status=429)
        response["Retry-After"] = "900"
        return response


def client_ip(request: HttpRequest) -> str:
    """The address a request comes from; behind our own proxy the last one it names, which nobody else can set."""
    if settings.BEHIND_PROXY:
        named = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        if named[-1].strip():
            return str(named[-1].strip())
    return str(request.META.get("REMOTE_ADDR", ""))


def _keys(request: HttpRequest | None, action: str, person: Person | None) -> list[tuple[str, str]]:
    rates: dict[str, str] = settings.THROTTLES[action]
    keys = []
    if request is not None and "source" in rates:
        keys.append((rates["source"], f"source:{client_ip(request)}"))
    if person is not None and "person" in rates:
        keys.append((rates["person"], f"person:{person.pk}"))
    return keys


def _look(request: HttpRequest | None, action: str, person: Person | None, how: Action) -> bool:
    limited = False
    for rate, key in _keys(request, action, person):
        found = get_ratelimit(group=action, key=lambda *_, key=key: key, rate=rate, action=how)
        limited |= found.count > found.limit if how is Action.INCREASE else found.count >= found.limit
    return limited


def attempt(action: str, *, request: HttpRequest | None = None, person: Person | None = None) -> None:
    """Count an attempt. Raises TooOften when the limit was reached before it."""
    if _look(request, action, person, Action.INCREASE):
        raise TooOften(action)


def check(action: str, *, request: HttpRequest | None = None, person: Person | None = None) -> None:
    """Count nothing. Raises TooOften when the limit is reached."""
    if _look(request, action, person, Action.PEEK):
        raise TooOften(action)


def forgive(action: str, *, request: HttpRequest | None = None, person: Person | None = None) -> None:
    """Forget the attempts: the last one succeeded."""
    _look(request, action, person, Action.RESET)


def throttled(action: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Decorate a view: every request that sends something counts."""

    def decorate(view: Callable[..., Any]) -> Callable[..., Any]:
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            if request.method == "POST":
                person = request.user if isinstance(request.user, Person) else None
                attempt(action, request=request, person=person)
            return view(request, *args, **kwargs)

        guarded.__name__ = getattr(view, "__name__", "guarded")
        guarded.__doc__ = view.__doc__
        return guarded

    return decorate
