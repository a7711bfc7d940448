"""What templates of the flow need and Django lacks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def at(values: Mapping[str, Any], key: str) -> Any:
    """The value under a key; "" when there is none."""
    return values.get(key, "")
