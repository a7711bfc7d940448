"""Editions of the working calendar, as marks."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from clock.editions import Edition
from clock.looks import look_of_edition
from pages.looks import badge

register = template.Library()


@register.simple_tag
def calendar_edition(edition: Edition, *, in_force: Edition | None) -> SafeString:
    """Whether an edition waits for release, counts, or counted once."""
    return badge(look_of_edition(edition, in_force=in_force))
