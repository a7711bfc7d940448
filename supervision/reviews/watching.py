"""Tests between the yearly reviews: asked about by night as their day comes near, and told before it (F-9.5)."""

from __future__ import annotations

import datetime
from functools import partial

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from pages.one_by_one import one_by_one
from supervision.reviews import events
from supervision.reviews.actions import look_up
from supervision.reviews.models import ReviewedVehicle
from supervision.reviews.rules import rules
from supervision.reviews.testing import learn_of_test

IN_ONE_TURN = 20
ASKED_AGAIN = 7
"""Days after which a vehicle is asked about again while its test is near, or nobody told of one."""
BY_TIMER = "timer:tests"


def tick() -> int:
    """Timer: the next vehicles of this night; returns how many companies were told."""
    if timezone.localtime().hour < settings.CREDIT_HOUR:
        return 0
    today = timezone.localdate()
    return one_by_one(_near(today)[:IN_ONE_TURN], partial(watch, on=today), what="watching a test")


def _near(on: datetime.date) -> QuerySet[ReviewedVehicle]:
    """Those nobody told a test of, and those whose next one is near or past, by their day; none twice a week."""
    until = on + datetime.timedelta(days=rules(on=on).test_told_days)
    rows = ReviewedVehicle.objects.standing().filter(Q(test_due_on__lte=until) | Q(test_due_on__isnull=True))
    rows = rows.exclude(test_tried_on__gt=on - datetime.timedelta(days=ASKED_AGAIN))
    return rows.select_related("company", "authority").order_by(F("test_due_on").asc(nulls_last=True), "pk")


def watch(vehicle: ReviewedVehicle, *, on: datetime.date) -> bool:
    """Ask about one vehicle; where its test is still near or past, tell its company once. Returns whether it did."""
    answers = look_up(vehicle, by=BY_TIMER)
    with transaction.atomic():
        fresh = vehicle.locked()
        fresh.test_tried_on = on
        fresh.save(update_fields=["test_tried_on"])
        learn_of_test(fresh, answers, on=on)
        due = fresh.test_due_on
        if due is None or due > on + datetime.timedelta(days=rules(on=on).test_told_days) or fresh.test_told_for == due:
            return False
        fresh.test_told_for = due
        fresh.save(update_fields=["test_told_for"])
        events.TEST_DUE.record(
            subject=f"company:{fresh.company_id}",
            by="timer",
            authority=fresh.authority.division_id,
            number=fresh.number,
            due=due.isoformat(),
        )
    return True
