"""Who is coded: the companies whose licences stand in the register, by the sector of their licence."""

from __future__ import annotations

import datetime
import json
from collections import defaultdict
from collections.abc import Collection
from functools import cache, reduce
from operator import or_
from pathlib import Path
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from accounts.authorities import Authority
from licensing.certificates.models import Certificate
from licensing.register.models import Place
from licensing.register.places import VEHICLE
from supervision.credit.subjects.models import Subject


@cache
def _sectors() -> tuple[dict[str, Any], ...]:
    return tuple(json.loads(Path(__file__).with_name("sectors.json").read_text(encoding="utf-8")))


def enrol() -> int:
    """Make the subjects say what the register says today; returns how many are new. Harmless to repeat.

    Whose licence of this portal has ended is coded no more; who came by a table, never licensed here, stays.
    """
    today = timezone.localdate()
    licences = _licences(today)
    vehicles = _vehicles(today)
    known = {(row.company_id, row.sector): row for row in Subject.objects.filter(company__in={c for c, _s in licences})}
    authorities = dict(Authority.objects.values_list("division", "pk"))
    new, changed = [], []
    for (company, sector), (since, division) in licences.items():
        row = known.get((company, sector))
        if row is None:
            if division in authorities:
                new.append(
                    Subject(
                        company_id=company,
                        sector=sector,
                        authority_id=authorities[division],
                        licensed_since=since,
                        vehicles=vehicles.get(company, 0),
                    )
                )
        elif row.vehicles != vehicles.get(company, 0) or not row.is_active:
            row.vehicles, row.is_active = vehicles.get(company, 0), True
            changed.append(row)
    for row in _ended(licences):
        row.is_active = False
        changed.append(row)
    Subject.objects.bulk_create(new, ignore_conflicts=True)
    Subject.objects.bulk_update(changed, ["vehicles", "is_active"])
    return len(new)


def _ended(licences: Collection[tuple[int, str]]) -> list[Subject]:
    """Subjects that are coded for a licence this portal issued, which does not stand any more."""
    issued = Certificate.objects.filter(kind="licence", company=OuterRef("company"))
    of_sector = [
        Q(sector=sector) & Exists(issued.filter(decision__application__item__effect__licence=licence))
        for licence, sector in ((entry["licence"], entry["sector"]) for entry in _sectors())
    ]
    rows = Subject.objects.filter(reduce(or_, of_sector), is_active=True)
    return [row for row in rows if (row.company_id, row.sector) not in licences]


def _vehicles(today: datetime.date) -> dict[int, int]:
    """How many vehicles of each company stand in the register: a vehicle has two places, its plate and its VIN."""
    places = Place.objects.filter(licence=VEHICLE, valid_to__gte=today, is_suspended=False)
    counted = places.order_by().values("company").annotate(count=Count("number", distinct=True))
    return {row["company"]: row["count"] for row in counted}


def _licences(today: datetime.date) -> dict[tuple[int, str], tuple[datetime.date, str]]:
    """Company and sector → (since when, division), of the licences in force."""
    kinds = {str(entry["licence"]) for entry in _sectors()}
    places = Place.objects.filter(licence__in=kinds, valid_to__gte=today)
    rows = list(places.values_list("company", "licence", "number", "company__division", "since"))
    numbers = [number for _c, _l, number, _d, _s in rows]
    first, scopes = _first_issued(numbers)
    found: dict[tuple[int, str], tuple[datetime.date, str]] = {}
    for company, licence, number, division, since in rows:
        day = first.get(number, timezone.localdate(since))
        for sector in _sectors_of(licence, scopes.get(number, "")):
            found[company, sector] = (day, division)
    return found


def _first_issued(numbers: list[str]) -> tuple[dict[str, datetime.date], dict[str, str]]:
    issued: dict[str, datetime.date] = {}
    scopes: dict[str, str] = defaultdict(str)
    rows = Certificate.objects.filter(Q(number__in=numbers)).order_by("version", "pk")
    for number, day, particulars in rows.values_list("number", "issued_on", "particulars"):
        issued.setdefault(number, day)
        scopes[number] = "、".join(str(part) for part in particulars.get("scope") or [])
    return issued, scopes


def _sectors_of(licence: str, scope: str) -> set[str]:
    """The sectors of a licence; where words of its scope decide, the sector that asks for none is what is left."""
    entries = [entry for entry in _sectors() if entry["licence"] == licence]
    named = {
        str(entry["sector"])
        for entry in entries
        if entry.get("scope") and any(word in scope for word in entry["scope"])
    }
    return named or {str(entry["sector"]) for entry in entries if not entry.get("scope")}
