"""How it is shown whether a demand is answered."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pages.looks import Look, Tone, look

DEMANDS: dict[str, Look] = {
    "waiting": look(_("on its way"), Tone.INFO, "clock"),
    "ticket": look(_("a ticket of the hotline"), Tone.INFO, "clock"),
    "answered": look(_("answered"), Tone.SUCCESS, "check-circle"),
}
