"""How it is shown where a call stands."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pages.looks import Look, Tone, look

CALLS: dict[str, Look] = {
    "ringing": look(_("Ringing"), Tone.INFO, "bell"),
    "talking": look(_("Call in progress"), Tone.SUCCESS, "user-circle"),
    "without": look(_("No ticket yet"), Tone.WARNING, "exclamation-triangle"),
    "silent": look(_("No end was reported"), Tone.WARNING, "question-mark-circle"),
    "missed": look(_("Not answered: to be called back"), Tone.DANGER, "x-circle"),
    "withheld": look(_("Not answered, number withheld"), Tone.QUIET, "minus-circle"),
    "returned": look(_("Not answered, called back"), Tone.SUCCESS, "check-circle"),
    "through": look(_("Not answered, got through later"), Tone.QUIET, "check-circle"),
    "ticket": look(_("Has a ticket"), Tone.SUCCESS, "check-circle"),
    "settled": look(_("Needs no ticket"), Tone.QUIET, "minus-circle"),
}
WAITING = ("without", "silent", "missed")
"""Where a person has to do something, lest somebody is lost."""
