"""After five wrong passwords an account rests for a quarter of an hour, with one clear page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def username_tried(request: HttpRequest, credentials: Mapping[str, Any] | None = None) -> str | None:
    """The account a sign-in or a signature aims at, as axes counts it: capitals make no new account."""
    tried = (credentials or {}).get("username") or request.POST.get("login")
    return str(tried).strip().lower()[:150] if tried else None


def locked_out(request: HttpRequest, *_: Any) -> HttpResponse:
    """The page in place of every answer while the account rests; whether the account exists it does not tell."""
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    context = {"minutes": minutes, "failures": settings.AXES_FAILURE_LIMIT}
    return render(request, "accounts/locked_out.html", context, status=429)
