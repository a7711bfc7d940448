"""Where an edition of a document stands, as a mark; the table is in accounts/editions/looks.py."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from accounts.editions.looks import EDITIONS
from pages.looks import badge

register = template.Library()


@register.simple_tag
def edition_mark(state: str) -> SafeString:
    """The mark of an edition."""
    return badge(EDITIONS[state])
