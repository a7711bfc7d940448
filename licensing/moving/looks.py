"""How it is shown where each step of a one-thing application stands."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from licensing.moving.bundles import Step
from pages.looks import Look, Tone, look

BUNDLE_STEPS: dict[str, Look] = {
    "done": look(_("Done"), Tone.SUCCESS, "check-circle"),
    "lost": look(_("Not granted"), Tone.DANGER, "x-circle"),
    "outside": look(_("Another authority's turn"), Tone.WARNING, "building-office-2"),
    "running": look(_("In hand"), Tone.INFO, "clock"),
    "waiting": look(_("Waits for the steps before it"), Tone.QUIET, "pause"),
}
CANNOT_FOLLOW = _("Cannot follow: a step before it was not granted")


def look_of_step(step: Step) -> Look:
    """How a step of a one-thing application is shown; one that never began says why."""
    shown = BUNDLE_STEPS[step.state]
    return shown.called(CANNOT_FOLLOW) if step.state == "lost" and step.case is None else shown
