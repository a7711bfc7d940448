"""CPU time of a fleet: on the form in parts; as a table, among forty thousand vehicles beside one thousand."""

from __future__ import annotations

import datetime
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bench.cases import BACKEND, life_of
from bench.measuring import Row, side_by_side
from licensing.certificates.models import Certificate, CertificateState
from licensing.moving.finish import finish
from licensing.register.models import Place
from licensing.register.places import plate_place, vin_place
from tests.factories import principal_of
from tests.journeys.test_rows_in_parts import COUNT, PART, Fleet

FEW, MANY = 1_000, 40_000
TYPES = ("重型厢式货车", "重型半挂牵引车", "重型普通半挂车", "中型仓栅式货车", "重型自卸货车")
CHOSEN: dict[str, dict[str, str]] = {
    "first page": {},
    "the last to expire": {"sort": "-valid"},
    "of a type": {"type": TYPES[1]},
    "suspended": {"state": "suspended"},
    "a plate": {"q": "豫HA0007"},
}


def rows() -> list[Row]:
    """The same page of the same company, before and after it grew."""
    life = life_of()
    life.live()
    finish(life.case)
    company = life.draft.company
    client, address = Client(), reverse("fleet:list")
    client.force_login(principal_of(company), backend=BACKEND)
    works = [lambda chosen=chosen: client.get(address, chosen) for chosen in CHOSEN.values()]
    _grow(company, FEW)
    few = side_by_side(*works)
    _grow(company, MANY)
    many = side_by_side(*works)
    grown = [
        (f"fleet of {MANY:,} vehicles, {name}", f"of {FEW:,}", f"{after / before:.1f}", "≤ 1.3")
        for name, before, after in zip(CHOSEN, few, many, strict=True)
    ]
    return [*_on_the_form(), *grown]


def _on_the_form() -> list[Row]:
    """One part of a fleet's rows, shown with what is wrong told; and opened, sent and answered."""
    draft = life_of().draft
    client = Client()
    client.force_login(principal_of(draft.company), backend=BACKEND)
    page = Fleet(client, draft)
    part = {"part": 9, "checked": 1}
    show, send = side_by_side(
        lambda: client.get(page.address, part), lambda: page.send(page.opened(part=9), act="part-9")
    )
    size = len(client.get(page.address, part).content) // 1000
    told = f"{show:.2f} s, opened and sent {send:.2f} s CPU, {size} kB"
    return [(f"{COUNT} rows of a fleet on the form, one part of {PART} shown", "–", told, "≤ 1 s, ≤ 300 kB")]


def _grow(company: Any, to: int) -> None:
    """Certificates like the first one, each with its places, until there are so many."""
    sample = Certificate.objects.filter(company=company, kind="vehicle").order_by("pk")[0]
    known = Certificate.objects.filter(company=company, kind="vehicle").count()
    made = Certificate.objects.bulk_create([_like(sample, n) for n in range(known, to)], batch_size=1_000)
    CertificateState.objects.bulk_create(
        [CertificateState(certificate=one, state="in-force") for one in made], batch_size=1_000
    )
    places = [place for n, one in enumerate(made, start=known) for place in _places(one, n)]
    Place.objects.bulk_create(places, batch_size=1_000)


def _like(sample: Certificate, n: int) -> Certificate:
    fields = {field.attname: getattr(sample, field.attname) for field in Certificate._meta.concrete_fields}
    plate = f"豫HA{n:05}"
    own = {
        "id": None,
        "subject": f"{plate}/yellow",
        "number": f"豫运{n:06}号",
        "identifier": f"x.{n}",
        "plate": plate,
        "valid_to": timezone.localdate() + datetime.timedelta(days=n % 1400),
        "replaces_id": None,
    }
    return Certificate(**{**fields, **own})


def _places(one: Certificate, n: int) -> list[Place]:
    common = {
        "licence": "vehicle",
        "company_id": one.company_id,
        "holder_name": one.holder_name,
        "number": one.number,
        "valid_to": one.valid_to,
        "vehicle_type": TYPES[n % len(TYPES)],
        "is_suspended": n % 30 == 0,
    }
    keys = (plate_place(one.plate, "yellow"), vin_place(f"LZZ5ELND2NC{n:06}"))
    return [Place(key=key, **common) for key in keys]
