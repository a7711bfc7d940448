"""What a handed-in case has come to: told by the rows that stand, shown as a mark, and found by the database."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import partial
from typing import Any

from django.db.models import Exists, OuterRef, Q
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


def _there(name: str, case: str, **told: Any) -> Exists:
    """Whether a case has a row of one sort beside it, as the database finds out case by case."""
    way: Any = Application._meta.get_field(name)
    return Exists(way.related_model._default_manager.filter(**{way.field.name: OuterRef(case)}, **told))


def undecided(case: str = "pk") -> Q:
    """The handed-in cases that are open, whatever they wait for; `case`: what leads a row to its case."""
    return _not_ended(case) & ~Q(_there("bundle_process", case, finished__isnull=False))


def cases_at(standing: Standing, case: str = "pk") -> Q:
    """The handed-in cases `standing_of` tells a standing of; `case`: what leads a row to its case.

    Each row beside a case is looked for by itself: joined, they would be read whole to find a page of the newest.
    """
    return _AT[standing](case)


def _not_ended(case: str) -> Q:
    return ~Q(_there("withdrawal", case)) & ~Q(_there("ending", case)) & ~Q(_there("decision", case))


def _decided(case: str, *, granted: bool) -> Q:
    decision = Q(_there("decision", case, outcome=Decision.Outcome.GRANTED))
    outcome = decision if granted else Q(_there("decision", case)) & ~decision
    return outcome & ~Q(_there("withdrawal", case)) & ~Q(_there("ending", case))


def _ended_by(case: str, *, terminated: bool) -> Q:
    termination = Q(_there("ending", case, kind__in=Ending.TERMINATIONS))
    ending = termination if terminated else Q(_there("ending", case)) & ~termination
    return ending & ~Q(_there("withdrawal", case))


def _bundle(case: str, *, done: bool) -> Q:
    return _not_ended(case) & Q(_there("bundle_process", case, finished__isnull=not done))


def _one_item(case: str, *, accepted: bool) -> Q:
    acceptance = Q(_there("acceptance", case))
    return _not_ended(case) & ~Q(_there("bundle_process", case)) & (acceptance if accepted else ~acceptance)


def _to_be_checked(case: str, *, asked: bool) -> Q:
    waits = Q(_there("correction", case)) & ~Q(_there("amendment", case))
    return _one_item(case, accepted=False) & (waits if asked else ~waits)


_AT: Mapping[Standing, Callable[[str], Q]] = {
    Standing.WITHDRAWN: lambda case: Q(_there("withdrawal", case)),
    Standing.TERMINATED: partial(_ended_by, terminated=True),
    Standing.NOT_ACCEPTED: partial(_ended_by, terminated=False),
    Standing.GRANTED: partial(_decided, granted=True),
    Standing.REFUSED: partial(_decided, granted=False),
    Standing.BUNDLE_DONE: partial(_bundle, done=True),
    Standing.BUNDLE_IN_HAND: partial(_bundle, done=False),
    Standing.ACCEPTED: partial(_one_item, accepted=True),
    Standing.TO_BE_CORRECTED: partial(_to_be_checked, asked=True),
    Standing.RECEIVED: partial(_to_be_checked, asked=False),
}
