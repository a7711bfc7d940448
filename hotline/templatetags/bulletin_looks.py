"""Bulletins for templates: marks of states, what a frozen figure is called, its page; tables in hotline/bulletins."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from hotline.bulletins.looks import STATES, TARGETS, TASKS
from hotline.bulletins.models import Bulletin, BulletinFigure, MonthlyTask
from hotline.bulletins.ranking import Compared
from hotline.bulletins.reading import title_of
from hotline.bulletins.states import state_of, task_state
from pages.looks import badge

register = template.Library()


@register.simple_tag
def target_mark(state: str) -> SafeString:
    """How a figure stands to its target."""
    return badge(TARGETS[state]) if state else SafeString("")


@register.simple_tag
def bulletin_mark(bulletin: Bulletin) -> SafeString:
    """How a bulletin stands."""
    return badge(STATES[state_of(bulletin)])


@register.simple_tag
def task_mark(task: MonthlyTask) -> SafeString:
    """How far a task is."""
    return badge(TASKS[task_state(task)])


@register.simple_tag
def figure_name(code: str) -> str:
    """What a frozen figure is called, as a heading begins."""
    return capfirst(title_of(code))


@register.simple_tag
def figure_of(place: Compared, code: str) -> BulletinFigure | None:
    """A figure of a place."""
    return place.figures.get(code)
