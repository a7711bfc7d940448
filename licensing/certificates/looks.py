"""How the states of a certificate and the answers of the public check are shown."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from licensing.certificates.checking.authenticity import Finding
from licensing.certificates.models import State
from pages.looks import Look, Tone, look

STATES: dict[State, Look] = {
    State.IN_FORCE: look(State.IN_FORCE.label, Tone.SUCCESS, "check-circle"),
    State.SUSPENDED: look(State.SUSPENDED.label, Tone.WARNING, "pause-circle"),
    State.SUPERSEDED: look(State.SUPERSEDED.label, Tone.WARNING, "arrow-path"),
    State.EXPIRED: look(State.EXPIRED.label, Tone.WARNING, "clock"),
    State.UNCLEAR: look(State.UNCLEAR.label, Tone.WARNING, "exclamation-triangle"),
    State.REVOKED: look(State.REVOKED.label, Tone.DANGER, "x-circle"),
    State.WITHDRAWN: look(State.WITHDRAWN.label, Tone.DANGER, "x-circle"),
    State.CANCELLED: look(State.CANCELLED.label, Tone.DANGER, "x-circle"),
    State.STRUCK_OFF: look(State.STRUCK_OFF.label, Tone.DANGER, "x-circle"),
}

VERDICTS: dict[Finding, Look] = {
    Finding.GENUINE: look(_("Genuine, and in force today."), Tone.SUCCESS, "check-circle"),
    Finding.LETTER: look(
        _("Genuine: a document this portal signed and keeps. It is not a certificate."), Tone.SUCCESS, "check-circle"
    ),
    Finding.SUSPENDED: look(_("Genuine, but suspended."), Tone.WARNING, "pause-circle"),
    Finding.SUPERSEDED: look(_("Genuine, but superseded by a newer certificate."), Tone.WARNING, "arrow-path"),
    Finding.EXPIRED: look(_("Genuine, but expired."), Tone.WARNING, "clock"),
    Finding.UNFILED: look(
        _("Not found: signed by a licensing authority, but not among the papers of this portal."),
        Tone.WARNING, "question-mark-circle",
    ),
    Finding.FOREIGN: look(
        _("Not found: this file is not signed by an authority of this portal."), Tone.WARNING, "question-mark-circle"
    ),
    Finding.UNKNOWN: look(
        _("No certificate has this number and check code."), Tone.WARNING, "question-mark-circle"
    ),
    Finding.LIGHT: look(
        _("No certificate: this number stands for a vehicle of 4,500 kg or less, which needs none."),
        Tone.INFO, "information-circle",
    ),
    Finding.REVOKED: look(_("Issued by us, but revoked: it is no longer valid."), Tone.DANGER, "x-circle"),
    Finding.WITHDRAWN: look(
        _("Issued by us, but withdrawn by the authority: it is no longer valid."), Tone.DANGER, "x-circle"
    ),
    Finding.CANCELLED: look(
        _("Issued by us, but cancelled as a penalty: it is no longer valid."), Tone.DANGER, "x-circle"
    ),
    Finding.STRUCK_OFF: look(_("Issued by us, but struck off: it is no longer valid."), Tone.DANGER, "x-circle"),
    Finding.DOUBTFUL: look(
        _("Do not rely on it: the register and the signed certificate do not match."),
        Tone.DANGER, "exclamation-triangle",
    ),
    Finding.ALTERED: look(
        _("Altered: this file was changed after it was signed."), Tone.DANGER, "exclamation-triangle"
    ),
}  # fmt: skip
UNSIGNED = _("Not found: this file has no signature that can be checked.")
