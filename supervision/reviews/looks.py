"""How the state of a review is shown."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pages.looks import Look, Tone, look

STATES: dict[str, Look] = {
    "overdue": look(_("overdue"), Tone.DANGER, "exclamation-triangle"),
    "due": look(_("due"), Tone.WARNING, "clock"),
    "asked": look(_("being looked at"), Tone.INFO, "clock"),
    "to-mend": look(_("to be put right"), Tone.WARNING, "exclamation-triangle"),
    "failed": look(_("not passed"), Tone.DANGER, "x-circle"),
    "reviewed": look(_("nothing to do"), Tone.SUCCESS, "check-circle"),
}
OUTCOMES: dict[str, Look] = {
    "passed": look(_("passed"), Tone.SUCCESS, "check-circle"),
    "to-mend": STATES["to-mend"],
    "failed": STATES["failed"],
}
ANSWERS: dict[str, Look] = {
    "found": look(_("found, valid"), Tone.SUCCESS, "check-circle"),
    "not-found": look(_("not found"), Tone.WARNING, "exclamation-triangle"),
    "conflict": look(_("found, not valid"), Tone.DANGER, "x-circle"),
    "unavailable": look(_("no answer"), Tone.QUIET, "clock"),
}
