"""How it is shown where an edition of a document stands."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pages.looks import Look, Tone, look

EDITIONS: dict[str, Look] = {
    "draft": look(_("draft, waiting for a second person"), Tone.WARNING, "clock"),
    "to-come": look(_("released, not yet in force"), Tone.INFO, "clock"),
    "in-force": look(_("in force"), Tone.SUCCESS, "check-circle"),
    "superseded": look(_("replaced by a later edition"), Tone.QUIET, "minus-circle"),
}
