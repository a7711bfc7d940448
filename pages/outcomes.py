"""The page an act ends with where it leads to none: a number and a code that are shown once.

Whoever sent the form twice – a second click, and the browser shows the second answer – is given this same page.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

MARK = "is_outcome"


def outcome(request: HttpRequest, template: str, context: Mapping[str, Any]) -> HttpResponse:
    """What was done, as a page; the middleware that carries out each form once knows it by its mark."""
    response = render(request, template, dict(context))
    setattr(response, MARK, True)
    return response


def is_outcome(response: object) -> bool:
    return bool(getattr(response, MARK, False))
