"""How it is shown what was found of a vehicle, and where an encounter stands."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pages.looks import Look, Tone, look

FOUND: dict[str, Look] = {
    "valid": look(_("in force"), Tone.SUCCESS, "check-circle"),
    "curable": look(_("expired, can be renewed online"), Tone.WARNING, "clock"),
    "lapsed": look(_("not in force"), Tone.DANGER, "x-circle"),
    "unknown": look(_("not found"), Tone.WARNING, "exclamation-triangle"),
    "silent": look(_("no registry answered"), Tone.QUIET, "minus-circle"),
}
STANDS: dict[str, Look] = {
    "open": look(_("under way"), Tone.WARNING, "clock"),
    "released": look(_("released with guidance"), Tone.SUCCESS, "check-circle"),
    "curing": look(_("helped; to be finished"), Tone.INFO, "clock"),
    "noted": look(_("to be checked"), Tone.WARNING, "clock"),
    "proposed": look(_("proposed not to be punished"), Tone.WARNING, "clock"),
    "forgotten": look(_("proposed, never decided, no longer kept"), Tone.QUIET, "minus-circle"),
    "spared": look(_("not punished, educated"), Tone.SUCCESS, "check-circle"),
    "ordinary": look(_("ordinary procedure elsewhere"), Tone.QUIET, "minus-circle"),
    "kept": look(_("put right in time, closed"), Tone.SUCCESS, "check-circle"),
    "cleared": look(_("in force after all, closed"), Tone.SUCCESS, "check-circle"),
    "clue": look(_("a clue, to be answered"), Tone.DANGER, "exclamation-triangle"),
    "answered": look(_("clue answered"), Tone.QUIET, "check-circle"),
}
