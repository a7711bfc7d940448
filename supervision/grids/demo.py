"""The demo's grids: 231 for ordinary freight, 27 for hazardous goods, 532 members, names made up (domain F-9.17)."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from pathlib import Path

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone

from accounts.authorities import Authority, Division
from accounts.people import Person
from accounts.represented.companies import Company
from accounts.roles import Role
from supervision.grids.following import areas_now, follow_register, holders_of_licences
from supervision.grids.importing import Known, Line, by_county, take_in
from supervision.grids.models import Assignment, Grid
from supervision.grids.rules import grid_for

PLACES: dict[str, list[str]] = json.loads(Path(__file__).with_name("demo_places.json").read_text(encoding="utf-8"))
"""County → streets and townships of its demo grids."""
ORDINARY, HAZARDOUS, MEMBERS = 231, 27, 532
MOVED_ONE_OF = 12
OF_THE_SIGN_IN_PAGE, SEAT_OF_THE_SIGN_IN_PAGE = "member", "410802-P-001-2"
"""Who can be tried has the seat of the demo's best known street."""
FAMILIES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = "建国 志强 秀英 海涛 丽华 国栋 晓燕 文斌 春生 红霞 德福 俊杰 长江 桂兰 明辉 小军 卫东 玉梅 立新 少华"


def seed_grids() -> int:
    """Open the grids of the demo with their members, and put the demo's companies into them; 0 when they are there."""
    if Grid.objects.exists():
        follow_register()
        return 0
    divisions = {row.code: row for row in Division.objects.filter(code__in=PLACES)}
    wanted = list(_grids(sorted(divisions)))
    with transaction.atomic():
        members = _members({code for code, *_rest in wanted})
        lines = [line for number, grid in enumerate(wanted) for line in _lines(grid, number, members)]
        known = Known(
            grids={},
            others=set(),
            divisions=divisions,
            members={m.username: [m] for m in members.values()},
            authorities=by_county(),
            chiefs=set(),
        )
        take_in(lines, file="演示网格.xlsx", by=None, known=known)
        _moved()
        follow_register()
    return len(wanted)


def _moved() -> None:
    """Some companies stood in a neighbouring grid until they moved, in the course of a year."""
    areas, today = areas_now({}), timezone.localdate()
    chosen = sorted(holders_of_licences())[::MOVED_ONE_OF]
    companies = Company.objects.in_bulk([company for company, _kind in chosen])
    rows = []
    for turn, (pk, kind) in enumerate(chosen):
        company = companies[pk]
        found = grid_for(company.registered_address, division=company.division_id, kind=kind, areas=areas)
        others = [one.grid for one in areas if (one.division, one.kind) == (company.division_id, kind)]
        if found is None or len(others) < 2:
            continue
        before = others[others.index(found) - 1]
        moved_on = today - datetime.timedelta(days=turn * 29 % 330)
        told = {"company": company, "kind": kind, "ground": Assignment.Ground.ADDRESS}
        since = today - datetime.timedelta(days=400)
        rows.append(Assignment(**told, grid_id=before, turn=0, address="迁址前地址", since=since))
        rows.append(Assignment(**told, grid_id=found, turn=1, address=company.registered_address, since=moved_on))
    Assignment.objects.bulk_create(rows)


def _grids(counties: list[str]) -> Iterator[tuple[str, str, str, str]]:
    """Code, county, name and words of every grid, county by county."""
    for kind, count in (("P", ORDINARY), ("W", HAZARDOUS)):
        for place, county in enumerate(counties):
            own = PLACES[county]
            for number in range(count * place // len(counties), count * (place + 1) // len(counties)):
                at = number - count * place // len(counties)
                name = own[at % len(own)] + ("" if at < len(own) else "北片")
                words = name if kind == "P" else " ".join(own[at :: count * 1 // len(counties) or 1])
                yield f"{county}-{kind}-{at + 1:03d}", county, name + ("" if kind == "P" else "危货"), words


def _members(codes: set[str]) -> dict[str, Person]:
    """A person for every seat, by the user name the tables use; nobody can sign in as them."""
    authorities = {row.division_id: row for row in Authority.objects.all()}
    seats = [f"{code}-{n}" for code in sorted(codes) for n in (1, 2)]
    seats += [f"{code}-3" for code in sorted(codes)[: MEMBERS - len(seats)]]
    given = GIVEN.split()
    people = [
        Person(
            username=f"grid-{seat}".lower(),
            name=FAMILIES[n % len(FAMILIES)] + given[n * 7 % len(given)],
            phone=f"1380391{n:04d}",
            password=UNUSABLE_PASSWORD_PREFIX + seat,
            authority=authorities[seat[:6]],
        )
        for n, seat in enumerate(seats)
    ]
    known = Person.objects.filter(username=OF_THE_SIGN_IN_PAGE).first()
    stands_in = dict(zip(seats, people, strict=True))
    if known is not None:
        people.remove(stands_in[SEAT_OF_THE_SIGN_IN_PAGE])
        stands_in[SEAT_OF_THE_SIGN_IN_PAGE] = known
    Person.objects.bulk_create(people)
    member, _new = Group.objects.get_or_create(name=Role.GRID_MEMBER.value)
    through = Person.groups.through
    through.objects.bulk_create([through(person_id=one.pk, group_id=member.pk) for one in people])
    return stands_in


def _lines(grid: tuple[str, str, str, str], number: int, members: dict[str, Person]) -> Iterator[Line]:
    code, county, name, words = grid
    for n in (1, 2, 3):
        if person := members.get(f"{code}-{n}"):
            values = {
                "grid": code,
                "name": name,
                "kind": code[7],
                "division": county,
                "area": words,
                "member": person.username,
                "phone": "",
                "role": "chief" if n == 1 else "member",
                "origin": ("official", "town", "association")[n - 1],
            }
            yield Line(place=number, values=values, errors=[])
