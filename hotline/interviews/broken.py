"""A promise of an interview that was not kept, a pledge a platform broke: each calls for an interview (F-10.15).

One for everything a desk broke since it was last heard; while an interview waits to be held, it is spoken of there.
"""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Exists, Max, OuterRef, QuerySet
from django.utils import timezone

from hotline.desks.models import Desk
from hotline.interviews.actions import proposed
from hotline.interviews.models import Interview, InterviewStep, PromiseOutcome
from hotline.interviews.triggers import triggers_on
from hotline.platforms.models import PledgeBreach
from pages.one_by_one import one_by_one

PROMISE, PLEDGE = "promise-broken", "pledge-broken"


@dataclass(frozen=True, kw_only=True)
class Broken:
    """What a desk did not keep, and when that was noted."""

    code: str
    desk: int
    at: datetime.datetime
    on: datetime.date
    words: str
    ticket: str = ""


def propose_broken() -> int:
    """Propose whom what was broken calls for; returns how many. Harmless to repeat."""
    by_desk: dict[int, list[Broken]] = defaultdict(list)
    for one in _not_heard():
        by_desk[one.desk].append(one)
    return one_by_one(sorted(by_desk), _propose, what="proposing an interview")


def _propose(key: int) -> bool:
    today = timezone.localdate()
    triggers = triggers_on(today)
    if triggers is None:
        return False
    with transaction.atomic():
        # Under the lock of the desk: two workers propose one.
        desk = Desk.objects.select_for_update(of=("self",)).select_related("authority").get(pk=key)
        if not desk.is_open:
            return False  # a platform that left, a unit that is none any more
        if Interview.objects.to_be_held().filter(desk=desk).exists():
            return False
        times = Counter(one.code for one in _not_heard(desk) if _calls_for_one(one))
        if not times:
            return False
        grounds = [{"code": code, "times": times[code]} for code in (PROMISE, PLEDGE) if times[code]]
        proposed(desk, month=today.replace(day=1), edition=triggers.edition, grounds=grounds)
    return True


def _calls_for_one(broken: Broken) -> bool:
    """By the edition that was in force when it was noted: a later rule reaches nothing before it."""
    triggers = triggers_on(timezone.localdate(broken.at))
    return triggers is not None and any(rule["code"] == broken.code for rule in triggers.rules)


def _not_heard(desk: Desk | None = None) -> Sequence[Broken]:
    """What was broken and is spoken of in no interview: none was proposed or held since it was noted."""
    promises = _unspoken(PromiseOutcome.objects.broken(), desk)
    pledges = _unspoken(PledgeBreach.objects.with_desk(), desk)
    return [*map(_promise, promises), *map(_pledge, pledges)]


def _unspoken(rows: QuerySet[Any], desk: Desk | None) -> QuerySet[Any]:
    of_desk = rows.filter(of_desk=desk.pk) if desk else rows
    later = Interview.objects.filter(desk=OuterRef("of_desk"), proposed_at__gte=OuterRef("at"))
    held = InterviewStep.objects.filter(
        interview__desk=OuterRef("of_desk"), kind=InterviewStep.Kind.HELD, at__gte=OuterRef("at")
    )
    return of_desk.exclude(Exists(later)).exclude(Exists(held)).order_by("pk")


def _promise(row: Any) -> Broken:
    words = f"{row.promise.words}：{row.words}"
    return Broken(code=PROMISE, desk=row.of_desk, at=row.at, on=timezone.localdate(row.at), words=words)


def _pledge(row: Any) -> Broken:
    return Broken(code=PLEDGE, desk=row.of_desk, at=row.at, on=row.happened_on, words=row.words, ticket=row.ticket)


def broken_beside(interview: Interview) -> Sequence[Broken]:
    """What is spoken of in an interview: what no earlier one spoke of, until this one was held or turned down."""
    earlier = Interview.objects.filter(desk=interview.desk_id, pk__lt=interview.pk)
    heard = InterviewStep.objects.filter(interview__in=earlier, kind=InterviewStep.Kind.HELD)
    since = max(filter(None, (_newest(earlier, "proposed_at"), _newest(heard, "at"))), default=None)
    ended = interview.steps.filter(kind__in=(InterviewStep.Kind.HELD, *InterviewStep.OVER)).first()
    days = {"at__lte": ended.at if ended else timezone.now(), **({"at__gt": since} if since else {})}
    told = {"of_desk": interview.desk_id, **days}
    promises = PromiseOutcome.objects.broken().filter(**told)
    return [*map(_promise, promises), *map(_pledge, PledgeBreach.objects.with_desk().filter(**told))]


def _newest(rows: QuerySet[Any], field: str) -> datetime.datetime | None:
    return rows.aggregate(newest=Max(field))["newest"]
