"""Reading what stands."""

from __future__ import annotations

from collections.abc import Collection

from django.db import connection

from licensing.register.models import Place
from licensing.register.places import VEHICLE, VINS

_TYPES = """
    WITH RECURSIVE found(one) AS (
        SELECT min(vehicle_type) FROM licensing_place WHERE company_id = %s AND licence = %s AND vehicle_type > ''
        UNION ALL
        SELECT (
            SELECT min(vehicle_type) FROM licensing_place
            WHERE company_id = %s AND licence = %s AND vehicle_type > found.one
        ) FROM found WHERE found.one IS NOT NULL
    )
    SELECT one FROM found WHERE one IS NOT NULL
"""
"""From one type to the next along the index: as many steps as there are types, whatever the number of vehicles."""


def vehicle_types(companies: Collection[int]) -> list[str]:
    """Which types the vehicles of some companies have, as their certificates say."""
    found: set[str] = set()
    with connection.cursor() as cursor:
        for company in companies:
            cursor.execute(_TYPES, [company, VEHICLE, company, VEHICLE])
            found.update(one for (one,) in cursor.fetchall())
    return sorted(found)


def fleet_of(company: int) -> dict[str, Place]:
    """Every vehicle a company has a certificate for, by the key of its place."""
    rows = Place.objects.filter(company=company).vehicles().order_by("key")
    return {place.key: place for place in rows.iterator()}


def numbers_by_vin(company: int) -> dict[str, str]:
    """The key of each VIN of a company's fleet → the number of the certificate that holds it."""
    rows = Place.objects.filter(company=company, licence=VEHICLE, key__startswith=VINS)
    return dict(rows.values_list("key", "number"))
