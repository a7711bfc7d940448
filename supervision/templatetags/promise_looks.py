"""States of promises as marks; the tables are in supervision/promises/looks.py."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from materials.lookups.looks import reason_in_words
from pages.looks import badge
from supervision.promises.looks import ANSWERS, FAILINGS, MENDING, PROMISES, REASONS
from supervision.promises.reading import where_to_mend

register = template.Library()


@register.simple_tag
def promise_mark(state: str) -> SafeString:
    """How a statement stands."""
    return badge(PROMISES[state])


@register.simple_tag
def answer_of(outcome: str) -> SafeString:
    """What a registry said."""
    return badge(ANSWERS[outcome])


@register.filter
def why_not(reason: str) -> str:
    """Why it is not borne out, in words; "" where the register said no more."""
    return str(REASONS.get(reason) or reason_in_words(reason))


@register.simple_tag
def failing_mark(state: str) -> SafeString:
    """Whose turn it is, or how it ended."""
    return badge(FAILINGS[state])


@register.simple_tag
def how_to_mend(material: str) -> str:
    """Where it is mended."""
    return str(MENDING.get(where_to_mend(material), ""))
