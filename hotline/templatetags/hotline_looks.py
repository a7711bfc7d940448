"""The marks of the hotline, for templates."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from hotline.platforms.looks import STATES
from pages.looks import badge

register = template.Library()


@register.simple_tag
def platform_mark(state: str) -> SafeString:
    """Whether a platform is here or left."""
    return badge(STATES[state])
