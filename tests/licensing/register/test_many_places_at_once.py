"""The certificates of one grant take their places together."""

import datetime

import pytest
from django.db import connection
from django.utils import timezone

from licensing.register.actions import Claim, PlaceTaken, hold_all
from licensing.register.models import Place
from tests.licensing.conftest import queries

pytestmark = pytest.mark.django_db


def claim(company, number, *keys, days=365, **more):
    until = timezone.localdate() + datetime.timedelta(days=days)
    columns = {"version": 1, "licence": "vehicle", "company": company, "holder_name": company.name, "valid_to": until}
    return Claim(number=number, keys=list(keys), **{**columns, **more})


def test_forty_certificates_take_their_places_in_as_many_statements_as_one(taihang):
    with queries(connection) as one:
        hold_all([claim(taihang, "1号", "plate/1", "vin/1")])
    with queries(connection) as forty:
        hold_all([claim(taihang, f"{n}号", f"plate/{n}", f"vin/{n}") for n in range(2, 42)])

    assert len(forty) == len(one)
    assert Place.objects.count() == 82


def test_when_one_place_is_taken_none_is_held(taihang):
    hold_all([claim(taihang, "甲号", "plate/1")])

    with pytest.raises(PlaceTaken) as refused:
        hold_all([claim(taihang, "乙号", "plate/2"), claim(taihang, "丙号", "plate/1")])

    assert (refused.value.key, refused.value.number) == ("plate/1", "甲号")
    assert not Place.objects.filter(key="plate/2").exists()


def test_two_certificates_of_one_grant_cannot_want_the_same_place(taihang):
    with pytest.raises(PlaceTaken) as refused:
        hold_all([claim(taihang, "甲号", "plate/1"), claim(taihang, "乙号", "plate/1")])

    assert refused.value.number == "甲号"
    assert not Place.objects.exists()


def test_what_has_expired_makes_room_and_what_is_held_already_stays(taihang):
    hold_all([claim(taihang, "旧号", "plate/1", days=-1), claim(taihang, "甲号", "plate/2")])
    since = Place.objects.get(key="plate/2").since

    hold_all([claim(taihang, "新号", "plate/1"), claim(taihang, "甲号", "plate/2")])

    assert Place.objects.get(key="plate/1").number == "新号"
    assert Place.objects.get(key="plate/2").since == since
