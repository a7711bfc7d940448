"""The demo's hotline: desks of units, two platforms and who sits there."""

from __future__ import annotations

from django.utils import timezone

from accounts.authorities import Authority
from accounts.people import Person
from hotline.desks.actions import open_desk, seat
from hotline.desks.models import Desk, DeskSeat
from hotline.platforms.actions import enter_platform, sign_pledge
from hotline.telephone.demo import seed_calls
from hotline.tickets.demo import seed_tickets

CITY = "410800"
DESKS = (
    ("jiefang", "解放区交通运输局", Desk.Kind.COUNTY, (("handler", "handler"), ("unit-head", "head"))),
    ("oversight", "焦作市司法局行政执法监督处", Desk.Kind.OVERSIGHT, (("justice", "handler"),)),
    ("highway", "焦作市公路事业发展中心", Desk.Kind.HIGHWAY, ()),
    ("enforcement", "焦作市交通运输综合行政执法支队", Desk.Kind.ENFORCEMENT, ()),
    ("labour", "焦作市人力资源和社会保障局（移交）", Desk.Kind.OTHER, ()),
)
PLATFORMS = (
    ("中原畅运信息科技有限公司", "matching", "91410800MA49000012", (("platform", "headquarters"),)),
    ("豫北网络货运有限公司", "carrier", "91410800MA49000025", ()),
)


def seed() -> int:
    """Desks and platforms with their people; 0 when they are there already."""
    authority = Authority.objects.filter(division=CITY).first()
    if authority is None or Desk.objects.exists():
        return 0
    for code, name, kind, people in DESKS:
        _seated(open_desk(authority, code=code, name=name, kind=kind, by=None), people)
    for name, kind_of_platform, uscc, people in PLATFORMS:
        made = enter_platform(authority, name=name, kind=kind_of_platform, uscc=uscc, by=None)
        sign_pledge(made, edition="2025", signed_on=timezone.localdate(), by=None)
        _seated(made.desk, people)
    seed_tickets(authority)
    seed_calls(authority)
    return Desk.objects.count()


def _seated(desk: Desk, people: tuple[tuple[str, str], ...]) -> None:
    for username, role in people:
        person = Person.objects.filter(username=username).first()
        if person is not None:
            seat(desk, person, role=DeskSeat.Role(role), by=None)
