"""Insurers, and a truck nobody wants to insure."""

from decimal import Decimal

import pytest
from django.utils import timezone

from hotline.insurance.actions import Reported, enter_insurer, sign_pledge
from tests.factories import staff


def truck(**more):
    told = {
        "owner": "王德福",
        "phone": "13903910018",
        "plate": "豫H·77777D",
        "drive": "battery",
        "use": "general",
        "gross_mass": 25000,
        "first_year": 2023,
        "claims": 1,
        "cover": "compulsory",
        "last_premium": Decimal("10000.00"),
    }
    return Reported(**{**told, **more})


@pytest.fixture
def officer(catalogue):
    return staff("care", "care-officer", division="410800")


@pytest.fixture
def insurer(officer):
    return enter_insurer(officer.authority, name="太行保险", contact="", by=officer)


@pytest.fixture
def pledge(insurer, officer):
    return sign_pledge(
        insurer, text="愿保尽保", channels="网点", contact="车险部", signed_on=timezone.localdate(), by=officer
    )
