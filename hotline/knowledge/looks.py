"""How the state of an answer is shown."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pages.looks import Look, Tone, look

ANSWERS: dict[str, Look] = {
    "draft": look(_("draft: waits for a second person"), Tone.WARNING, "clock"),
    "released": look(_("released"), Tone.SUCCESS, "check-circle"),
    "due": look(_("due for review"), Tone.WARNING, "exclamation-triangle"),
    "lapsed": look(_("lapsed: no longer given"), Tone.DANGER, "x-circle"),
    "replaced": look(_("replaced by a later version"), Tone.QUIET, "minus-circle"),
    "retired": look(_("retired"), Tone.QUIET, "minus-circle"),
}
