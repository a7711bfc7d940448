"""How it is shown where a ticket stands, how far it is supervised, and whether a limit holds."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pages.looks import Look, Tone, look

STEPS: dict[str, Look] = {
    "sort": look(_("recorded"), Tone.WARNING, "clock"),
    "answered": look(_("answered at once"), Tone.SUCCESS, "check-circle"),
    "refused": look(_("not taken up"), Tone.QUIET, "minus-circle"),
    "diverted": look(_("diverted: petition"), Tone.QUIET, "minus-circle"),
    "transfer": look(_("to be transferred"), Tone.WARNING, "clock"),
    "sign": look(_("to be signed for"), Tone.WARNING, "clock"),
    "reply": look(_("in hand"), Tone.INFO, "clock"),
    "review": look(_("reply to be reviewed"), Tone.INFO, "clock"),
    "call_back": look(_("to be called back"), Tone.INFO, "clock"),
    "final_answer": look(_("final answer of the head"), Tone.DANGER, "exclamation-triangle"),
    "strike_off": look(_("to be struck off"), Tone.INFO, "clock"),
    "ledger": look(_("on the ledger"), Tone.WARNING, "clock"),
    "joined": look(_("joined"), Tone.QUIET, "minus-circle"),
    "struck_off": look(_("ticket struck off"), Tone.SUCCESS, "check-circle"),
}
LEVELS: dict[str, Look] = {
    "0": look(_("not supervised"), Tone.QUIET, "minus-circle"),
    "1": look(_("supervised: level 1"), Tone.WARNING, "clock"),
    "2": look(_("supervised: level 2"), Tone.DANGER, "exclamation-triangle"),
    "3": look(_("supervised: level 3, listed"), Tone.DANGER, "x-circle"),
}
LIMITS: dict[str, Look] = {
    "running": look(_("limit running"), Tone.INFO, "clock"),
    "over": look(_("limit passed"), Tone.DANGER, "exclamation-triangle"),
    "met": look(_("done in time"), Tone.SUCCESS, "check-circle"),
    "late": look(_("done late"), Tone.WARNING, "exclamation-triangle"),
    "dropped": look(_("not needed any more"), Tone.QUIET, "minus-circle"),
    "unknown": look(_("calendar missing"), Tone.WARNING, "exclamation-triangle"),
}
HOLDS: dict[str, Look] = {
    "yes": look(_("met"), Tone.SUCCESS, "check-circle"),
    "no": look(_("not met"), Tone.DANGER, "x-circle"),
}
STEP_NAMES = {
    "sort": _("Sorted"),
    "transfer": _("Transferred"),
    "sign": _("Signed for"),
    "progress": _("Progress told"),
    "reply": _("Replied"),
    "redo": _("Redone"),
    "call-back": _("Called back"),
}
