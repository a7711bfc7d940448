"""How it is shown whether a registry answers, and what it said."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from materials.lookups.pulse import State
from pages.looks import Look, Tone, look
from pages.sentences import labelled

STATES: dict[str, Look] = {
    "not connected": look(_("Not connected"), Tone.QUIET, "minus-circle"),
    "left alone": look(_("Left alone after repeated failures"), Tone.DANGER, "x-circle"),
    "failed": look(_("Last question failed"), Tone.WARNING, "exclamation-triangle"),
    "answers": look(_("Answers"), Tone.SUCCESS, "check-circle"),
    "not asked": look(_("Not asked yet"), Tone.INFO, "information-circle"),
}

OUTCOMES: dict[str, Look] = {
    "found": look(_("found, in force"), Tone.SUCCESS, "check-circle"),
    "not-found": look(_("not found"), Tone.WARNING, "exclamation-triangle"),
    "conflict": look(_("found, not in force"), Tone.DANGER, "x-circle"),
    "unavailable": look(_("no answer"), Tone.QUIET, "clock"),
}
REASONS = {
    "timeout": _("the other side did not answer in time"),
    "no-connection": _("the other side could not be reached"),
    "circuit-open": _("left alone for a while after repeated failures"),
    "http": _("the other side is out of order, or refused"),
    "not-json": _("the answer could not be read"),
    "wrong-schema": _("the answer could not be read"),
    "empty-answer": _("the answer could not be read"),
    "unreadable": _("the answer could not be read"),
    "too-large": _("the answer was too long"),
    "bad-signature": _("the answer was not signed by the registry"),
    "other-record": _("the answer was about something else"),
    "expired": _("expired"),
    "abnormal": _("not in force"),
}
"""The short words of answers as their reader has them; `http-503` by what precedes the number."""


def reason_in_words(reason: str) -> str:
    """Why a registry gave no answer, or one that proves nothing; a word of the registry's own stays as it is."""
    known = "http" if reason.startswith("http-") else reason
    return str(REASONS.get(known, reason))


def look_of_state(state: State | None) -> Look:
    """How a registry has been answering; a failure says which."""
    if state is None or state.kind == "none":
        return STATES["not connected"]
    if state.circuit == "open":
        return STATES["left alone"]
    if state.last_failure:
        failed = STATES["failed"]
        return failed.called(labelled(failed.label, reason_in_words(state.last_failure)))
    return STATES["answers" if state.last_answer_at else "not asked"]
