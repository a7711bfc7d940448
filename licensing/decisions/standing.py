"""What a handed-in case has come to: told by the rows that stand, shown as a mark, and found by the database."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from licensing.applications.models import Application
from licensing.decisions.models import Decision, Ending
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
    Standing.BUNDLE_DONE: look(_("Every item closed"), Tone.QUIET, "check-circle"),
    Standing.BUNDLE_IN_HAND: look(_("In hand"), Tone.INFO, "clock"),
    Standing.ACCEPTED: look(_("Accepted"), Tone.INFO, "clock"),
    Standing.TO_BE_CORRECTED: look(_("To be corrected"), Tone.WARNING, "exclamation-triangle"),
    Standing.RECEIVED: look(_("Received"), Tone.INFO, "inbox-arrow-down"),
}


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


def _of(**told: bool) -> Q:
    """Which of the rows beside a case are there (`decision=True`), and which are not."""
    return Q(**{f"{name}__isnull": not there for name, there in told.items()})


_NOT_ENDED = _of(withdrawal=False, ending=False, decision=False)
_ONE_ITEM = _NOT_ENDED & _of(bundle_process=False)
_BUNDLE = _NOT_ENDED & _of(bundle_process=True)
_NOT_ACCEPTED_YET = _ONE_ITEM & _of(acceptance=False)
_ASKED = _of(correction=True, amendment=False)
_DECIDED = _of(withdrawal=False, ending=False, decision=True)
CASES_AT: Mapping[Standing, Q] = {
    Standing.WITHDRAWN: _of(withdrawal=True),
    Standing.TERMINATED: _of(withdrawal=False) & Q(ending__kind__in=Ending.TERMINATIONS),
    Standing.NOT_ACCEPTED: _of(withdrawal=False, ending=True) & ~Q(ending__kind__in=Ending.TERMINATIONS),
    Standing.GRANTED: _DECIDED & Q(decision__outcome=Decision.Outcome.GRANTED),
    Standing.REFUSED: _DECIDED & ~Q(decision__outcome=Decision.Outcome.GRANTED),
    Standing.BUNDLE_DONE: _BUNDLE & Q(bundle_process__finished__isnull=False),
    Standing.BUNDLE_IN_HAND: _BUNDLE & Q(bundle_process__finished__isnull=True),
    Standing.ACCEPTED: _ONE_ITEM & _of(acceptance=True),
    Standing.TO_BE_CORRECTED: _NOT_ACCEPTED_YET & _ASKED,
    Standing.RECEIVED: _NOT_ACCEPTED_YET & ~_ASKED,
}
"""The handed-in cases `standing_of` tells a standing of, as the database finds them."""
