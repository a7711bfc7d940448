"""The fleet as its company sees it: found, filtered, compared with its own list, packed; quick however large it is."""

from __future__ import annotations

import datetime

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from accounts.represented.companies import Membership
from licensing.certificates.models import Certificate
from licensing.register.models import Place
from licensing.register.places import plate_place, vin_place
from pages.jobs.models import Job
from tests.conftest import SHUNDA
from tests.factories import company_of, granted, principal_of
from tests.licensing.conftest import queries

pytestmark = pytest.mark.django_db
FLEET, COMPARE = "/fleet/", "/fleet/compare/"


def vehicle(company, plate, *, colour="yellow", days=400, vin="", **more):
    """A vehicle that stands in the register."""
    number = f"豫运{plate}号"
    columns = {
        "licence": "vehicle",
        "company": company,
        "holder_name": company.name,
        "number": number,
        "valid_to": timezone.localdate() + datetime.timedelta(days=days),
        **more,
    }
    if vin:
        Place.objects.create(key=vin_place(vin), **columns)
    return Place.objects.create(key=plate_place(plate, colour), **columns)


@pytest.fixture
def fleet(taihang):
    vehicle(taihang, "豫H10001", vehicle_type="重型厢式货车", vin="LZZ5ELND2NA010888")
    vehicle(taihang, "豫H10002", vehicle_type="重型半挂牵引车", days=20)
    vehicle(taihang, "豫H10003", vehicle_type="重型厢式货车", is_suspended=True)
    vehicle(taihang, "豫H10004", vehicle_type="重型厢式货车", days=-3)
    vehicle(company_of(SHUNDA), "豫H90001", vehicle_type="轻型自卸货车")
    return taihang


def plates(client, **chosen):
    return [line.label for line in client.get(FLEET, chosen).context["list"].lines]


def test_vehicles_are_found_by_any_spelling_and_filtered_by_state_type_and_day(fleet, sign_in):
    client = sign_in(principal_of(fleet))
    soon = (timezone.localdate() + datetime.timedelta(days=30)).isoformat()

    assert plates(client) == ["豫H10001", "豫H10002", "豫H10003", "豫H10004"]
    assert (plates(client, q="te"), plates(client, q="l")) == ([], []), "no word of the key itself is searched"
    assert plates(client, q="豫h·1000 2") == plates(client, q="豫运豫H10002号") == ["豫H10002"]
    assert plates(client, state="in-force") == ["豫H10001", "豫H10002"]
    assert plates(client, state="expiring") == ["豫H10002"]
    assert plates(client, state="suspended") == ["豫H10003"]
    assert plates(client, state="expired") == ["豫H10004"]
    assert plates(client, type="重型半挂牵引车") == ["豫H10002"]
    assert plates(client, until=soon, sort="-valid") == ["豫H10002", "豫H10004"]
    assert not plates(client, q="·")
    assert "轻型自卸货车" not in client.get(FLEET).content.decode()  # another company's


def test_who_acts_for_several_companies_sees_the_one_acted_for_and_may_ask_for_all(fleet, sign_in):
    other = Place.objects.get(key__contains="90001").company
    Membership.objects.create(company=other, person=principal_of(fleet), kind="principal", since="2020-01-01")
    client = sign_in(principal_of(fleet))
    client.post(reverse("accounts:act_for"), {"company": other.pk})

    first = client.get(FLEET, follow=True).context["list"]
    assert not first.filters.is_narrowed, "the portal chose the company: there is no filter to clear"

    assert [line.label for line in first.lines] == ["豫H90001"]
    assert len(plates(client, company="")) == 5


def test_the_page_asks_as_much_for_a_thousand_vehicles_as_for_three(fleet, sign_in):
    client = sign_in(principal_of(fleet))
    client.get(FLEET)
    with queries(connection) as few:
        client.get(FLEET)
    until = timezone.localdate() + datetime.timedelta(days=900)
    common = {"licence": "vehicle", "company": fleet, "valid_to": until, "vehicle_type": "重型厢式货车"}
    Place.objects.bulk_create(
        Place(key=plate_place(f"豫J{n:05}", "yellow"), number=f"豫运{n}号", **common) for n in range(1000)
    )

    with queries(connection) as many:
        page = client.get(FLEET).context["list"]

    assert page.counted == "more than 1000 rows"
    assert len(many) <= len(few) + 1  # how many there are is asked where there is another page


def test_an_own_list_is_compared_with_the_register_in_any_spelling(fleet, sign_in):
    client = sign_in(principal_of(fleet))
    pasted = "车牌号,颜色,车架号\n豫h·10001,黄牌,LZZ5ELND2NA010888\n豫H10002,蓝\n豫H20000,黄\n豫H10002,蓝\nABC,黄\n"

    found = client.post(COMPARE, {"lines": pasted}).context["found"]

    assert [line.plate for line in found.agreed] == ["豫H10001"]
    assert [one.words for one in found.different] == ["the register says yellow"]
    assert [line.told for line in found.unknown] == ["豫H20000 · yellow"]
    assert found.not_listed == ["豫H10003 · yellow", "豫H10004 · yellow"]
    assert [line.place for line in found.twice] == [5]
    assert [line.written for line in found.unreadable] == ["ABC"]


def test_plates_alone_are_compared_too_and_what_is_no_list_is_told(fleet, sign_in):
    client = sign_in(principal_of(fleet))

    found = client.post(COMPARE, {"lines": "豫H10001\n豫H10003\n豫H90001"}).context["found"]
    nothing = client.post(COMPARE, {"lines": "ein\nzwei"})

    assert [line.plate for line in found.agreed] == ["豫H10001"]
    assert [one.words for one in found.different] == ["the certificate is suspended"]
    assert [line.plate for line in found.unknown] == ["豫H90001"]  # it is another company's
    assert nothing.status_code == 422
    assert "ein" in nothing.content.decode()


def test_certificates_of_what_is_shown_are_packed_while_one_goes_on(taihang, clerk, sign_in):
    granted(taihang, clerk=clerk)
    client = sign_in(principal_of(taihang))
    first = Certificate.objects.filter(kind="vehicle").order_by("plate")[0]

    client.post("/fleet/pack/", {"filters": f"q={first.plate}"})
    none = client.post("/fleet/pack/", {"filters": "state=expired"})

    assert Job.objects.get().about["certificates"] == [first.pk]
    assert none["Location"] == FLEET


def test_a_vehicle_leads_to_its_certificate_and_the_wallet_shows_licences_first(taihang, clerk, sign_in):
    granted(taihang, clerk=clerk)
    client = sign_in(principal_of(taihang))
    line = client.get(FLEET).context["list"].lines[0]

    page, wallet = client.get(line.link).content.decode(), client.get("/certificates/").context

    assert line.label in page
    other = company_of(SHUNDA)
    Membership.objects.create(company=other, person=principal_of(taihang), kind="principal", since="2020-01-01")
    client.post(reverse("accounts:act_for"), {"company": other.pk})
    assert client.get(line.link).status_code == 200, "of a company one acts for, whichever one acts for now"
    assert [entry.certificate.kind for entry in wallet["licences"]] == ["licence"]
    assert {entry.certificate.kind for entry in wallet["vehicles"]} == {"vehicle"}
