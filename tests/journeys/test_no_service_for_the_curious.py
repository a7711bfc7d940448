"""Registries answer the purpose, not curiosity: names masked, tries counted, look-ups visible to whom they concern."""

import pytest
from django.core.cache import cache

from licensing.applications.actions import drafting
from licensing.applications.evidence.look_ups import strangers
from licensing.applications.models.evidence import Evidence
from materials.catalogue.queries import item_in_force
from tests.conftest import YUNTAI
from tests.factories import answers_for, applicant, company_of, proved, staff
from trail.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def curious(taihang, chen, sign_in):
    """A draft of 太行 and its principal's browser; nobody asked before."""
    cache.clear()
    return drafting.start(item_in_force("freight-licence-establish"), taihang, by=chen), sign_in(chen)


def type_driver(application, client, number, act="fill"):
    address = f"/applications/{application.key}/form/driver/"
    return client.post(address, {"rows": "1", "driver-0-driver-id": number, "act": act})


def test_a_stranger_s_name_is_not_told_for_an_id_number(curious):
    application, client = curious
    name, number = answers_for(company_of(YUNTAI))[1]["driver"][0].values()

    page = type_driver(application, client, number).content.decode()
    check = client.get(f"/applications/{application.key}/check/").content.decode()

    assert Evidence.objects.filter(material="driving-licence", outcome="found").exists()
    assert name not in page
    assert name not in check
    assert f"{name[0]}*" in page


def test_once_it_belongs_to_a_case_the_clerk_reads_the_whole_name(taihang, clerk, sign_in):
    from tests.factories import submitted

    case = submitted(taihang)
    name = case.answers.rows["driver"][0].get("driver-name") or answers_for(taihang)[1]["driver"][0]["driver-name"]

    assert name in sign_in(clerk).get(f"/desk/cases/{case.key}/").content.decode()


def test_look_ups_of_one_account_are_limited(curious, settings):
    settings.THROTTLES = settings.THROTTLES | {"look-up": {"person": "3/1h"}}
    application, client = curious
    numbers = [number for _name, number in answers_of_all()][:5]

    answers = [type_driver(application, client, number).status_code for number in numbers]

    assert answers[:3] == [200, 200, 200]
    assert answers[3:] == [429, 429]


def answers_of_all():
    from tests.registry_server import WORLD

    return [driver for fleet in WORLD["fleets"].values() for driver in fleet["drivers"]]


def test_whom_it_concerns_sees_who_asked(curious, taihang, sign_in):
    application, client = curious
    name, number = answers_of_all()[-1]
    driver = proved(applicant(name=name, id_number=number))
    stranger = proved(applicant(id_number="410803199911119994"))
    type_driver(application, client, number)

    mine = sign_in(driver).get("/applications/look-ups/").content.decode()
    theirs = sign_in(stranger).get("/applications/look-ups/").content.decode()

    assert taihang.name in mine
    assert taihang.name not in theirs


def test_a_typed_number_shows_nobody_s_look_ups(curious, taihang, sign_in):
    application, client = curious
    _name, number = answers_of_all()[-1]
    type_driver(application, client, number)

    pretender = applicant(id_number=number)

    assert taihang.name not in sign_in(pretender).get("/applications/look-ups/").content.decode()


def test_unusual_use_is_told_to_the_auditor_once_a_day(curious, chen, sign_in, settings):
    settings.UNUSUAL_LOOK_UPS = 3
    application, client = curious
    for _name, number in answers_of_all()[:4]:
        type_driver(application, client, number)

    page = sign_in(staff("auditor", "auditor")).get("/register/look-ups/").content.decode()

    assert Event.objects.filter(kind="look_ups.unusual").count() == 1
    assert chen.username in page
    assert "Unusual" in page


def test_what_was_handed_in_is_no_curiosity(taihang, chen):
    from django.utils import timezone

    from tests.factories import submitted

    day = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    submitted(taihang)

    assert strangers(chen, since=day) == 0
