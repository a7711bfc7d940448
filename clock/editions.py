"""The years of the working calendar in editions: written by one person, released by another, never rewritten."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from accounts.people import Person
from accounts.staffing.second_person import check_second_person
from clock import events
from clock.models import CalendarEdition, CalendarRelease
from clock.working_days import forget_calendar, shipped_days, shipped_source, years_in_library
from trail.events import EventKind


class StaleYear(Exception):
    """Somebody wrote another edition of the year meanwhile; `newest` is it."""

    def __init__(self, newest: Edition) -> None:
        super().__init__(f"{newest.year} has edition {newest.version} by now")
        self.newest = newest


class AlreadyReleased(Exception):
    """The edition was released before, or a later one was."""


@dataclass(frozen=True, kw_only=True)
class Day:
    """A day that is not what its weekday says."""

    date: datetime.date
    is_working: bool
    name: str


@dataclass(frozen=True, kw_only=True)
class Edition:
    """One edition of a year; `pk` is None for the one that ships with the product."""

    year: int
    version: int
    source: str
    days: tuple[Day, ...]
    pk: int | None = None
    written_by: Person | None = None
    written_at: datetime.datetime | None = None
    released_by: Person | None = None
    released_at: datetime.datetime | None = None

    @property
    def is_released(self) -> bool:
        return self.pk is None or self.released_at is not None

    @property
    def days_off(self) -> int:
        return sum(not day.is_working for day in self.days)


def editions_of(year: int) -> list[Edition]:
    """Every edition of a year, newest first; the one that ships is version 1 like any other."""
    return editions_of_years([year])[year]


def editions_of_years(years: Iterable[int]) -> dict[int, list[Edition]]:
    """The editions of several years, each newest first."""
    found: dict[int, list[Edition]] = {year: [] for year in years}
    rows = CalendarEdition.objects.filter(year__in=found).select_related("written_by", "release__by")
    for row in rows.order_by("-version"):
        found[row.year].append(_of_row(row))
    for year, editions in found.items():
        if year in years_in_library():
            days = tuple(Day(date=day, is_working=works, name=name) for day, works, name in shipped_days(year))
            editions.append(Edition(year=year, version=1, source=shipped_source(), days=days))
    return found


def _of_row(row: CalendarEdition) -> Edition:
    release = getattr(row, "release", None)
    return Edition(
        year=row.year,
        version=row.version,
        source=row.source,
        days=tuple(Day(date=datetime.date.fromisoformat(d), is_working=w, name=n) for d, w, n in row.days),
        pk=row.pk,
        written_by=row.written_by,
        written_at=row.written_at,
        released_by=release.by if release else None,
        released_at=release.at if release else None,
    )


def edition_in_force(year: int) -> Edition | None:
    """The edition limits count by now; None when the year is unknown."""
    return next((edition for edition in editions_of(year) if edition.is_released), None)


def write_year(
    year: int, days: Sequence[Day], *, source: str, by: Person | None, stands_on: int | None = None
) -> CalendarEdition:
    """Write the next edition of a year; it waits for a second person. `stands_on`: the version the writer saw.

    Raises StaleYear when there is a newer one.
    """
    newest = next(iter(editions_of(year)), None)
    if stands_on is not None and newest is not None and newest.version != stands_on:
        raise StaleYear(newest)
    version = newest.version + 1 if newest else 1
    stored = [[day.date.isoformat(), day.is_working, day.name] for day in sorted(days, key=lambda day: day.date)]
    try:
        with transaction.atomic():
            edition = CalendarEdition.objects.create(
                year=year, version=version, source=source, days=stored, written_by=by
            )
            _tell(events.ENTERED, edition, by=by, days=len(stored), source=source)
    except IntegrityError as race:
        raise StaleYear(editions_of(year)[0]) from race
    return edition


def release_year(edition: CalendarEdition, *, by: Person | None) -> CalendarRelease:
    """Let limits count by an edition from now on. Raises NotReleased, AlreadyReleased."""
    if by is not None and edition.written_by is not None:
        check_second_person(by, writer=edition.written_by)
    try:
        with transaction.atomic():
            if CalendarRelease.objects.filter(
                edition__year=edition.year, edition__version__gte=edition.version
            ).exists():
                raise AlreadyReleased
            release = CalendarRelease.objects.create(edition=edition, by=by, at=timezone.now())
            _tell(events.RELEASED, edition, by=by, version=edition.version)
            import_string(settings.CALENDAR_CHANGED)()
    except IntegrityError as race:
        raise AlreadyReleased from race
    forget_calendar()
    return release


def _tell(kind: EventKind, edition: CalendarEdition, *, by: Person | None, **values: object) -> None:
    kind.record(
        subject=f"calendar:{edition.year}",
        by=by or "machine",
        authority=by.authority.division_id if by and by.authority else "",
        year=edition.year,
        **values,
    )
