"""How cases of insurance and answers of insurers are shown."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pages.looks import Look, Tone, look

CASES: dict[str, Look] = {
    "reported": look(_("reported, to be sent to the association"), Tone.WARNING, "clock"),
    "sent": look(_("with the association"), Tone.INFO, "clock"),
    "offered": look(_("there is a quote"), Tone.INFO, "check-circle"),
    "refused": look(_("refused so far"), Tone.DANGER, "exclamation-triangle"),
    "regulator": look(_("with the regulator"), Tone.WARNING, "clock"),
    "platform": look(_("on the platform"), Tone.INFO, "clock"),
    "meeting": look(_("for the monthly meeting"), Tone.WARNING, "clock"),
    "insured": look(_("insured"), Tone.SUCCESS, "check-circle"),
    "declined": look(_("declined by the owner"), Tone.QUIET, "minus-circle"),
}
ASKED: dict[str, Look] = {
    "waits": look(_("waits for its answer"), Tone.INFO, "clock"),
    "answered": look(_("has answered"), Tone.SUCCESS, "check-circle"),
    "late": look(_("did not answer in time"), Tone.DANGER, "exclamation-triangle"),
    "broken": look(_("late against its pledge"), Tone.DANGER, "x-circle"),
}
ANSWERS: dict[str, Look] = {
    "quote": look(_("quote"), Tone.SUCCESS, "check-circle"),
    "refused": look(_("refused by the insurer"), Tone.DANGER, "x-circle"),
    "silent": look(_("no answer"), Tone.WARNING, "clock"),
}
