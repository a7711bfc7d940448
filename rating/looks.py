"""How grades and what became of them are shown."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pages.looks import Look, Tone, look
from rating.service_models import Grade

GRADES: dict[str, Look] = {
    Grade.VERY_SATISFIED: look(Grade.VERY_SATISFIED.label, Tone.SUCCESS, "check-circle"),
    Grade.SATISFIED: look(Grade.SATISFIED.label, Tone.SUCCESS, "check-circle"),
    Grade.FAIRLY_SATISFIED: look(Grade.FAIRLY_SATISFIED.label, Tone.INFO, "check-circle"),
    Grade.DISSATISFIED: look(Grade.DISSATISFIED.label, Tone.WARNING, "exclamation-triangle"),
    Grade.VERY_DISSATISFIED: look(Grade.VERY_DISSATISFIED.label, Tone.DANGER, "x-circle"),
}
STATES: dict[str, Look] = {
    "ratable": look(_("can be rated"), Tone.INFO, "clock"),
    "silent": look(_("not rated: not counted as satisfied"), Tone.QUIET, "minus-circle"),
    "rated": look(_("rated"), Tone.SUCCESS, "check-circle"),
}
HANDLED: dict[str, Look] = {
    "unanswered": look(_("not answered"), Tone.QUIET, "minus-circle"),
    "new": look(_("to be assigned"), Tone.DANGER, "exclamation-triangle"),
    "assigned": look(_("being looked into"), Tone.WARNING, "clock"),
    "checked": look(_("looked into"), Tone.WARNING, "clock"),
    "disputed": look(_("the finding is disputed"), Tone.WARNING, "exclamation-triangle"),
    "mended": look(_("put right"), Tone.INFO, "clock"),
    "answered": look(_("answered"), Tone.INFO, "check-circle"),
    "called-back": look(_("called back"), Tone.INFO, "clock"),
    "closed": look(_("rating closed"), Tone.SUCCESS, "check-circle"),
}
"""Where an official's work on a rating stands; `new` and what follows of a bad one alone."""
