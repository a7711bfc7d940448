"""Who runs the site and how to reach them, for every page."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from materials.catalogue.languages import localised
from portal.site.reading import is_large


def foot(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `site` as settings have it in the reader's language, and whether they asked for large type."""
    english = settings.SITE_IN_ENGLISH
    site = {name: localised(value, english.get(name, "")) for name, value in settings.SITE.items()}
    return {"site": site, "large_type": is_large(request)}
