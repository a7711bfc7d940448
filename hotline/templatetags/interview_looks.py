"""States of interviews as marks; the table is in hotline/interviews/looks.py."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from hotline.interviews.looks import INTERVIEWS
from hotline.interviews.models import Interview
from hotline.interviews.states import state_of
from pages.looks import badge

register = template.Library()


@register.simple_tag
def interview_mark(interview: Interview) -> SafeString:
    """Where it stands."""
    return badge(INTERVIEWS[state_of(interview)])
