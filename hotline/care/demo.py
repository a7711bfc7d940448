"""The demo's care: the three programmes of the press, reached and accounted for to the cent, and one that is open.

Written by bulk inserts; whoever received something is made up. The press said 20 drivers, over 10,000 yuan in all,
more than 1,100 kettles and more than 100 check-ups; what one costs is the demo's.
"""

from __future__ import annotations

import datetime
import io
import json
import random
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone
from PIL import Image

from accounts.authorities import Division
from accounts.people import Person
from accounts.sealing import blind_index
from hotline.care.application_models import (
    CareApplication,
    CareCheck,
    CareGrant,
    HandOver,
    HardshipLookUp,
    Origin,
    Publicity,
    Work,
)
from hotline.care.applying import Asked, apply
from hotline.care.models import Ground, Kind, Programme, ProgrammeAccount, ProgrammeApproval, ProgrammeStep
from materials.uploads.actions import keep
from materials.uploads.models import Upload
from materials.uploads.rules import Checked

PEOPLE = ("care", "care2", "leader", "city-unit-head")
SHARES = {"410823": 6, "410802": 3, "410821": 2}
FAMILY, GIVEN = "李王张刘陈杨赵黄周吴徐孙", ("建军", "志强", "卫东", "国栋", "春生", "德福", "长江", "保国")
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
GROUNDS = ("illness", "low-income", "accident", "low-income", "disaster", "low-income", "low-income", "illness",
           "low-income", "disaster")  # fmt: skip
"""Of ten in hardship three have the higher amount: of twenty six, 6 × 600 + 14 × 500 = 10,600 yuan."""


def seed() -> int:
    """Fill an empty demo; returns how many programmes there are."""
    if Programme.objects.exists():
        return Programme.objects.count()
    people = {one.username: one for one in Person.objects.filter(username__in=PEOPLE).select_related("authority")}
    if len(people) < len(PEOPLE):
        return 0
    entries = json.loads((Path(__file__).parent / "data" / "programmes.json").read_text(encoding="utf-8"))
    drawn = random.Random(12328)  # noqa: S311 - made-up people, the same on every machine
    with transaction.atomic():
        for entry in entries:
            _programme(entry, people, drawn)
        _waiting(people)
    return len(entries)


def _programme(entry: Mapping[str, Any], people: Mapping[str, Person], drawn: random.Random) -> None:
    officer = people["care"]
    assert officer.authority is not None  # noqa: S101 - the demo's officers work somewhere
    begun = timezone.localdate() - datetime.timedelta(days=entry["days_ago"])
    names = ("code", "kind", "name", "rule", "source", "funder", "quota", "publicity_days", "amounts")
    programme = Programme.objects.create(
        **{name: entry[name] for name in names},
        budget=Decimal(entry["budget"]),
        authority=officer.authority,
        opens_on=begun,
        closes_on=begun + datetime.timedelta(days=entry["lasts"]),
        written_at=_at(begun, -20),
        written_by=officer,
    )
    if entry["end"] == "draft":
        return
    for nth, approver in enumerate((people["leader"], people["city-unit-head"]), start=1):
        ProgrammeApproval.objects.create(
            programme=programme, nth=nth, written_by=officer, by=approver, at=_at(begun, nth - 10)
        )
    _step(programme, ProgrammeStep.Step.OPENED, _at(begun, 0), officer)
    if entry["reached"]:
        _reached(programme, entry["reached"], people, drawn)
    if entry["end"] != "open":
        _step(programme, ProgrammeStep.Step.CLOSED, _at(programme.closes_on, 1), officer)
    if entry["end"] == "accounted":
        spent = sum(CareGrant.objects.filter(programme=programme).values_list("amount", flat=True), Decimal(0))
        ProgrammeAccount.objects.create(
            programme=programme,
            budget=programme.budget,
            spent=spent,
            left=programme.budget - spent,
            grants=entry["reached"],
            words="发放表、回单齐全。",
            at=_at(programme.closes_on, 8),
            by=officer,
        )


def _step(programme: Programme, step: str, at: datetime.datetime, by: Person) -> None:
    ProgrammeStep.objects.create(programme=programme, step=step, at=at, by=by)


def _at(day: datetime.date, more: int) -> datetime.datetime:
    moment = datetime.datetime.combine(day + datetime.timedelta(days=more), datetime.time(10))
    return timezone.make_aware(moment)


