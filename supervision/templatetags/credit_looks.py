"""States of codes, facts, objections and repairs as marks; the tables are in supervision/credit/looks.py."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.safestring import SafeString

from pages.languages import localised, pair
from pages.looks import badge
from supervision.credit.codes.forecast import Way
from supervision.credit.looks import ANSWERS, CHANGES, COLOURS, FACTS, KINDS

register = template.Library()


@register.simple_tag
def colour_mark(colour: str) -> SafeString:
    """The mark of a colour."""
    return badge(COLOURS[colour])


@register.simple_tag
def change_mark(state: str) -> SafeString:
    """Where a change of a code stands."""
    return badge(CHANGES[state])


@register.simple_tag
def fact_mark(state: str) -> SafeString:
    """Whether a fact counts."""
    return badge(FACTS[state])


@register.simple_tag
def answer_mark(state: str) -> SafeString:
    """Where an objection or a request for repair stands."""
    return badge(ANSWERS[state])


@register.filter
def in_words(named: dict[str, Any]) -> str:
    """The name of something a model tells in two languages, in the reader's."""
    return pair(named)


@register.filter
def in_words_of(way: Way) -> str:
    """The name of what helps, in the reader's language."""
    return localised(way.zh, way.en)


@register.simple_tag
def way_of_counting(kind: str) -> str:
    """How an indicator counts, in words."""
    return str(KINDS[kind])
