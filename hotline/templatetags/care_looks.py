"""States of care as marks; the tables are in hotline/care/looks.py."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from hotline.care.looks import APPLICATIONS, HARDSHIP, PROGRAMMES, REGISTRY_NAMES
from pages.looks import badge

register = template.Library()


@register.simple_tag
def programme_mark(state: str) -> SafeString:
    """How a programme stands."""
    return badge(PROGRAMMES[state])


@register.simple_tag
def care_mark(state: str) -> SafeString:
    """How an application stands."""
    return badge(APPLICATIONS[state])


@register.simple_tag
def hardship_mark(outcome: str) -> SafeString:
    """What a registry said of hardship."""
    return badge(HARDSHIP[outcome])


@register.simple_tag
def hardship_registry(code: str) -> str:
    """Who was asked."""
    return str(REGISTRY_NAMES.get(code, code))
