"""How a guide shows what becomes of a material."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pages.looks import Look, Tone, look

TREATMENTS: dict[str, Look] = {
    "waived": look(_("Not asked for"), Tone.SUCCESS, "check-circle"),
    "promised": look(_("Promised instead"), Tone.INFO, "pencil-square"),
    "form": look(_("Filled in online"), Tone.SUCCESS, "document-check"),
    "bring": look(_("Upload a scan or photo"), Tone.WARNING, "arrow-up-tray"),
}
