"""How it is shown what became of a material: to the applicant, who may still act, and to an official."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from licensing.applications.evidence.resolution import Treatment
from pages.looks import Look, Tone, look

TREATMENTS: dict[Treatment, Look] = {
    Treatment.WAIVED: look(_("Not asked for: waived"), Tone.SUCCESS, "check-circle"),
    Treatment.FOUND: look(_("Not asked for: found"), Tone.SUCCESS, "magnifying-glass"),
    Treatment.PROMISED: look(_("Promised instead"), Tone.INFO, "pencil-square"),
    Treatment.GENERATED: look(_("Made from the form"), Tone.SUCCESS, "document-check"),
    Treatment.UPLOADED: look(_("Uploaded"), Tone.SUCCESS, "paper-clip"),
    Treatment.CHECKING: look(_("Checking"), Tone.QUIET),
    Treatment.TO_CONFIRM: look(
        _("Registry cannot be reached: continue, the authority will ask again"), Tone.WARNING, "signal-slash"
    ),
    Treatment.MISSING: look(_("Please upload"), Tone.WARNING, "arrow-up-tray"),
}
TO_OFFICIALS: dict[Treatment, Look] = {
    **TREATMENTS,
    Treatment.TO_CONFIRM: look(_("To be confirmed"), Tone.WARNING, "signal-slash"),
    Treatment.MISSING: look(_("Not submitted"), Tone.WARNING, "exclamation-triangle"),
}
