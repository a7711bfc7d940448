"""States of yearly reviews as marks; the tables are in supervision/reviews/looks.py."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from materials.catalogue.queries import material_name
from pages.looks import badge
from supervision.reviews.looks import ANSWERS, OUTCOMES, STATES

register = template.Library()


@register.simple_tag
def review_mark(state: str) -> SafeString:
    """How the review of a vehicle stands."""
    return badge(STATES[state])


@register.simple_tag
def outcome_mark(outcome: str) -> SafeString:
    """How a review ended."""
    return badge(OUTCOMES[outcome])


@register.simple_tag
def review_answer(outcome: str) -> SafeString:
    """What a registry said."""
    return badge(ANSWERS[outcome])


@register.simple_tag
def material_called(code: str) -> str:
    """What was looked up, in the reader's language."""
    return material_name(code)
