"""How the standing of a case looks, and where it is read."""

from __future__ import annotations

from licensing.applications.models.application import Application
from licensing.decisions.standing.models import Standing
from pages.looks import Look, Tone, look

_SIGNS: dict[Standing, tuple[Tone, str]] = {
    Standing.WITHDRAWN: (Tone.QUIET, "arrow-uturn-left"),
    Standing.TERMINATED: (Tone.QUIET, "x-circle"),
    Standing.NOT_ACCEPTED: (Tone.QUIET, "x-circle"),
    Standing.GRANTED: (Tone.SUCCESS, "check-circle"),
    Standing.REFUSED: (Tone.DANGER, "x-circle"),
    Standing.BUNDLE_DONE: (Tone.QUIET, "check-circle"),
    Standing.BUNDLE_IN_HAND: (Tone.INFO, "clock"),
    Standing.ACCEPTED: (Tone.INFO, "clock"),
    Standing.TO_BE_CORRECTED: (Tone.WARNING, "exclamation-triangle"),
    Standing.RECEIVED: (Tone.INFO, "inbox-arrow-down"),
}
STANDINGS: dict[Standing, Look] = {one: look(one.label, tone, sign) for one, (tone, sign) in _SIGNS.items()}


def standing_of(application: Application) -> Standing:
    """What a handed-in case has come to."""
    return Standing(application.standing.at)
