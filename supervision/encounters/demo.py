"""The demo's encounters: one of each kind, opened, ended and followed by the same acts as everybody's."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.people import Person
from accounts.permissions import APPROVE_INSPECTIONS
from accounts.roles import on_duty_at
from licensing.certificates.models import Certificate
from materials.lookups.ask import forget
from materials.lookups.ledger import enter
from supervision.encounters import actions, following, opening, ruling
from supervision.encounters.actions import Driver, Sparing
from supervision.encounters.asking import PERMIT
from supervision.encounters.follow_up_models import ClueAnswer
from supervision.encounters.models import Encounter
from supervision.encounters.pledges.actions import sign_pledge
from supervision.officers.models import EnforcementCertificate

COUNTY, REGISTRY = "410802", "bureau-vehicle"
DRIVER = Driver(name="王海")
PLACES = ("丰收路货场出口", "焦武路与中原路口", "太行路卸货点", "普济路物流园")
MINUTES = (5, 8, 6, 13, 9, 4, 7, 10, 18)
"""How long a driver stood: most within the ten minutes aimed at (F-9.18), some not."""
NAMESPACE = uuid.UUID("00000000-0000-0000-0000-000000012328")


def seed_encounters() -> int:
    """Encounters of every kind; 0 when they are there or nobody is to open them."""
    officers = list(EnforcementCertificate.objects.filter(authority__division=COUNTY).select_related("person")[:3])
    if len(officers) < 2 or Encounter.objects.exists():
        return 0
    for one in officers[:2]:
        sign_pledge(by=one.person)
    first, second = officers[0].person, officers[1]
    _registered()
    own = Certificate.objects.in_force().filter(kind=Certificate.Kind.VEHICLE, authority__division=COUNTY)
    plates = [tuple(subject.split("/")) for subject in own.order_by("pk").values_list("subject", flat=True)[:9]]
    for number, (plate, colour) in enumerate(plates):
        met = _met(plate, colour, second, number, by=first)
        if number:
            actions.release(met, DRIVER, by=first)
    _cured(second, by=first)
    _unknown_and_silent(second, by=first)
    _spared(second, by=first)
    _elsewhere(second, by=first)
    return Encounter.objects.count()


def _met(
    plate: str, colour: str, second: EnforcementCertificate, number: int, *, by: Person, excluded: tuple[str, ...] = ()
) -> Encounter:
    """An encounter that began as many minutes ago as such a one takes, and this morning at the earliest."""
    now = timezone.localtime()
    began = now - datetime.timedelta(minutes=MINUTES[number % len(MINUTES)])
    meeting = opening.Meeting(
        plate=plate,
        colour=colour,
        place=PLACES[number % len(PLACES)],
        excluded=excluded,
        key=uuid.uuid5(NAMESPACE, f"{plate}/{number}"),
        officers=[EnforcementCertificate.objects.filter(person=by).latest("pk"), second],
        at=max(began, now.replace(hour=0, minute=0, second=0, microsecond=0)),
    )
    standing = opening.looked_up(meeting, by=by)
    with transaction.atomic():
        met = opening.enter(meeting, standing, by=by)
    return Encounter.objects.select_related("authority", "met", "first__person", "second__person").get(pk=met.pk)


def _registered(*, renewed: str = "") -> None:
    """Vehicles of the bureau's own ledger: two in force, two that ran out a short time ago, one long ago."""
    today = timezone.localdate()
    for plate, days in (("豫H31001", 400), ("豫H31002", -12), ("豫H31003", -20), ("豫H31004", -200), ("豫H31005", 90)):
        if renewed and plate != renewed:
            continue
        until = today + datetime.timedelta(days=365 if renewed else days)
        fields = {
            "plate": plate,
            "plate-colour": "yellow",
            "cert-number": f"豫交运管许可焦字41080100{plate[-4:]}号",
            "holder-name": "焦作市怀川货运有限公司",
            "valid-to": until.isoformat(),
            "cert-status": "有效",
        }
        keys = {"plate": plate, "plate-colour": "yellow"}
        enter(material=PERMIT, keys=keys, fields=fields, source="demo", as_of=timezone.now())


def _cured(second: EnforcementCertificate, *, by: Person) -> None:
    """One still to be finished, one finished the same day."""
    for plate, receipt in (("豫H31002", "YZ20261126-0031"), ("豫H31003", "YZ20261126-0032")):
        met = _met(plate, "yellow", second, 4, by=by)
        outcome = actions.cure(met, DRIVER, receipt=receipt, by=by)
        if plate == "豫H31003":
            _registered(renewed=plate)
            following.look_again(outcome)


def _unknown_and_silent(second: EnforcementCertificate, *, by: Person) -> None:
    """Not found and truly none: a clue, one of them answered; a registry that was down: still to be checked."""
    for number, plate in enumerate(("豫H39001", "豫H39002")):
        outcome = actions.note(_met(plate, "yellow", second, 5, by=by), DRIVER, by=by)
        follow_up = following.look_again(outcome)
        if number and follow_up is not None:
            following.answer_clue(follow_up, ClueAnswer.Reason.ELSEWHERE, reference="", by=by)
    with _silent():
        actions.note(_met("豫H39003", "yellow", second, 6, by=by), DRIVER, by=by)


@contextmanager
def _silent() -> Iterator[None]:
    """The bureau's ledger does not answer for a moment."""
    before = settings.REGISTRIES.get(REGISTRY)
    settings.REGISTRIES[REGISTRY] = ""
    forget()
    try:
        yield
    finally:
        if before is None:
            del settings.REGISTRIES[REGISTRY]
        else:
            settings.REGISTRIES[REGISTRY] = before
        forget()


def _spared(second: EnforcementCertificate, *, by: Person) -> None:
    """One the head has decided not to punish, one that waits for the head."""
    answers = {
        "first": (True, "执法办案系统查询20261126-0003"),
        "no-obstruction": (True, "记录仪20261126-0007"),
        "slight": (True, "照片20261126-0012"),
        "cleaned": (True, "照片20261126-0015"),
    }
    sparing = Sparing(entry="cargo-spill", answers=answers, education="讲解装载物苫盖、固定的要求。")
    decided, _waiting = (
        actions.spare(_met(plate, "yellow", second, 7, by=by), DRIVER, sparing, by=by)
        for plate in ("豫H31001", "豫H31005")
    )
    head = next((one for one in on_duty_at(second.authority_id, APPROVE_INSPECTIONS) if one != second.person), None)
    if head is not None:
        ruling.confirm(decided, by=head)


def _elsewhere(second: EnforcementCertificate, *, by: Person) -> None:
    actions.refer(
        _met("豫H31004", "yellow", second, 8, by=by, excluded=("overload-danger",)),
        reference="焦解交案〔2026〕118号",
        entry="",
        by=by,
    )
