"""What was found and where an encounter stands as marks; the tables are in supervision/encounters/looks.py."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from materials.identifiers import PLATE_COLOURS
from pages.looks import badge
from supervision.encounters.looks import FOUND, STANDS

register = template.Library()


@register.simple_tag
def found_mark(found: str) -> SafeString:
    """The mark of what was found of a vehicle."""
    return badge(FOUND[found])


@register.simple_tag
def stand_mark(stand: str) -> SafeString:
    """The mark of where an encounter stands."""
    return badge(STANDS[stand])


@register.filter
def colour_name(code: str) -> str:
    """The colour of a plate as people say it."""
    return str(PLATE_COLOURS.get(code, code))
