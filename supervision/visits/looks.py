"""How outcomes of visits, states of needs and of clues are shown."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pages.looks import Look, Tone, look
from supervision.visits.models import Visit

OUTCOMES: dict[str, Look] = {
    "signed": look(_("signed by the company"), Tone.SUCCESS, "check-circle"),
    "unsigned": look(_("held; the company preferred not to sign"), Tone.QUIET, "minus-circle"),
    "declined": look(_("the company declined the visit"), Tone.QUIET, "minus-circle"),
    "absent": look(_("nobody was met"), Tone.WARNING, "exclamation-triangle"),
}
UNPROVED = look(_("said to be signed; the signature did not arrive"), Tone.WARNING, "exclamation-triangle")
NEEDS: dict[str, Look] = {
    "open": look(_("open"), Tone.WARNING, "clock"),
    "guidance": look(_("answered during the visit"), Tone.SUCCESS, "check-circle"),
    "answered": look(_("answered"), Tone.SUCCESS, "check-circle"),
}
CLUES: dict[str, Look] = {
    "waits": look(_("waits for an officer"), Tone.WARNING, "clock"),
    "taken-up": look(_("taken up"), Tone.INFO, "check-circle"),
    "set-aside": look(_("set aside"), Tone.QUIET, "minus-circle"),
}


def look_of(visit: Visit) -> Look:
    """How a visit ended; a signature that did not arrive is not shown as one."""
    return UNPROVED if visit.lacks_signature else OUTCOMES[visit.outcome]
