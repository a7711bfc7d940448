"""What becomes of a material and whether a registry answers, as marks."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from materials.catalogue.looks import TREATMENTS
from materials.lookups.looks import look_of_state
from materials.lookups.pulse import State
from pages.looks import badge

register = template.Library()


@register.simple_tag
def guide_treatment(becomes: str) -> SafeString:
    """What becomes of a material when everything is found and the commitment is signed."""
    return badge(TREATMENTS[becomes])


@register.simple_tag
def registry_state(state: State | None) -> SafeString:
    """How a registry has been answering."""
    return badge(look_of_state(state))
