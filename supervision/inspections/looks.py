"""How it is shown where an inspection stands: its open step, or how it ended."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pages.looks import Look, Tone, look

STEPS: dict[str, Look] = {
    "approve": look(_("waits for approval"), Tone.WARNING, "clock"),
    "refused": look(_("not approved"), Tone.QUIET, "minus-circle"),
    "enter": look(_("approved"), Tone.INFO, "check-circle"),
    "record": look(_("begun"), Tone.INFO, "clock"),
    "confirm": look(_("record waits for the other officer"), Tone.WARNING, "clock"),
    "approve_afterwards": look(_("urgent: waits for approval"), Tone.WARNING, "exclamation-triangle"),
    "void": look(_("without effect"), Tone.QUIET, "x-circle"),
    "tell_result": look(_("result to be given"), Tone.WARNING, "clock"),
    "closed": look(_("closed"), Tone.SUCCESS, "check-circle"),
    "rectify": look(_("to be put right"), Tone.WARNING, "exclamation-triangle"),
    "recheck": look(_("to be looked at again"), Tone.WARNING, "clock"),
    "mended": look(_("put right"), Tone.SUCCESS, "check-circle"),
    "unmended": look(_("not put right"), Tone.DANGER, "x-circle"),
    "cancelled": look(_("cancelled"), Tone.QUIET, "minus-circle"),
}
