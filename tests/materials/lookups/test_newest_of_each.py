"""Many keys are looked up in our own registers at once, each as if it were asked for alone."""

import pytest
from django.utils import timezone

from materials.lookups.ledger import Entry, enter_all, key_of, newest, newest_of_each

pytestmark = pytest.mark.django_db
PERMIT = "vehicle-operation-permit"


def entry(plate, colour, number):
    keys = {"plate": plate, "plate-colour": colour, "cert-number": number}
    return Entry(material=PERMIT, keys=keys, fields={"cert-number": number}, source="test", as_of=timezone.now())


def test_each_key_finds_what_it_would_find_alone(db):
    enter_all([entry("豫H1", "yellow", "1号"), entry("豫H2", "blue", "2号"), entry("豫H1", "yellow", "3号")])
    asked = [
        {"plate": "豫H1", "plate-colour": "yellow"},
        {"plate": "豫H2", "plate-colour": "yellow"},
        {"plate": "豫H2", "plate-colour": "blue"},
        {"plate": "豫H9", "plate-colour": "blue"},
        {},
    ]

    found = newest_of_each(PERMIT, asked)

    assert [found.get(key_of(keys)) for keys in asked] == [newest(PERMIT, keys) for keys in asked]
    assert found[key_of(asked[0])].fields == {"cert-number": "3号"}


def test_another_material_is_not_found(db):
    enter_all([entry("豫H1", "yellow", "1号")])

    assert newest_of_each("gnss-proof", [{"plate": "豫H1"}]) == {}


def test_however_many_are_asked_for_it_takes_two_statements(db, django_assert_num_queries):
    enter_all([entry(f"豫H{n}", "yellow", f"{n}号") for n in range(60)])

    with django_assert_num_queries(2):
        found = newest_of_each(PERMIT, [{"plate": f"豫H{n}", "plate-colour": "yellow"} for n in range(60)])

    assert len(found) == 60
