"""Where an inspection stands as a mark; the table is in supervision/inspections/looks.py."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from pages.looks import badge
from supervision.inspections.looks import STEPS

register = template.Library()


@register.simple_tag
def step_mark(step: str) -> SafeString:
    """The mark of a step or an end."""
    return badge(STEPS[step]) if step in STEPS else SafeString("")


@register.filter
def in_words(answer: str) -> str:
    """An answer of the checklist as people say it."""
    return {"yes": _("in order"), "no": _("not in order"), "na": _("does not apply")}.get(answer, answer)
