"""How it is shown whether a registry answers."""

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


def look_of_state(state: State | None) -> Look:
    """How a registry has been answering; a failure says which."""
    if state is None or state.kind == "none":
        return STATES["not connected"]
    if state.circuit == "open":
        return STATES["left alone"]
    if state.last_failure:
        failed = STATES["failed"]
        return failed.called(labelled(failed.label, state.last_failure))
    return STATES["answers" if state.last_answer_at else "not asked"]
