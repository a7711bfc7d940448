"""How the state of a measure is shown."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pages.looks import Look, Tone, look

MEASURES: dict[str, Look] = {
    "open": look(_("not started"), Tone.WARNING, "clock"),
    "under-way": look(_("under way"), Tone.INFO, "clock"),
    "done": look(_("done"), Tone.SUCCESS, "check-circle"),
    "kept-up": look(_("kept up"), Tone.SUCCESS, "check-circle"),
}
