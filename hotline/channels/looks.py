"""How it is shown what became of a message and of an answer, and what is wrong with a field."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pages.looks import Look, Tone, look

KEPT: dict[str, Look] = {
    "open": look(_("waits for a person"), Tone.WARNING, "exclamation-triangle"),
    "ticket": look(_("a ticket has its number"), Tone.SUCCESS, "check-circle"),
    "settled": look(_("settled"), Tone.QUIET, "minus-circle"),
}
OWED: dict[str, Look] = {
    "waiting": look(_("waits to go back"), Tone.WARNING, "clock"),
    "told": look(_("the sender has it"), Tone.SUCCESS, "check-circle"),
    "refused": look(_("the sender refused it"), Tone.DANGER, "x-circle"),
}
TABLE_ROWS: dict[str, Look] = {
    "taken": look(_("a new ticket"), Tone.SUCCESS, "plus-circle"),
    "changed": look(_("changes what was told"), Tone.WARNING, "pencil-square"),
    "same": look(_("told before"), Tone.QUIET, "check-circle"),
    "older": look(_("came late: it changes nothing"), Tone.QUIET, "clock"),
    "wrong": look(_("has errors"), Tone.DANGER, "x-circle"),
}
REASONS = {
    "missing": _("is missing"),
    "wrong-type": _("is of another type"),
    "unknown-code": _("is a code nobody knows"),
    "too-long": _("is too long"),
    "wrong-form": _("is not written as agreed"),
    "in-the-future": _("is in the future"),
    "before-it-began": _("is before the call began"),
    "not-json": _("is no JSON object"),
    "told-otherwise-before": _("was told before, and said something else"),
    "not-recorded": _("could not be recorded"),
}
WHY_NOT_TOLD = {
    "timeout": _("no answer in time"),
    "no-connection": _("no connection"),
    "untrustworthy": _("an answer that is not signed as agreed"),
}
"""Why an answer is not there yet; any other word is the other side's own."""
