"""The demo's draw: certified officers, a list frozen, drawn with a checkpoint of this trail, one replaced."""

from __future__ import annotations

import datetime

from django.utils import timezone

from accounts.authorities import Authority
from accounts.people import Person
from accounts.permissions import INSPECT, codename
from supervision.draws.actions import carry_out, freeze, replace
from supervision.draws.models import Draw, Replacement
from supervision.draws.rules import OFFICERS
from supervision.officers.models import EnforcementCertificate
from trail import checkpoints
from trail.models import Event

COUNTY = "410802"


def seed_draws() -> int:
    """Certificates for the demo's officers, and a draw anybody can recompute; 0 when it is there."""
    officers = _certified()
    if Draw.objects.exists() or len(officers) <= OFFICERS:
        return 0
    authority = Authority.objects.get(division=COUNTY)
    draw = freeze(authority, "freight", wanted=5, purpose="源头治超与动态监控", on_site=True, by=officers[0].person)
    checkpoints.make(upto=Event.objects.latest("pk").pk)
    found = carry_out(draw)
    if found is not None:
        line = found.drawn[0]
        out = next(one for one in officers if one.number == line["officers"][0])
        reason = Replacement.Reason.CHALLENGED
        replace(draw, line["object"], out=out, reason=reason, words="企业申请回避：同村亲属。", by=officers[0].person)
    return 1


def _certified() -> list[EnforcementCertificate]:
    """One certificate for every officer of the demo; what is there stays."""
    today = timezone.localdate()
    people = Person.objects.filter(groups__permissions__codename=codename(INSPECT), is_active=True)
    authority = Authority.objects.get(division=COUNTY)
    for number, person in enumerate(people.filter(authority=authority).order_by("pk"), start=1):
        EnforcementCertificate.objects.get_or_create(
            number=f"16080200{number:03d}",
            defaults={
                "person": person,
                "authority": authority,
                "issuer": "河南省人民政府",
                "valid_from": today - datetime.timedelta(days=500),
                "valid_to": today + datetime.timedelta(days=1300),
            },
        )
    rows = EnforcementCertificate.objects.filter(authority__division=COUNTY).select_related("person")
    return list(rows.order_by("number"))
