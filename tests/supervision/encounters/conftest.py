"""Two officers with certificates and this year's pledge, one without, and vehicles of every standing."""

from __future__ import annotations

import datetime
import uuid

import pytest
from django.utils import timezone

from accounts.people import Person
from materials.lookups.ask import forget
from materials.lookups.ledger import enter
from supervision.encounters import actions, opening, ruling
from supervision.encounters.actions import Driver, Sparing
from supervision.encounters.asking import PERMIT
from supervision.encounters.pledges.actions import sign_pledge
from tests.factories import staff
from tests.supervision.inspecting import officers

DRIVER = Driver(name="王海")
YELLOW = "yellow"


@pytest.fixture
def team(catalogue):
    found = officers(3)
    for one in found[:2]:
        sign_pledge(by=one.person)
    return found


@pytest.fixture
def truck(licensed_once, taihang):
    """The plate and colour of a vehicle with a certificate of ours, in force."""
    certificate = taihang.certificates.filter(kind="vehicle").earliest("pk")
    return certificate.subject.split("/")


@pytest.fixture
def no_answer(settings):
    """The bureau's ledger does not answer."""

    def silence(*, is_silent=True):
        settings.REGISTRIES = {**settings.REGISTRIES, "bureau-vehicle": "" if is_silent else "ledger"}
        forget()

    yield silence
    silence(is_silent=False)


def registered(plate, *, days, status="有效", holder="焦作市怀川货运有限公司"):
    """The bureau's ledger has a vehicle whose certificate runs out in so many days."""
    until = timezone.localdate() + datetime.timedelta(days=days)
    enter(
        material=PERMIT,
        keys={"plate": plate, "plate-colour": YELLOW},
        fields={
            "plate": plate,
            "plate-colour": YELLOW,
            "cert-number": f"豫{plate[-5:]}号",
            "holder-name": holder,
            "valid-to": until.isoformat(),
            "cert-status": status,
        },
        source="tests",
        as_of=timezone.now(),
    )


def met(team, plate, colour=YELLOW, *, excluded=(), key=None):
    """An encounter opened by the first officer with the second."""
    return opening.meet(
        plate,
        colour,
        place="丰收路货场出口",
        second=team[1],
        excluded=excluded,
        key=key or uuid.uuid4(),
        by=team[0].person,
    )


def sparing(**more):
    """Everything the entry for spilled cargo wants."""
    answers = {code: (True, f"记录仪{code}") for code in ("first", "no-obstruction", "slight", "cleaned")}
    return Sparing(**{"entry": "cargo-spill", "answers": answers, "education": "讲解苫盖要求。", **more})


def spared(team, plate, **more):
    """Proposed by the officers not to be punished."""
    found = met(team, plate)
    return actions.spare(found, DRIVER, sparing(**more), by=team[0].person)


def head(username="head-9"):
    return Person.objects.filter(username=username).first() or staff(username, "head")


def not_punished(team, plate):
    """Proposed, and decided by the head."""
    return ruling.confirm(spared(team, plate), by=head())
