"""Grades and states of ratings as marks; the tables are in rating/looks.py."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from pages.looks import badge
from rating.looks import GRADES, HANDLED, STATES

register = template.Library()


@register.simple_tag
def grade_mark(grade: str) -> SafeString:
    """One of the five grades."""
    return badge(GRADES[grade])


@register.simple_tag
def rating_mark(state: str) -> SafeString:
    """Where a service and its rating stand."""
    return badge(STATES[state])


@register.simple_tag
def handling_mark(state: str) -> SafeString:
    """Where the work on a rating stands."""
    return badge(HANDLED[state])
