"""How the state of an interview is shown."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pages.looks import Look, Tone, look

INTERVIEWS: dict[str, Look] = {
    "proposed": look(_("proposed"), Tone.WARNING, "clock"),
    "approved": look(_("approved"), Tone.INFO, "clock"),
    "turned-down": look(_("turned down"), Tone.QUIET, "minus-circle"),
    "served": look(_("notice written"), Tone.INFO, "clock"),
    "held": look(_("held: promises are followed up"), Tone.INFO, "clock"),
    "released": look(_("released: promises kept"), Tone.SUCCESS, "check-circle"),
    "escalated": look(_("escalated"), Tone.DANGER, "exclamation-triangle"),
}
