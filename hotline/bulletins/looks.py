"""How figures and tasks of bulletins are shown."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pages.looks import Look, Tone, look

TARGETS: dict[str, Look] = {
    "reached": look(_("target reached"), Tone.SUCCESS, "check-circle"),
    "missed": look(_("target missed"), Tone.DANGER, "exclamation-triangle"),
    "unknown": look(_("too few to say"), Tone.QUIET, "minus-circle"),
}
TASKS: dict[str, Look] = {
    "open": look(_("not started"), Tone.WARNING, "clock"),
    "under-way": look(_("under way"), Tone.INFO, "clock"),
    "done": look(_("done"), Tone.SUCCESS, "check-circle"),
    "dropped": look(_("no longer pursued"), Tone.QUIET, "minus-circle"),
}
STATES: dict[str, Look] = {
    "told": look(_("issued"), Tone.SUCCESS, "check-circle"),
    "draft": look(_("to be signed"), Tone.WARNING, "clock"),
    "signed": look(_("signed and numbered"), Tone.SUCCESS, "check-circle"),
    "restated": look(_("there is a newer edition"), Tone.QUIET, "minus-circle"),
}
