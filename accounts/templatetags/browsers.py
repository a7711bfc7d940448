"""A browser in words a person knows it by, not the line it sends of itself."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _
from ua_parser import parse

register = template.Library()


@register.filter
def browser(line: str) -> str:
    """`Chrome 120 · Windows 10`; what nobody knows is called unknown, never shown as it came."""
    found = parse(line)
    named = [
        " ".join(part for part in (one.family, one.major) if part)
        for one in (found.user_agent, found.os)
        if one is not None
    ]
    return " · ".join(named) or _("an unknown browser")
