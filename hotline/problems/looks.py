"""How the state of a problem is shown."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pages.looks import Look, Tone, look

PROBLEMS: dict[str, Look] = {
    "open": look(_("waits for an owner"), Tone.WARNING, "clock"),
    "taken": look(_("somebody answers for it"), Tone.INFO, "clock"),
    "noted": look(_("under way"), Tone.INFO, "clock"),
    "closed": look(_("the root was changed"), Tone.SUCCESS, "check-circle"),
    "dropped": look(_("no common root"), Tone.QUIET, "minus-circle"),
}
