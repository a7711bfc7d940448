"""Limits are warned of before they pass, once a day; each warning is an event, and the post's rules tell people.

Which limits, and how many days before, is data (`data/warnings.json`). Nothing is decided here: a limit that was met
meanwhile is warned of no more.
"""

from __future__ import annotations

import datetime
import logging
from calendar import isleap
from collections.abc import Iterator
from itertools import chain, islice
from typing import TypeVar

from django.db import IntegrityError, transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from licensing.applications.agreements.models import VehicleAgreement
from licensing.applications.models.application import Application
from licensing.certificates.models import Certificate
from licensing.certificates.queries import promised_vehicles_missing
from licensing.decisions.models.checking import CorrectionRequest
from licensing.decisions.models.hearings import HearingOffer
from licensing.register.models import Place
from licensing.register.places import VEHICLE
from licensing.telling.coming import Coming, days_before
from licensing.telling.contests import contests
from licensing.telling.due_soon import due_soon
from licensing.telling.kept_drafts import drafts
from licensing.telling.models import Forewarning, WarningRun
from licensing.verification.models import Inquiry, Inspection
from papers.serving.lasting import MayAskByLetter

logger = logging.getLogger(__name__)
Asked = TypeVar("Asked", bound=MayAskByLetter)

FIRST_HOUR = 8
_YEARS_BACK = 14
BATCH = 500
LONGEST = datetime.timedelta(days=366)
"""No letter gives longer to answer."""


def warn() -> int:
    """Write today's warnings, once; returns how many are new. Killed in between, the next run writes the rest."""
    now = timezone.localtime()
    today = now.date()
    if now.hour < FIRST_HOUR or WarningRun.objects.filter(day=today).exists():
        return 0
    warned = sum(_try(application, limit, days, on=today) for application, limit, days in _new(today))
    WarningRun.objects.get_or_create(day=today, defaults={"warned": warned})
    return warned


def coming(*, on: datetime.date) -> Iterator[Coming]:
    """Every limit that ends within its time of warning."""
    for limits in (
        _corrections,
        _hearings,
        _rectifications,
        _statements,
        _expiries,
        _agreements,
        _vehicles,
        _reviews,
        contests,
        drafts,
        due_soon,
    ):
        yield from limits(on)


def _new(on: datetime.date) -> Iterator[tuple[Application, Coming, int]]:
    """What nobody was warned of yet, with its step of `warnings.json`; most of what is coming was, on a day before."""
    limits = coming(on=on)
    while batch := list(islice(limits, BATCH)):
        cases = {limit.application_id for limit in batch}
        rows = Forewarning.objects.filter(application__in=cases, due__gte=on)
        warned = set(rows.values_list("application", "limit", "due", "days"))
        fresh = {
            key: limit
            for limit in batch
            if (days := _step(limit, on=on)) is not None
            and (key := (limit.application_id, limit.limit, limit.due, days)) not in warned
        }
        found = Application.objects.select_related("authority").in_bulk({key[0] for key in fresh})
        for (case, _limit, _due, days), limit in fresh.items():
            yield found[case], limit, days


def _step(limit: Coming, *, on: datetime.date) -> int | None:
    """So many days before it ends a limit is warned of now; None when it is too early, or too late."""
    left = (limit.due - on).days
    steps = [days for days in days_before(limit.rule or limit.limit) if left <= days]
    return min(steps, default=None) if left >= 0 else None


def _try(application: Application, coming: Coming, days: int, *, on: datetime.date) -> bool:
    """Warn of one limit; one that cannot be written keeps nobody else from being warned, and is tried tomorrow."""
    try:
        return _warn(application, coming, days, on=on)
    except Exception:
        logger.exception("warning failed for application %s", application.pk)
        return False


def _warn(application: Application, coming: Coming, days: int, *, on: datetime.date) -> bool:
    try:
        with transaction.atomic():
            Forewarning.objects.create(application=application, limit=coming.limit, due=coming.due, days=days)
            coming.kind.record(
                subject=application.subject,
                by="timer",
                authority=application.authority.division_id,
                limit=coming.limit,
                due=coming.due.isoformat(),
                days=(coming.due - on).days,
            )
    except IntegrityError:
        return False  # another worker warned of it in the same moment
    return True


def _until(limit: str, on: datetime.date) -> tuple[datetime.date, datetime.date]:
    return on, on + datetime.timedelta(days=days_before(limit)[0])


def _undecided(prefix: str = "application__") -> dict[str, bool]:
    return {f"{prefix}{end}__isnull": True for end in ("decision", "withdrawal", "ending")}


