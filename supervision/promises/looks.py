"""How promises, look-ups and what became of a failing are shown."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pages.looks import Look, Tone, look

PROMISES: dict[str, Look] = {
    "alive": look(_("confirmed by the register"), Tone.SUCCESS, "check-circle"),
    "failing": look(_("no longer confirmed by the register"), Tone.DANGER, "exclamation-triangle"),
    "unknown": look(_("not known"), Tone.QUIET, "information-circle"),
    "by-people": look(_("only people can verify it"), Tone.QUIET, "minus-circle"),
}
ANSWERS: dict[str, Look] = {
    "found": look(_("confirmed by the register"), Tone.SUCCESS, "check-circle"),
    "not-found": look(_("not found"), Tone.WARNING, "exclamation-triangle"),
    "conflict": look(_("not confirmed by the register"), Tone.DANGER, "x-circle"),
    "unavailable": look(_("no answer"), Tone.QUIET, "clock"),
}
REASONS = {
    "ran-out": _("its time has run out"),
    "holder-struck-off": _("struck off as an undertaking"),
    "holder-undone": _("registered unlawfully, the registration undone"),
    "holder-revoked": _("its business licence revoked as a penalty"),
}
"""Why a record does not bear a promise out, where the word is ours; others are the look-up's (`reason_in_words`)."""
FAILINGS: dict[str, Look] = {
    "told": look(_("the holder can put it right"), Tone.WARNING, "clock"),
    "with-verifier": look(_("the verifier's turn"), Tone.DANGER, "exclamation-triangle"),
    "mended": look(_("put right"), Tone.SUCCESS, "check-circle"),
    "gone": look(_("gone with the licence or vehicle"), Tone.QUIET, "minus-circle"),
    "stands": look(_("cleared: the promise stands"), Tone.SUCCESS, "check-circle"),
    "broken": look(_("confirmed: not kept"), Tone.DANGER, "x-circle"),
}
MENDING = {
    "market-supervision": _("Mend it with the market supervision authority (business register)."),
    "traffic-police": _("Mend it with the traffic police (inspection, registration, driving licence)."),
    "testing-station": _("Have the vehicle tested; the station enters the technical grade."),
    "wallet": _("Start from “My certificates”: change, renew or put the vehicle in."),
    "guides": _("Start from the service guides: the driver applies for the certificate."),
}
"""Where a promise is mended, by the word of the edition."""
TITLES = {
    "registered": _("Registered, and within its scope"),
    "licensed": _("Licence valid, not suspended"),
    "still-meets": _("Still meets the conditions"),
    "vehicles-own": _("Vehicles bought"),
    "vehicles-planned": _("Vehicles to be bought"),
    "vehicles": _("Vehicles in service"),
    "drivers": _("Drivers"),
}
"""Short names of the statements registries can test."""
