"""How colours, changes, facts and answers to objections and repairs are shown."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pages.looks import Look, Tone, look

COLOURS: dict[str, Look] = {
    "green": look(_("green"), Tone.SUCCESS, "check-circle"),
    "yellow": look(_("yellow"), Tone.WARNING, "exclamation-triangle"),
    "red": look(_("red"), Tone.DANGER, "x-circle"),
    "none": look(_("no code yet"), Tone.QUIET, "minus-circle"),
}
CHANGES: dict[str, Look] = {
    "suggested": look(_("suggested by the model"), Tone.INFO, "information-circle"),
    "proposed": look(_("proposed, to be confirmed"), Tone.WARNING, "clock"),
    "confirmed": look(_("confirmed, not yet in force"), Tone.WARNING, "clock"),
    "in-force": look(_("in force"), Tone.SUCCESS, "check-circle"),
    "dropped": look(_("not made"), Tone.QUIET, "minus-circle"),
    "void": look(_("void from the start"), Tone.QUIET, "x-circle"),
}
FACTS: dict[str, Look] = {
    "counted": look(_("counts"), Tone.WARNING, "exclamation-triangle"),
    "objected": look(_("under objection, does not count"), Tone.INFO, "clock"),
    "repaired": look(_("repaired"), Tone.SUCCESS, "check-circle"),
    "removed": look(_("removed"), Tone.QUIET, "minus-circle"),
    "ended": look(_("over"), Tone.QUIET, "minus-circle"),
    "slight": look(_("slight, does not count"), Tone.QUIET, "minus-circle"),
    "lapsed": look(_("outside its window"), Tone.QUIET, "minus-circle"),
    "good": look(_("speaks for the company"), Tone.SUCCESS, "check-circle"),
}
ANSWERS: dict[str, Look] = {
    "open": look(_("to be decided"), Tone.WARNING, "clock"),
    "upheld": look(_("upheld"), Tone.SUCCESS, "check-circle"),
    "rejected": look(_("rejected"), Tone.QUIET, "x-circle"),
    "asked": look(_("to be accepted"), Tone.WARNING, "clock"),
    "accepted": look(_("accepted, to be decided"), Tone.WARNING, "clock"),
    "not-accepted": look(_("not accepted"), Tone.QUIET, "x-circle"),
    "repaired": look(_("repaired"), Tone.SUCCESS, "check-circle"),
    "refused": look(_("not repaired"), Tone.QUIET, "x-circle"),
}
KINDS = {
    "rate": _("by vehicle, fading"),
    "single": _("each, fading"),
    "open": _("each, while it lasts"),
    "share": _("share of the vehicles, now"),
    "bonus": _("added"),
    "mark": _("decides a colour, costs no point"),
}
"""How an indicator counts, in words."""
