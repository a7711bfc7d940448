"""What was promised or noted at the roadside is looked up again by night: kept, cleared, a clue – or still unknown."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.people import Person
from desk.refusals import MayNotHandle, NotNow
from licensing.applications.models.application import Submission
from pages.one_by_one import one_by_one
from supervision.encounters import events
from supervision.encounters.asking import Standing, look
from supervision.encounters.follow_up_models import ClueAnswer, ClueReference, FollowUp
from supervision.encounters.models import Encounter, Found, LookUp, Outcome, Way
from supervision.encounters.no_penalty.editions import list_of
from supervision.encounters.opening import hold_encounter, note_look_up, tell
from supervision.encounters.rules import inspects_for, kept_from_it
from supervision.reviews.models import ReviewRequest

How = FollowUp.How
IN_ONE_TURN = 20
BY_TIMER = "timer:encounters"
OPEN = Q(way__in=[Way.CURING, Way.NOTED], follow_up__isnull=True, encounter__met__isnull=False)


class NotFollowed(NotNow):
    """What followed cannot be written down like this; the message says why."""


def tick() -> int:
    """Timer: the next open ones of this night, the longest unasked first; returns how many were settled."""
    now = timezone.localtime()
    if now.hour < settings.CREDIT_HOUR:
        return 0
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    asked = Max("encounter__look_ups__asked_at")
    waiting = Outcome.objects.filter(OPEN).annotate(last=asked).filter(last__lt=midnight).order_by("last", "pk")
    turn = waiting.select_related("encounter__met")[:IN_ONE_TURN]
    return one_by_one(turn, lambda outcome: look_again(outcome) is not None, what="looking again")


def look_again(outcome: Outcome, *, by: Person | None = None) -> FollowUp | None:
    """Look the vehicle up once more; what that settled, or None while nobody knows or its day is to come.

    Raises MayNotHandle.
    """
    encounter = outcome.encounter
    if by is not None and not may_follow(by, encounter):
        raise MayNotHandle
    met, days = encounter.met, list_of(encounter.edition).days["curable"].days
    asking = f"person:{by.pk}" if by is not None else BY_TIMER
    standing = look(met.plate, met.plate_colour, curable_days=days, case=f"encounter:{encounter.number}", by=asking)
    with transaction.atomic():
        hold_encounter(encounter)
        if FollowUp.objects.filter(outcome=outcome).exists():
            return None
        note_look_up(encounter, standing, LookUp.Occasion.AFTERWARDS)
        how = what_follows(outcome, standing)
        return _settle(outcome, how, FollowUp.By.REGISTRY, by=by) if how is not None else None


def what_follows(outcome: Outcome, standing: Standing) -> FollowUp.How | None:
    """What a look-up settles. A silence settles nothing, and what waits for an authority is not missed."""
    if standing.found == Found.SILENT:
        return None
    if outcome.way == Way.NOTED:
        return How.CLEARED if standing.found == Found.VALID else How.MISSING
    if standing.found == Found.VALID:
        return How.KEPT
    is_over = outcome.due_on is not None and timezone.localdate() > outcome.due_on
    return How.MISSED if is_over and not _waits_for_an_authority(outcome, standing) else None


def _waits_for_an_authority(outcome: Outcome, standing: Standing) -> bool:
    """Whether what was applied for on the spot is still in an authority's hands: that is not the driver's delay."""
    number = standing.number
    if number and ReviewRequest.objects.open().filter(vehicle__number=number).exists():
        return True
    rows = Submission.objects.filter(receipt_number=outcome.said.receipt)
    return rows.filter(
        application__decision__isnull=True, application__withdrawal__isnull=True, application__ending__isnull=True
    ).exists()


def may_follow(person: Person, encounter: Encounter) -> bool:
    """Whether somebody is an officer of its authority, and nothing keeps them from its company."""
    return inspects_for(person, encounter.authority_id) and person.pk not in kept_from_it(encounter)


def settle(outcome: Outcome, how: FollowUp.How, known_by: FollowUp.By, *, by: Person) -> FollowUp:
    """An officer says what came of it, where no registry does. Raises MayNotHandle, NotFollowed."""
    fitting = (How.KEPT, How.MISSED) if outcome.way == Way.CURING else (How.CLEARED, How.MISSING)
    with transaction.atomic():
        hold_encounter(outcome.encounter)
        if not may_follow(by, outcome.encounter):
            raise MayNotHandle
        if outcome.way not in (Way.CURING, Way.NOTED) or how not in fitting:
            raise NotFollowed(_("This does not follow from how it ended."))
        if known_by == FollowUp.By.REGISTRY:
            raise NotFollowed(_("Say how it is known, other than from a registry."))
        if how == How.MISSED and outcome.due_on is not None and timezone.localdate() <= outcome.due_on:
            raise NotFollowed(_("Its day is still to come: it cannot count as missed yet."))
        if FollowUp.objects.filter(outcome=outcome).exists():
            raise NotFollowed(_("It has already been settled."))
        return _settle(outcome, how, known_by, by=by)


def _settle(outcome: Outcome, how: FollowUp.How, known_by: FollowUp.By, *, by: Person | None) -> FollowUp:
    made = FollowUp.objects.create(outcome=outcome, how=how, known_by=known_by, by=by)
    tell(events.FOLLOWED, outcome.encounter, by=by or "timer", how=f"met-{how}")
    return made


def answer_clue(follow_up: FollowUp, reason: ClueAnswer.Reason, *, reference: str, by: Person) -> ClueAnswer:
    """Take a clue up under the number of what it became, or set it aside. Raises MayNotHandle, NotFollowed."""
    encounter = follow_up.outcome.encounter
    with transaction.atomic():
        hold_encounter(encounter)
        if not may_follow(by, encounter):
            raise MayNotHandle
        if not follow_up.is_clue:
            raise NotFollowed(_("This is not a clue."))
        if ClueAnswer.objects.filter(follow_up=follow_up).exists():
            raise NotFollowed(_("This clue has already been answered."))
        is_taken_up = reason == ClueAnswer.Reason.TAKEN_UP
        if is_taken_up and not reference.strip():
            raise NotFollowed(_("Enter the number of the inspection or case that takes it up."))
        made = ClueAnswer.objects.create(follow_up=follow_up, reason=reason, by=by)
        if is_taken_up:
            made.said = ClueReference.objects.create(answer=made, reference=reference.strip()[:60])
        tell(events.CLUE_ANSWERED, encounter, by=by, answer="met-taken-up" if is_taken_up else "met-set-aside")
    return made
