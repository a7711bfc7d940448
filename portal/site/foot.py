"""Who runs the site and how to reach them, for every page."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from pages.languages import localised
from portal.site.reading import is_large


def foot(request: HttpRequest) -> dict[str, Any]:
    """Context processor: who runs the site, in the reader's language, and whether they asked for large type.

    Not called `site`: pages of sign-in bring a variable of that name.
    """
    english = settings.SITE_IN_ENGLISH
    run_by = {name: localised(value, english.get(name, "")) for name, value in settings.SITE.items()}
    return {"run_by": run_by, "large_type": is_large(request)}
