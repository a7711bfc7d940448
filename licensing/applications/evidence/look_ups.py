"""Registries are no look-up service for the curious: who asks is counted, whom it concerns can see it.

PIPL arts. 6, 44, 51: only what the purpose needs, visible to the person concerned, unusual use noticed.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, Max, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from accounts.authorities import Authority
from accounts.people import Person
from accounts.represented.companies import Company
from accounts.represented.real_name import is_proved
from accounts.signing_in.throttle import attempt
from licensing import events
from licensing.applications.actions.asking import look_up
from licensing.applications.evidence.questions import digest_of
from licensing.applications.models.application import Application, SubmittedVehicle
from licensing.applications.models.evidence import Evidence
from trail.models import Event


def ask_registries(
    request: HttpRequest, application: Application, *, by: Person, only: Collection[str] | None = None
) -> list[Evidence]:
    """Look up for an applicant, within limits; unusual use is told to the auditor. Raises TooOften.

    Who sits before the screen asks, within their own limits: the clerk, where one types for a visitor.
    """
    asking = request.user if isinstance(request.user, Person) else by
    attempt("look-up", request=request, person=asking)
    found = look_up(application, by=f"person:{asking.pk}", only=only)
    _notice(application, asking)
    return found


def _notice(application: Application, by: Person) -> None:
    """Tell once a day that somebody asked about many who are in no application of theirs."""
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    count = strangers(by, since=today)
    if count < settings.UNUSUAL_LOOK_UPS:
        return
    subject = f"person:{by.pk}"
    if not Event.objects.filter(kind=events.UNUSUAL_LOOK_UPS.code, subject=subject, at__gte=today).exists():
        events.UNUSUAL_LOOK_UPS.record(
            subject=subject, by="system", authority=application.authority.division_id, name=by.name, count=count
        )


def strangers(person: Person, *, since: datetime.datetime) -> int:
    """How many people, companies and vehicles somebody had looked up for applications that were not handed in."""
    asked = Evidence.objects.filter(triggered_by=f"person:{person.pk}", requested_at__gte=since)
    return asked.filter(application__submission__isnull=True).values("key_digest").distinct().count()


def about(person: Person) -> QuerySet[Evidence]:
    """The look-ups that concern somebody: themselves where proved, the companies they act for, their vehicles."""
    companies = list(Company.objects.acted_for_by(person))
    keys: list[dict[str, str]] = [{"uscc": company.uscc} for company in companies]
    if is_proved(person):
        keys.append({"id-number": person.id_number})
    vehicles = SubmittedVehicle.objects.filter(application__company__in=companies, application__decision__isnull=False)
    for vehicle in vehicles:
        keys += _vehicle_keys(vehicle)
    digests = {digest_of(key) for key in keys}
    return Evidence.objects.filter(key_digest__in=digests).select_related(
        "application__company", "application__item", "application__authority", "application__submission"
    )


def _vehicle_keys(vehicle: SubmittedVehicle) -> Iterable[dict[str, str]]:
    plate = {"plate": vehicle.plate, "plate-colour": vehicle.plate_colour}
    return plate, {"vin": vehicle.vin}, {**plate, "vin": vehicle.vin}


@dataclass(frozen=True, kw_only=True)
class Asking:
    """How much an account had looked up in a period, and how much of it led to no application."""

    name: str
    username: str
    look_ups: int
    subjects: int
    strangers: int
    last_at: datetime.datetime
    is_unusual: bool


def by_account(authorities: Iterable[Authority], *, since: datetime.datetime) -> list[Asking]:
    """The accounts by how much they had looked up for nothing, most first; officials where it was any."""
    rows = (
        Evidence.objects.filter(application__authority__in=authorities, requested_at__gte=since)
        .filter(triggered_by__startswith="person:")
        .values("triggered_by")
        .annotate(
            look_ups=Count("pk"),
            subjects=Count("key_digest", distinct=True),
            strangers=Count("key_digest", distinct=True, filter=Q(application__submission__isnull=True)),
            last_at=Max("requested_at"),
        )
        .order_by("-strangers", "-look_ups")[:100]
    )
    people = Person.objects.in_bulk([int(row["triggered_by"][7:]) for row in rows])
    return [
        Asking(
            name=people[pk].name,
            username=people[pk].username,
            look_ups=row["look_ups"],
            subjects=row["subjects"],
            strangers=row["strangers"],
            last_at=row["last_at"],
            is_unusual=row["strangers"] >= settings.UNUSUAL_LOOK_UPS,
        )
        for row in rows
        if (pk := int(row["triggered_by"][7:])) in people and (not people[pk].authority_id or row["strangers"])
    ]
