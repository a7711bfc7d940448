"""States of answers as marks; the table is in hotline/knowledge/looks.py."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from hotline.knowledge.looks import ANSWERS
from pages.looks import badge

register = template.Library()


@register.simple_tag
def answer_mark(state: str) -> SafeString:
    """How a version stands."""
    return badge(ANSWERS[state])
