"""Each night: who comes within the time of a renewal gets a turn; turns that are due are taken, few at a time."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django_tasks import task

from licensing.offers.ending import lapse, sweep
from licensing.offers.making import NothingDue, NotNow, offer
from licensing.offers.models import Night, Turn
from licensing.offers.noticing import give, notice_since
from licensing.offers.rules import Rule, rule_named, rules
from licensing.register.models import Place, PlaceQuerySet
from licensing.register.places import VEHICLE
from pages.days import midnight

IN_ONE_TURN = 5
"""So many companies in a minute: each asks several registries, and the worker has other things to do."""
AFTER_AN_OFFER_DAYS = 7


def tick() -> int:
    """Timer: lapse what is over, find who is due, hand out the next turns; returns how many."""
    now = timezone.localtime()
    if now.hour < settings.CREDIT_HOUR:
        return 0
    today = now.date()
    lapse(on=today)
    sweep()
    find(on=today)
    return hand_out(on=today)


@transaction.atomic
def find(*, on: datetime.date) -> int:
    """Give a turn to each company of which something came within its time since the last night; once a day.

    Read is what entered since then, by the day it expires, as a place of the register taken within that time, or as
    an answer of the business register: never the whole register.
    """
    if Night.objects.filter(day=on).exists():
        return 0
    before = Night.objects.order_by("-day").values_list("day", flat=True).first()
    window = datetime.timedelta(days=settings.RENEWAL_WINDOW_DAYS)
    within = Place.objects.filter(valid_to__gte=on, valid_to__lte=on + window)
    entered = within.filter(_since(before, window)) if before else within
    found = give(
        Turn(company_id=company, rule=rule.name, look_on=on)
        for rule in rules(on=on)
        if not rule.is_told
        for company in _companies(entered, rule)
    )
    found += notice_since(midnight(before or on - datetime.timedelta(days=1)), on=on)
    Night.objects.create(day=on, found=found)
    return found


def _since(night: datetime.date, window: datetime.timedelta) -> Q:
    return Q(valid_to__gt=night + window) | Q(since__gte=midnight(night))


def _companies(places: PlaceQuerySet, rule: Rule) -> QuerySet[Place, int]:
    mine = places.vehicles() if rule.licence == VEHICLE else places.filter(licence=rule.licence)
    return mine.order_by().values_list("company", flat=True).distinct()


def hand_out(*, on: datetime.date, most: int = IN_ONE_TURN) -> int:
    """Have the worker take the turns that are due, each in a job of its own; returns how many.

    Registries are asked there: one that is slow keeps no timer waiting.
    """
    due = Turn.objects.filter(look_on__lte=on).order_by("look_on", "pk")[:most]
    mine = [turn.pk for turn in due if claim(turn, on=on)]
    for turn_id in mine:
        take_turn.enqueue(turn_id)
    return len(mine)


def claim(turn: Turn, *, on: datetime.date) -> bool:
    """Whether the turn is ours: another worker may have taken it. One that fails comes again tomorrow."""
    waiting = Turn.objects.filter(pk=turn.pk, look_on=turn.look_on)
    return bool(waiting.update(look_on=on + datetime.timedelta(days=1)))


@task()
def take_turn(turn_id: int) -> None:
    """Take a turn; taken twice, the second time finds the offer open."""
    turn = Turn.objects.select_related("company").filter(pk=turn_id).first()
    if turn is not None:
        take(turn, on=timezone.localdate())


def take(turn: Turn, *, on: datetime.date) -> bool:
    """Make the offer of a turn and say when to look again; a turn of which nothing is due ends. Whether it was made."""
    rule = rule_named(turn.rule, on=on)
    if rule is None:
        turn.delete()
        return False
    try:
        offer(turn.company, rule, on=on)
    except NothingDue:
        turn.delete()
        return False
    except NotNow as later:
        _again(turn, on + datetime.timedelta(days=later.days))
        return False
    _again(turn, on + datetime.timedelta(days=AFTER_AN_OFFER_DAYS))
    return True


def _again(turn: Turn, day: datetime.date) -> None:
    Turn.objects.filter(pk=turn.pk).update(look_on=day)
