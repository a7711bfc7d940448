"""What templates of the flow need and Django lacks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template

from licensing.applications.models import Application

register = template.Library()


@register.filter
def at(values: Mapping[str, Any], key: str) -> Any:
    """The value under a key; "" when there is none."""
    return values.get(key, "")


@register.simple_tag
def open_cases_of(edition_id: int) -> int:
    """How many submitted, undecided cases belong to an edition of the catalogue."""
    return (
        Application.objects.submitted()
        .filter(item__version=edition_id, decision__isnull=True, withdrawal__isnull=True, ending__isnull=True)
        .filter(item__bundle__isnull=True)
        .count()
    )
