"""A fleet of hundreds is one form: a row costs little to show, and a page does not grow with the fleet."""

import pytest
from django.urls import reverse

from licensing.applications.actions import drafting
from materials.catalogue.queries import item_in_force
from tests.effort import calls_of
from tests.factories import principal_of

pytestmark = pytest.mark.django_db


def calls_and_page(client, application, count):
    rows = [{"plate": f"豫H5{n:04d}", "plate-colour": "yellow", "vin": "LZZ5ELND3NA000001"} for n in range(count)]
    drafting.save_section(application, fields={}, rows={"vehicle": rows}, doubts={})
    address = reverse("applications:section", args=[application.key, "vehicle"])
    return calls_of(lambda: client.get(address)), client.get(address).content


def test_a_row_costs_little_to_show(taihang, sign_in):
    application = drafting.start(item_in_force("freight-licence-establish"), taihang, by=principal_of(taihang))
    client = sign_in(principal_of(taihang))

    few, small = calls_and_page(client, application, 50)
    many, large = calls_and_page(client, application, 500)

    assert (many - few) / 450 <= 400, "calls of functions: a fourth of a millisecond"
    assert len(large) - len(small) <= 10_000, "buttons that lead to other parts, no more"
    assert len(small) / 50 <= 4000, "bytes of a row, with its part of the page"
    assert 50 <= large.count("豫H5".encode()) < 150
