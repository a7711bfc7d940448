"""Back to where somebody came from: to this portal alone."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def back_to(request: HttpRequest, *, usual: str) -> str:
    """The address a form says it was sent from (`back`), or the usual one."""
    told = request.POST.get("back", "")
    is_ours = told.startswith("/") and url_has_allowed_host_and_scheme(told, allowed_hosts=None)
    return told if is_ours else usual
