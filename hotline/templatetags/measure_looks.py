"""States of measures as marks; the table is in hotline/measures/looks.py."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from hotline.measures.looks import MEASURES
from pages.looks import badge

register = template.Library()


@register.simple_tag
def measure_mark(state: str) -> SafeString:
    """How a measure stands."""
    return badge(MEASURES[state])