def _reached(programme: Programme, count: int, people: Mapping[str, Person], drawn: random.Random) -> None:
    """So many applications, each all the way to its receipt."""
    officer, second = people["care"], people["care2"]
    rows = CareApplication.objects.bulk_create(list(_applications(programme, count, officer, drawn)))
    if programme.is_aid:
        HardshipLookUp.objects.bulk_create(
            [
                HardshipLookUp(
                    application=row, registry="trade-union", outcome="found", asked_at=row.applied_at, asked_by="demo"
                )
                for row in rows
            ]
        )
    CareCheck.objects.bulk_create(
        [CareCheck(application=row, is_eligible=True, words="核查相符", at=row.applied_at, by=officer) for row in rows]
    )
    if programme.publicity_days:
        Publicity.objects.bulk_create([_publicity(row, officer) for row in rows])
    grants = CareGrant.objects.bulk_create(
        [
            CareGrant(
                application=row,
                programme=programme,
                kind=programme.kind,
                id_digest=row.id_digest,
                year=row.applied_at.year,
                amount=programme.amount_of(row.ground),
                checked_by=officer,
                by=second,
                at=row.applied_at + datetime.timedelta(days=10 if programme.publicity_days else 1),
            )
            for row in rows
        ]
    )
    signed = _picture("签收表.png", officer) if programme.kind == Kind.GOODS else None
    photo = _picture("烧水壶.png", officer) if programme.kind == Kind.GOODS else None
    HandOver.objects.bulk_create(
        [_hand_over(grant, number, signed, photo, officer) for number, grant in enumerate(grants, start=1)]
    )


def _applications(programme: Programme, count: int, officer: Person, drawn: random.Random) -> Iterator[CareApplication]:
    counties = list(Division.objects.filter(city=programme.authority.division_id).order_by("code"))
    shares = [SHARES.get(county.code, 1) for county in counties]
    for place in range(count):
        [county] = drawn.choices(counties, weights=shares)
        number = _id_number(county.code, place, programme.pk)
        begun = programme.opens_on + datetime.timedelta(days=drawn.randrange(2, 30))
        origin = drawn.choice((Origin.SELF, Origin.SELF, Origin.BRANCH))
        yield CareApplication(
            programme=programme,
            code_digest=blind_index(f"demo {programme.code} {place}"),
            name=drawn.choice(FAMILY) + drawn.choice(GIVEN),
            id_number=number,
            id_digest=blind_index(number),
            phone=f"1393912{place:04d}",
            county=county,
            work=drawn.choices((Work.SELF, Work.COMPANY, Work.PLATFORM), weights=(5, 3, 2))[0],
            ground=GROUNDS[place % len(GROUNDS)] if programme.is_aid else Ground.NONE,
            origin=origin,
            has_consent=True,
            applied_at=_at(begun, 0),
            applied_by=officer if origin == Origin.BRANCH else None,
        )


def _id_number(division: str, place: int, programme: int) -> str:
    """Keeps the check digit of the standard (GB 11643); nobody's own."""
    body = f"{division}19{70 + place % 28:02d}{1 + place % 12:02d}{1 + programme % 28:02d}{place % 1000:03d}"
    total = sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True))
    return f"{body}{'10X98765432'[total % 11]}"


def _publicity(row: CareApplication, officer: Person) -> Publicity:
    begun = timezone.localdate(row.applied_at) + datetime.timedelta(days=1)
    return Publicity(application=row, from_on=begun, until_on=begun + datetime.timedelta(days=7), by=officer)


def _hand_over(grant: CareGrant, number: int, signed: Upload | None, photo: Upload | None, officer: Person) -> HandOver:
    way = {Kind.AID.value: HandOver.Way.BANK, Kind.GOODS.value: HandOver.Way.GOODS}.get(
        grant.kind, HandOver.Way.ATTENDED
    )
    return HandOver(
        grant=grant,
        way=way,
        on=timezone.localdate(grant.at) + datetime.timedelta(days=1 + number % 4),
        reference=f"DEMO{number:08d}" if way == HandOver.Way.BANK else "",
        signature=signed,
        photo=photo,
        by=officer,
    )


def _picture(name: str, by: Person) -> Upload:
    """One list that was signed, one photo of the goods: the receipt of everybody on the list."""
    drawn = io.BytesIO()
    Image.new("RGB", (320, 220), (226, 221, 208)).save(drawn, "PNG")
    return keep(Checked(name=name, kind=Upload.Kind.PNG, content=drawn.getvalue()), by=by)


def _waiting(people: Mapping[str, Person]) -> None:
    """Three who wait in the open programme; the union knows one of them."""
    programme = Programme.objects.get(code="warm-winter-2027")
    zhao = Person.objects.filter(username="zhao").first()
    county = Division.objects.get(code="410802")
    told = (
        ("赵顺达", "410882197512310026", "low-income", "今年运价低，孩子上学。", Origin.SELF, zhao),
        ("郑长江", "41082319700312011X", "illness", "", Origin.BRANCH, people["care"]),
        ("吴保国", "410821197209240210", "accident", "高速追尾，车在修。", Origin.SELF, None),
    )
    for name, number, ground, words, origin, by in told:
        asked = Asked(
            name=name,
            id_number=number,
            phone="13903910009",
            county=county,
            work=Work.SELF,
            ground=ground,
            words=words,
            has_consent=True,
        )
        apply(programme, asked, origin=origin, by=by)
