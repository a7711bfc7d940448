"""How the state of a platform is shown."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pages.looks import Look, Tone, look

STATES: dict[str, Look] = {
    "active": look(_("active"), Tone.SUCCESS, "check-circle"),
    "left": look(_("left"), Tone.QUIET, "minus-circle"),
}
