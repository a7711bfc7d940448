"""States of problems as marks; the table is in hotline/problems/looks.py."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from hotline.problems.looks import PROBLEMS
from pages.looks import badge

register = template.Library()


@register.simple_tag
def problem_mark(state: str) -> SafeString:
    """Where it stands."""
    return badge(PROBLEMS[state])
