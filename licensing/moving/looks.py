"""How it is shown where a case stands, and each step of a one-thing application."""

from __future__ import annotations

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from licensing.applications.models import Application
from licensing.moving.bundles import Step
from pages.looks import Look, Tone, look


class Standing(StrEnum):
    """What a case has come to, told by the rows that stand; nothing keeps it beside them."""

    WITHDRAWN = "withdrawn"
    TERMINATED = "terminated"
    NOT_ACCEPTED = "not-accepted"
    GRANTED = "granted"
    REFUSED = "refused"
    BUNDLE_DONE = "bundle-done"
    BUNDLE_IN_HAND = "bundle-in-hand"
    ACCEPTED = "accepted"
    TO_BE_CORRECTED = "to-be-corrected"
    RECEIVED = "received"


STANDINGS: dict[Standing, Look] = {
    Standing.WITHDRAWN: look(_("Withdrawn"), Tone.QUIET, "arrow-uturn-left"),
    Standing.TERMINATED: look(_("Terminated"), Tone.QUIET, "x-circle"),
    Standing.NOT_ACCEPTED: look(_("Not accepted"), Tone.QUIET, "x-circle"),
    Standing.GRANTED: look(_("Granted"), Tone.SUCCESS, "check-circle"),
    Standing.REFUSED: look(_("Refused"), Tone.DANGER, "x-circle"),
    Standing.BUNDLE_DONE: look(_("Done"), Tone.SUCCESS, "check-circle"),
    Standing.BUNDLE_IN_HAND: look(_("In hand"), Tone.INFO, "clock"),
    Standing.ACCEPTED: look(_("Accepted"), Tone.INFO, "clock"),
    Standing.TO_BE_CORRECTED: look(_("To be corrected"), Tone.WARNING, "exclamation-triangle"),
    Standing.RECEIVED: look(_("Received"), Tone.INFO, "inbox-arrow-down"),
}

BUNDLE_STEPS: dict[str, Look] = {
    "done": look(_("Done"), Tone.SUCCESS, "check-circle"),
    "lost": look(_("Not granted"), Tone.DANGER, "x-circle"),
    "outside": look(_("Another authority's turn"), Tone.WARNING, "building-office-2"),
    "running": look(_("In hand"), Tone.INFO, "clock"),
    "waiting": look(_("Waits for the steps before it"), Tone.QUIET, "pause"),
}
CANNOT_FOLLOW = _("Cannot follow: a step before it was not granted")


def standing_of(application: Application) -> Standing:
    """What a handed-in case has come to."""
    ended = _ended(application)
    if ended:
        return ended
    bundle = getattr(application, "bundle_process", None)
    if bundle is not None:
        return Standing.BUNDLE_DONE if bundle.finished else Standing.BUNDLE_IN_HAND
    if getattr(application, "acceptance", None) is not None:
        return Standing.ACCEPTED
    asked = getattr(application, "correction", None) is not None
    waits = asked and getattr(application, "amendment", None) is None
    return Standing.TO_BE_CORRECTED if waits else Standing.RECEIVED


def _ended(application: Application) -> Standing | None:
    if getattr(application, "withdrawal", None) is not None:
        return Standing.WITHDRAWN
    ending = getattr(application, "ending", None)
    if ending is not None:
        return Standing.TERMINATED if ending.is_termination else Standing.NOT_ACCEPTED
    decision = getattr(application, "decision", None)
    if decision is not None:
        return Standing.GRANTED if decision.is_granted else Standing.REFUSED
    return None


def look_of_step(step: Step) -> Look:
    """How a step of a one-thing application is shown; one that never began says why."""
    shown = BUNDLE_STEPS[step.state]
    return shown.called(CANNOT_FOLLOW) if step.state == "lost" and step.case is None else shown
