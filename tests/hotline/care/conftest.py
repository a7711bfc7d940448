"""A programme of hardship aid that is open, and the people who handle it."""

import datetime
from decimal import Decimal

import pytest
from django.utils import timezone

from accounts.authorities import Division
from hotline.care import programmes
from hotline.care.applying import Asked, apply
from hotline.care.programmes import Written
from materials.uploads.rules import checked
from tests.factories import picture, staff

ID_NUMBERS = ("410882197512310026", "410821198506151235", "410802199001010010", "410803199911119994")


@pytest.fixture
def officer(catalogue):
    return staff("care", "care-officer", division="410800")


@pytest.fixture
def second(catalogue):
    return staff("care2", "care-officer", division="410800")


@pytest.fixture
def approvers(catalogue):
    return staff("leader", "hotline-leader", division="410800"), staff("head", "unit-head", division="410800")


def written(code="aid", **more):
    today = timezone.localdate()
    told = {
        "code": code,
        "kind": "aid",
        "name": "困难司机慰问金",
        "rule": "困难货车司机",
        "source": "测试",
        "funder": "总工会",
        "budget": Decimal("3000.00"),
        "quota": 5,
        "amounts": {"illness": Decimal("600.00"), "low-income": Decimal("500.00")},
        "publicity_days": 3,
        "opens_on": today,
        "closes_on": today + datetime.timedelta(days=60),
    }
    return Written(**{**told, **more})


def opened(officer, approvers, **more):
    made = programmes.write(written(**more), authority=officer.authority, by=officer)
    for approver in approvers:
        programmes.approve(made, by=approver)
    programmes.open_it(made, by=officer)
    return made


@pytest.fixture
def programme(officer, approvers):
    return opened(officer, approvers)


def asked(number=0, **more):
    told = {
        "name": "赵顺达",
        "id_number": ID_NUMBERS[number],
        "phone": "13903910009",
        "county": Division.objects.get(code="410802"),
        "work": "self",
        "ground": "low-income",
        "words": "孩子上学",
        "has_consent": True,
    }
    return Asked(**{**told, **more})


def applied(programme, number=0, *, by=None, **more):
    return apply(programme, asked(number, **more), by=by)[0]


def a_file():
    return checked(picture())