def _found(limit: str, rows: QuerySet, application: str, due: str) -> Iterator[Coming]:
    for key, day in rows.values_list(application, due).iterator():
        yield Coming(application_id=key, limit=limit, due=day)


def _asked(limit: str, rows: QuerySet[Asked], *, on: datetime.date) -> Iterator[Coming]:
    """Of what letters ask for: the day it really ends, by the day the letter was served; nothing that did not begin.

    Served with its date it ends as it was told: those are found by that day. What was served later is reckoned.
    """
    first, last = _until(limit, on)
    late = Q(letter__service__served_on__gt=F("letter__dated"))
    as_told = rows.filter(~late, letter__service__isnull=False, **{f"{rows.model.told_in}__range": (first, last)})
    later = rows.filter(late, letter__service__served_on__gte=on - LONGEST)
    for row in chain(*(found.select_related("letter__service").order_by("pk") for found in (as_told, later))):
        ends = row.runs_until
        if ends is not None and first <= ends <= last:
            yield Coming(application_id=row.letter.application_id, limit=limit, due=ends)


def _corrections(on: datetime.date) -> Iterator[Coming]:
    rows = CorrectionRequest.objects.filter(application__amendment__isnull=True, **_undecided())
    return _asked("correction", rows, on=on)


def _hearings(on: datetime.date) -> Iterator[Coming]:
    return _asked("ask-hearing", HearingOffer.objects.filter(answer__isnull=True, **_undecided()), on=on)


def _rectifications(on: datetime.date) -> Iterator[Coming]:
    newest = Inspection.objects.filter(verification=OuterRef("verification")).order_by("-pk").values("pk")[:1]
    rows = Inspection.objects.filter(rectify_by__isnull=False, rectification__isnull=True, pk=Subquery(newest))
    return _asked("rectification", rows, on=on)


def _statements(on: datetime.date) -> Iterator[Coming]:
    return _asked("statement", Inquiry.objects.filter(statement__isnull=True, decision__isnull=True), on=on)


def _expiries(on: datetime.date) -> Iterator[Coming]:
    """Licences that stand, not their vehicles: those follow the licence (Licensing Law art. 50)."""
    issued = Certificate.objects.filter(number=OuterRef("number"), version=OuterRef("version"))
    places = Place.objects.exclude(licence=VEHICLE).filter(valid_to__range=_until("expiry", on), is_suspended=False)
    rows = places.annotate(case=Subquery(issued.values("decision__application")[:1])).filter(case__isnull=False)
    return _found("expiry", rows, "case", "valid_to")


def _agreements(on: datetime.date) -> Iterator[Coming]:
    """Agreements under which vehicles are certified: with them the certificates end (domain F-1.1)."""
    plates = Certificate.objects.filter(number=OuterRef("number"), version=OuterRef("version")).values("plate")[:1]
    held = Place.objects.filter(company=OuterRef("company"), licence=VEHICLE, valid_to=OuterRef("ends_on"))
    rows = VehicleAgreement.objects.filter(ends_on__range=_until("agreement", on)).filter(
        Exists(held.annotate(plate=Subquery(plates)).filter(plate=OuterRef("plate")))
    )
    return _found("agreement", rows.order_by().distinct(), "application", "ends_on")


def _vehicles(on: datetime.date) -> Iterator[Coming]:
    first, last = _until("vehicles", on)
    for application, due in promised_vehicles_missing(since=first, until=last):
        yield Coming(application_id=application.pk, limit="vehicles", due=due)


def _reviews(on: datetime.date) -> Iterator[Coming]:
    """The vehicles certified by one decision, each year on the day they were (domain F-9.6)."""
    first, last = _until("yearly-review", on)
    days = [first + datetime.timedelta(days=day) for day in range((last - first).days + 1)]
    issued = {earlier: day for day in days for earlier in _years_before(day)}
    rows = Certificate.objects.in_force().filter(kind=Certificate.Kind.VEHICLE, issued_on__in=issued)
    cases = rows.order_by().values_list("decision__application", "issued_on").distinct()
    for case, day in cases:
        yield Coming(application_id=case, limit="yearly-review", due=issued[day])


def _years_before(day: datetime.date) -> Iterator[datetime.date]:
    """The days whose years end on a day; where a month lacks the day, on its last (Civil Code art. 202)."""
    for year in range(day.year - _YEARS_BACK, day.year):
        if (day.month, day.day) != (2, 29) or isleap(year):
            yield day.replace(year=year)
        if (day.month, day.day) == (2, 28) and isleap(year) and not isleap(day.year):
            yield day.replace(year=year, day=29)
