"""What becomes of a material and whether a registry answers, as marks."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from materials.catalogue.looks import TREATMENTS
from materials.catalogue.queries import registry_name
from materials.lookups.looks import OUTCOMES, look_of_state, reason_in_words
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


@register.simple_tag
def said_mark(outcome: str) -> SafeString:
    """The mark of what a registry said."""
    return badge(OUTCOMES[outcome])


@register.filter
def registry_called(code: str) -> str:
    """What a registry is called in the reader's language."""
    return registry_name(code)


@register.filter
def answer_reason(reason: str) -> str:
    """Why a registry gave no answer, or one that proves nothing."""
    return reason_in_words(reason)
