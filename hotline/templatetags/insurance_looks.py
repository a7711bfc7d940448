"""States of insurance as marks; the tables are in hotline/insurance/looks.py."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from hotline.insurance.looks import ANSWERS, CASES
from pages.looks import badge

register = template.Library()


@register.simple_tag
def case_mark(state: str) -> SafeString:
    """How a case stands."""
    return badge(CASES[state])


@register.simple_tag
def insurer_mark(answer: str) -> SafeString:
    """What an insurer said."""
    return badge(ANSWERS[answer])
