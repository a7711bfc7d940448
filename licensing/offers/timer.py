"""Each night: who comes within the time of a renewal gets a turn; turns that are due are taken, few at a time."""

from __future__ import annotations

import datetime
import logging
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.represented.companies import Company
from licensing.offers.ending import lapse, sweep
from licensing.offers.making import NotNow, offer
from licensing.offers.models import Night, Turn
from licensing.offers.rules import Rule, rule_named, rules
from licensing.register.models import Place
from licensing.register.places import VEHICLE

logger = logging.getLogger(__name__)
IN_ONE_TURN = 5
"""So many companies in a minute: each asks several registries, and the worker has other things to do."""
AFTER_AN_OFFER_DAYS = 7


def tick() -> int:
    """Timer: lapse what is over, find who is due, take the next turns; returns how many offers were made."""
    now = timezone.localtime()
    if now.hour < settings.CREDIT_HOUR:
        return 0
    today = now.date()
    lapse(on=today)
    sweep()
    find(on=today)
    return take_turns(on=today)


@transaction.atomic
def find(*, on: datetime.date) -> int:
    """Give a turn to each company of which something came within its time since the last night; once a day.

    Read is what entered since then, by the day it expires: never the whole register.
    """
    if Night.objects.filter(day=on).exists():
        return 0
    before = Night.objects.order_by("-day").values_list("day", flat=True).first()
    window = datetime.timedelta(days=settings.RENEWAL_WINDOW_DAYS)
    since = (before + window + datetime.timedelta(days=1)) if before else on
    entered = Place.objects.filter(valid_to__gte=since, valid_to__lte=on + window)
    found = [
        Turn(company_id=company, rule=rule.name, look_on=on)
        for rule in rules(on=on)
        for company in _companies(entered, rule)
    ]
    Turn.objects.bulk_create(found, update_conflicts=True, unique_fields=["company", "rule"], update_fields=["look_on"])
    Night.objects.create(day=on, found=len(found))
    return len(found)


def _companies(places: Any, rule: Rule) -> Any:
    mine = places.vehicles() if rule.licence == VEHICLE else places.filter(licence=rule.licence)
    return mine.order_by().values_list("company", flat=True).distinct()


def take_turns(*, on: datetime.date, most: int = IN_ONE_TURN) -> int:
    """Take the turns that are due; one that fails keeps no other back."""
    made = 0
    for turn in Turn.objects.filter(look_on__lte=on).select_related("company").order_by("look_on", "pk")[:most]:
        if not claim(turn, on=on):
            continue
        try:
            made += _take(turn.company, turn, on=on)
        except Exception:
            logger.exception("no offer could be made by rule %s", turn.rule)
    return made


def claim(turn: Turn, *, on: datetime.date) -> bool:
    """Whether the turn is ours: another worker may have taken it. One that fails comes again tomorrow."""
    waiting = Turn.objects.filter(pk=turn.pk, look_on=turn.look_on)
    return bool(waiting.update(look_on=on + datetime.timedelta(days=1)))


def _take(company: Company, turn: Turn, *, on: datetime.date) -> int:
    rule = rule_named(turn.rule, on=on)
    if rule is None:
        turn.delete()
        return 0
    try:
        offer(company, rule, on=on)
    except NotNow as later:
        _again(turn, on + datetime.timedelta(days=later.days))
        return 0
    _again(turn, on + datetime.timedelta(days=AFTER_AN_OFFER_DAYS))
    return 1


def _again(turn: Turn, day: datetime.date) -> None:
    Turn.objects.filter(pk=turn.pk).update(look_on=day)
