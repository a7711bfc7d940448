"""How the credit standing of a company is shown (domain F-3.6)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pages.looks import Look, Tone, look

STANDINGS: dict[str, Look] = {
    "green": look(_("green"), Tone.SUCCESS, "check-circle"),
    "yellow": look(_("yellow"), Tone.WARNING, "exclamation-triangle"),
    "red": look(_("red"), Tone.DANGER, "x-circle"),
}
