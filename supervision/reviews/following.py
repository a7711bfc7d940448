"""Which vehicles are reviewed: those with a certificate in force and a mass above the rule's; followed every hour."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Min, QuerySet
from django.utils import timezone

from licensing.certificates.models import Certificate
from supervision.passes import slice_now, slices
from supervision.reviews.models import ReviewedVehicle, ReviewResult
from supervision.reviews.rules import due_after, rules

FIELDS = ("company_id", "authority_id", "plate", "plate_colour", "vin", "gross_mass", "is_standing")


def follow() -> None:
    """For the worker: once an hour the vehicles are what the register says, a slice of them a minute."""
    if found := slice_now("reviews", _vehicles()):
        _follow(found)


def follow_register() -> int:
    """Add vehicles that got a certificate, let go those that have none any more; returns how many changed."""
    return sum(_follow(found) for found in slices(_vehicles()))


def _vehicles() -> QuerySet[Certificate]:
    return Certificate.objects.filter(kind=Certificate.Kind.VEHICLE)


def _follow(certificates: Sequence[int]) -> int:
    """The vehicles some certificates, of whatever state, are or were of."""
    today = timezone.localdate()
    versions = _vehicles().filter(number__in=_vehicles().filter(pk__in=certificates).values("number"))
    with transaction.atomic():
        first = dict(
            versions.order_by().values("number").annotate(first=Min("issued_on")).values_list("number", "first")
        )
        in_force = Certificate.objects.in_force().filter(kind=Certificate.Kind.VEHICLE, number__in=list(first))
        rows = in_force.only("number", "company", "authority", "particulars", "issued_on")
        standing = {row.number: row for row in rows}
        held = {row.number: row for row in ReviewedVehicle.objects.select_for_update().filter(number__in=list(first))}
        new, changed = [], []
        for number, certificate in standing.items():
            told = _told(certificate)
            if told["gross_mass"] <= rules(on=today).above_kg:
                continue
            row = held.get(number)
            if row is None:
                day = first[number]
                new.append(ReviewedVehicle(number=number, issued_on=day, due_on=due_after(day, None, on=today), **told))
            elif any(getattr(row, name) != told[name] for name in FIELDS):
                changed.append(_set(row, told))
        changed += [
            _set(row, {"is_standing": False})
            for number, row in held.items()
            if row.is_standing and number not in standing
        ]
        ReviewedVehicle.objects.bulk_create(new)
        ReviewedVehicle.objects.bulk_update(changed, FIELDS, batch_size=500)
    return len(new) + len(changed)


def _told(certificate: Certificate) -> dict[str, Any]:
    """What a certificate says of its vehicle. A mass nobody wrote down is not a light vehicle."""
    details = certificate.particulars
    mass = str(details.get("gross-mass", "")).strip()
    return {
        "company_id": certificate.company_id,
        "authority_id": certificate.authority_id,
        "plate": str(details.get("plate", "")),
        "plate_colour": str(details.get("plate-colour", "")),
        "vin": str(details.get("vin", "")),
        "gross_mass": int(mass) if mass.isdecimal() else rules(on=timezone.localdate()).above_kg + 1,
        "is_standing": True,
    }


def _set(row: ReviewedVehicle, told: dict[str, Any]) -> ReviewedVehicle:
    for name, value in told.items():
        setattr(row, name, value)
    return row


def passed_on(vehicle: ReviewedVehicle) -> datetime.date | None:
    """The day of its last review that was passed."""
    rows = ReviewResult.objects.filter(request__vehicle=vehicle, outcome=ReviewResult.Outcome.PASSED)
    newest = rows.order_by("-pk").first()
    return newest.day if newest else None
