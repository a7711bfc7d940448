"""Limits are warned of before they pass, once a day; each warning is an event, and the post's rules tell people.

Which limits, and how many days before, is data (`data/warnings.json`). Nothing is decided here: a limit that was met
meanwhile is warned of no more.
"""

from __future__ import annotations

import datetime
import logging
from collections.abc import Iterator

from django.db import IntegrityError, transaction
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from licensing.applications.models import Application
from licensing.certificates.models import Certificate
from licensing.certificates.queries import promised_vehicles_missing
from licensing.decisions.models import CorrectionRequest, HearingOffer
from licensing.register.models import Place
from licensing.register.places import VEHICLE
from licensing.telling.coming import Coming, days_before
from licensing.telling.due_soon import due_soon
from licensing.telling.models import Forewarning, WarningRun
from licensing.verification.models import Inquiry, Inspection

logger = logging.getLogger(__name__)

FIRST_HOUR = 8
_YEARS_BACK = 15


def warn() -> int:
    """Write today's warnings, once; returns how many are new. Killed in between, the next run writes the rest."""
    now = timezone.localtime()
    today = now.date()
    if now.hour < FIRST_HOUR or WarningRun.objects.filter(day=today).exists():
        return 0
    warned = sum(_try(limit, on=today) for limit in coming(on=today))
    WarningRun.objects.get_or_create(day=today, defaults={"warned": warned})
    return warned


def coming(*, on: datetime.date) -> Iterator[Coming]:
    """Every limit that ends within its time of warning."""
    for limits in (_corrections, _hearings, _rectifications, _statements, _expiries, _vehicles, _reviews, due_soon):
        yield from limits(on)


def _try(coming: Coming, *, on: datetime.date) -> bool:
    """Warn of one limit; one that cannot be told keeps nobody else from being warned."""
    try:
        return _warn(coming, on=on)
    except Exception:
        logger.exception("warning failed for application %s", coming.application_id)
        return False


def _warn(coming: Coming, *, on: datetime.date) -> bool:
    left = (coming.due - on).days
    days = min((days for days in days_before(coming.rule or coming.limit) if left <= days), default=None)
    if left < 0 or days is None:
        return False
    key = {"application_id": coming.application_id, "limit": coming.limit, "due": coming.due, "days": days}
    if Forewarning.objects.filter(**key).exists():
        return False
    application = Application.objects.select_related("authority").get(pk=coming.application_id)
    try:
        with transaction.atomic():
            Forewarning.objects.create(**key)
            coming.kind.record(
                subject=application.subject,
                by="timer",
                authority=application.authority.division_id,
                limit=coming.limit,
                due=coming.due.isoformat(),
                days=left,
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


def _corrections(on: datetime.date) -> Iterator[Coming]:
    rows = CorrectionRequest.objects.filter(
        answer_by__range=_until("correction", on), application__amendment__isnull=True, **_undecided()
    )
    return _found("correction", rows, "application", "answer_by")


def _hearings(on: datetime.date) -> Iterator[Coming]:
    rows = HearingOffer.objects.filter(ask_by__range=_until("ask-hearing", on), answer__isnull=True, **_undecided())
    return _found("ask-hearing", rows, "application", "ask_by")


def _rectifications(on: datetime.date) -> Iterator[Coming]:
    newest = Inspection.objects.filter(verification=OuterRef("verification")).order_by("-pk").values("pk")[:1]
    rows = Inspection.objects.filter(
        rectify_by__range=_until("rectification", on), rectification__isnull=True, pk=Subquery(newest)
    )
    return _found("rectification", rows, "verification__application", "rectify_by")


def _statements(on: datetime.date) -> Iterator[Coming]:
    rows = Inquiry.objects.filter(
        answer_by__range=_until("statement", on), statement__isnull=True, decision__isnull=True
    )
    return _found("statement", rows, "application", "answer_by")


def _expiries(on: datetime.date) -> Iterator[Coming]:
    """Licences that stand, not their vehicles: those follow the licence (Licensing Law art. 50)."""
    issued = Certificate.objects.filter(number=OuterRef("number"), version=OuterRef("version"))
    places = Place.objects.exclude(licence=VEHICLE).filter(valid_to__range=_until("expiry", on), is_suspended=False)
    rows = places.annotate(case=Subquery(issued.values("decision__application")[:1])).filter(case__isnull=False)
    return _found("expiry", rows, "case", "valid_to")


def _vehicles(on: datetime.date) -> Iterator[Coming]:
    first, last = _until("vehicles", on)
    for application, due in promised_vehicles_missing(since=first, until=last):
        yield Coming(application_id=application.pk, limit="vehicles", due=due)


def _reviews(on: datetime.date) -> Iterator[Coming]:
    """The vehicles certified by one decision, each year on the day they were (domain F-9.6)."""
    first, last = _until("yearly-review", on)
    days = [first + datetime.timedelta(days=day) for day in range((last - first).days + 1)]
    issued = {day.replace(year=day.year - back): day for day in days if (day.month, day.day) != (2, 29)
              for back in range(1, _YEARS_BACK)}  # fmt: skip
    rows = Certificate.objects.in_force().filter(kind=Certificate.Kind.VEHICLE, issued_on__in=issued)
    cases = rows.order_by().values_list("decision__application", "issued_on").distinct()
    for case, day in cases:
        yield Coming(application_id=case, limit="yearly-review", due=issued[day])
