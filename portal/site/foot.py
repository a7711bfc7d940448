"""Who runs the site and how to reach them, for every page."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from portal.site.reading import is_large


def foot(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `site` as settings have it, and whether this reader asked for large type."""
    return {"site": settings.SITE, "large_type": is_large(request)}
