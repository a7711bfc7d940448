"""Every night facts are gathered and triggers followed, once a month everybody is assessed; in parts, by the worker.

A round that was broken off goes on where it stopped: who has an assessment of the day is not assessed again.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from supervision.credit.codes.actions import follow, take_effect
from supervision.credit.codes.assessing import weigh_all
from supervision.credit.codes.forecast import RUN_DAY
from supervision.credit.codes.models import Assessment, CodeChange, ObjectionDecision, Round
from supervision.credit.facts.actions import expire
from supervision.credit.facts.models import CreditFact, FactEnd
from supervision.credit.facts.own import gather
from supervision.credit.subjects.enrolling import enrol
from supervision.credit.subjects.models import Subject

Occasion = Assessment.Occasion
IN_ONE_TURN = 200
"""So many subjects are assessed in a minute: the worker has other things to do."""


def tick() -> int:
    """Timer: what is due today and not done yet; returns how many subjects were assessed."""
    now = timezone.localtime()
    if now.hour < settings.CREDIT_HOUR:
        return 0
    today = now.date()
    take_effect(on=today)
    done = nightly(on=today)
    run_day = today.replace(day=RUN_DAY)
    if today >= run_day:
        done += monthly(on=run_day)
    return done


def nightly(*, on: datetime.date) -> int:
    """Facts are gathered, what is over ends, and who is touched is assessed; once a day."""
    if Round.objects.filter(kind="nightly", on=on).exists():
        return 0
    enrol()
    expire(on=on)
    gather(on=on)
    return _turn(touched(on=on), kind="nightly", occasion=Occasion.NIGHTLY, on=on, day=on)


def monthly(*, on: datetime.date) -> int:
    """Everybody is assessed as of the run day, in turns; a later start still assesses as of today."""
    if Round.objects.filter(kind="monthly", on=on).exists():
        return 0
    today = timezone.localdate()
    return _turn(
        Subject.objects.filter(is_active=True), kind="monthly", occasion=Occasion.MONTHLY, on=on, day=max(on, today)
    )


def touched(*, on: datetime.date) -> QuerySet[Subject]:
    """The subjects about whom something became known, ended or was decided since the round before."""
    last = Round.objects.filter(kind="nightly", on__lt=on).order_by("on").last()
    since = last.on if last else on - datetime.timedelta(days=1)
    entered = CreditFact.objects.filter(company=OuterRef("company"), known_on__gte=since, known_on__lte=on)
    ended = FactEnd.objects.filter(fact__company=OuterRef("company"), on__gte=since, on__lte=on)
    decided = ObjectionDecision.objects.filter(objection__subject=OuterRef("pk"), at__date__gte=since)
    return Subject.objects.filter(is_active=True).filter(Exists(entered) | Exists(ended) | Exists(decided))


def _turn(
    subjects: QuerySet[Subject], *, kind: str, occasion: Assessment.Occasion, on: datetime.date, day: datetime.date
) -> int:
    """Assess the next of those who have no assessment of this round; when none is left, the round is done."""
    made = Assessment.objects.filter(subject=OuterRef("pk"), occasion=occasion, on__gte=on)
    waiting = subjects.exclude(Exists(made)).select_related("company", "authority").order_by("pk")
    turn = list(waiting[:IN_ONE_TURN])
    for weighed in weigh_all(turn, on=day):
        follow(weighed, occasion=occasion, by_test_only=occasion is Occasion.NIGHTLY)
    if len(turn) < IN_ONE_TURN:
        _done(kind, occasion, on)
    return len(turn)


def _done(kind: str, occasion: Assessment.Occasion, on: datetime.date) -> None:
    rows = Assessment.objects.filter(occasion=occasion, on__gte=on)
    changes = CodeChange.objects.filter(Q(assessment__in=rows))
    counted = {
        "assessed": rows.count(),
        "suggested": changes.filter(by_rule=False).count(),
        "bettered": changes.filter(by_rule=True).count(),
    }
    Round.objects.get_or_create(kind=kind, on=on, defaults=counted)


def rounds() -> Iterable[Round]:
    """The last rounds, newest first."""
    return Round.objects.order_by("-pk")[:12]
