"""The marks of the hotline, for templates."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from accounts.people import Person
from hotline.desks.naming import name_for
from hotline.platforms.looks import STATES
from hotline.tickets.events import TOLD
from pages.looks import badge
from pages.sentences import listed
from trail.events import said

register = template.Library()


@register.simple_tag
def platform_mark(state: str) -> SafeString:
    """Whether a platform is here or left."""
    return badge(STATES[state])


@register.simple_tag
def told_names(names: list[str]) -> str:
    """What a sender told anew, by the names people have for it."""
    return listed(str(TOLD.get(name, name)) for name in names)


@register.simple_tag
def said_to_sender(says: str) -> str:
    """What a sender was told of a ticket."""
    return str(said(f"ticket-says-{says}"))


@register.filter
def named_to(person: Person | None, reader: Person) -> str:
    """How somebody who acted on a ticket is called to its reader."""
    return name_for(person, reader)
