"""How often somebody may try: per source address, per person, counted in the database all processes share.

The rates are settings (THROTTLES). Offices share one address, so rates by source are wide and count failures where
a failure is what an attacker needs many of. A cache counts wrongly when many try at once: each reads the same count.
"""

from __future__ import annotations

import datetime
import ipaddress
import logging
from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings
from django.db import DatabaseError, connection, models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.people import Person

T = TypeVar("T")

logger = logging.getLogger(__name__)

_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


class Tries(models.Model):
    """How often `whose` tried `action` since the period began. A counter, no record: the trail remembers failures."""

    action = models.CharField(max_length=40)
    whose = models.CharField(max_length=80)
    since = models.DateTimeField(default=timezone.now)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["action", "whose"], name="tries_once")]

    def __str__(self) -> str:
        return f"{self.action} {self.count}"


class TooOften(Exception):
    """The limit of an action is reached; `action` names it. The middleware answers with a page (429)."""

    def __init__(self, action: str) -> None:
        super().__init__(action)
        self.action = action


class ThrottlePage:
    """Middleware: one clear page for everybody who tries too often.

    Whatever brings files, and whatever searches, is counted here, at every address there is or will be.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponse | None:
        try:
            _count_files_and_searches(request)
        except TooOften:
            return _too_often(request)
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return _too_often(request) if isinstance(exception, TooOften) else None


def _too_often(request: HttpRequest) -> HttpResponse:
    response = render(request, "429.html", {"minutes": 15}, status=429)
    response["Retry-After"] = "900"
    return response


SEARCHED = "q"
"""The parameter in which every page takes words to search for."""


def _count_files_and_searches(request: HttpRequest) -> None:
    """Raises TooOften."""
    if request.method == "POST" and request.FILES:
        attempt("upload", request=request, person=_signed_in(request))
    if request.method == "GET" and request.GET.get(SEARCHED, "").strip():
        person = _signed_in(request)
        try:
            # An office shares one address: who is signed in is counted by name alone.
            attempt("search", request=None if person else request, person=person)
        except DatabaseError:
            logger.warning("a search could not be counted")  # reading goes on while nothing can be written


def _signed_in(request: HttpRequest) -> Person | None:
    return request.user if isinstance(request.user, Person) else None


def client_ip(request: HttpRequest) -> str:
    """The address a request comes from; behind our own proxy the last one it names, which nobody else can set."""
    if settings.BEHIND_PROXY:
        named = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        if named[-1].strip():
            return str(named[-1].strip())
    return str(request.META.get("REMOTE_ADDR", ""))


def network_of(source: str) -> str:
    """Whom a source is counted with: by IPv6 a house has 2⁶⁴ addresses, and whoever guesses would take a new one."""
    try:
        found = ipaddress.ip_address(source)
    except ValueError:
        return source
    if isinstance(found, ipaddress.IPv6Address):
        mapped = found.ipv4_mapped
        return str(mapped or ipaddress.ip_network((found, 64), strict=False).network_address)
    return source


def _rate(text: str) -> tuple[int, datetime.timedelta]:
    """`5/15m` as a count and a period."""
    count, _, period = text.partition("/")
    return int(count), datetime.timedelta(seconds=int(period[:-1] or 1) * _SECONDS[period[-1]])


def _keys(request: HttpRequest | None, action: str, person: Person | None) -> dict[str, str]:
    """Who is counted, each with the rate."""
    rates: dict[str, str] = settings.THROTTLES[action]
    keys = {}
    if request is not None and "source" in rates:
        keys[f"source:{network_of(client_ip(request))}"] = rates["source"]
    if person is not None and "person" in rates:
        keys[f"person:{person.pk}"] = rates["person"]
    return keys


def _increased(action: str, whose: str, period: datetime.timedelta) -> int:
    """Count one more, in one statement that locks the row: whoever else counts for the same key waits for it."""
    now = timezone.now()
    moments = [connection.ops.adapt_datetimefield_value(moment) for moment in (now, now - period)]
    told = {"action": action, "whose": whose, "now": moments[0], "over": moments[1]}
    with connection.cursor() as cursor:
        cursor.execute(_ONE_MORE % {"table": connection.ops.quote_name(Tries._meta.db_table)}, told)
        (count,) = cursor.fetchone()
    return int(count)


_ONE_MORE = """
    INSERT INTO %(table)s AS tries (action, whose, since, count) VALUES (%%(action)s, %%(whose)s, %%(now)s, 1)
    ON CONFLICT (action, whose) DO UPDATE SET
        count = CASE WHEN tries.since <= %%(over)s THEN 1 ELSE tries.count + 1 END,
        since = CASE WHEN tries.since <= %%(over)s THEN excluded.since ELSE tries.since END
    RETURNING count
"""


def attempt(action: str, *, request: HttpRequest | None = None, person: Person | None = None) -> None:
    """Count an attempt. Raises TooOften when the limit was reached before it."""
    limited = False
    for whose, rate in _keys(request, action, person).items():
        limit, period = _rate(rate)
        limited |= _increased(action, whose, period) > limit
    if limited:
        raise TooOften(action)


def check(action: str, *, request: HttpRequest | None = None, person: Person | None = None) -> None:
    """Count nothing. Raises TooOften when the limit is reached."""
    for whose, rate in _keys(request, action, person).items():
        limit, period = _rate(rate)
        within = Tries.objects.filter(action=action, whose=whose, since__gt=timezone.now() - period)
        if within.filter(count__gte=limit).exists():
            raise TooOften(action)


def guess(
    action: str, find: Callable[[], T | None], *, request: HttpRequest | None = None, person: Person | None = None
) -> T | None:
    """What a code leads to, or None; only what leads nowhere counts. Raises TooOften.

    It is counted first and taken back when it was right: fifty guesses at once are as limited as fifty in a row. While
    nothing can be written, who has the right code still reads.
    """
    uncounted: DatabaseError | None = None
    try:
        attempt(action, request=request, person=person)
    except DatabaseError as full:
        uncounted = full
        check(action, request=request, person=person)
    found = find()
    if found is None and uncounted is not None:
        raise uncounted
    if found is not None and uncounted is None:
        counted = Tries.objects.filter(action=action, whose__in=_keys(request, action, person), count__gt=0)
        counted.update(count=models.F("count") - 1)
    return found


def forgive(action: str, *, request: HttpRequest | None = None, person: Person | None = None) -> None:
    """Forget the attempts: the last one succeeded."""
    Tries.objects.filter(action=action, whose__in=_keys(request, action, person)).update(count=0)


def forget_old() -> int:
    """Delete what counts no longer, and with it who tried from where; returns how many rows."""
    longest = max(_rate(rate)[1] for rates in settings.THROTTLES.values() for rate in rates.values())
    return Tries.objects.filter(since__lt=timezone.now() - longest).delete()[0]
