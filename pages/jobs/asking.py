"""How a page begins long work: asked for, told, and led to where its progress is shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts.access import SignedInRequest
from pages.jobs.actions import TooManyAtOnce, ask
from pages.jobs.contract import Kind


def ask_and_show(request: SignedInRequest, kind: Kind, about: Mapping[str, Any]) -> HttpResponseBase:
    """Ask, and lead to the reader's long work. Raises PermissionDenied."""
    try:
        ask(kind, about, by=request.user)
    except TooManyAtOnce:
        messages.warning(
            request, _("You already have as many background tasks as one person may have. Cancel some, or wait.")
        )
    return redirect("work:mine")
