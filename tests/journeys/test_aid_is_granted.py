"""A driver in hardship applies without an account and has the money with a receipt; each step is another hand's."""

import datetime

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hotline.care.application_models import CareApplication
from hotline.care.models import Programme
from tests.factories import staff

pytestmark = pytest.mark.django_db
ID_NUMBER = "410882197512310026"


@pytest.fixture
def lists(registry, settings):
    settings.REGISTRIES = {**settings.REGISTRIES, "civil-affairs": registry.url, "trade-union": registry.url}
    return registry


def signed_in(person):
    client = Client(headers={"accept-language": "en"})
    client.force_login(person)
    return client


def sends(client, name, values=None, **about):
    answer = client.post(reverse(f"care:{name}", kwargs=about), values or {}, follow=True)
    assert answer.status_code == 200, answer.text
    return answer.text


def test_from_the_programme_to_the_account(catalogue, lists):
    officers = [staff(name, "care-officer", division="410800") for name in ("care", "care2")]
    officer, second = map(signed_in, officers)
    leader = signed_in(staff("leader", "hotline-leader", division="410800"))
    head = signed_in(staff("head", "unit-head", division="410800"))
    driver = Client(headers={"accept-language": "en"})
    today = timezone.localdate()
    programme = {
        "code": "warm", "name": "暖冬慰问金", "kind": "aid", "rule": "困难司机", "source": "文件", "funder": "总工会",
        "budget": "1200.00", "quota": "2", "publicity_days": "3", "opens_on": today.isoformat(),
        "closes_on": (today + datetime.timedelta(days=60)).isoformat(), "amount_low-income": "600.00",
    }  # fmt: skip

    sends(officer, "write", programme)
    assert driver.get(reverse("care:programme", args=["warm"])).status_code == 404
    sends(leader, "approve", code="warm")
    sends(officer, "open", code="warm")
    assert Programme.objects.get().state == "draft"
    sends(head, "approve", code="warm")
    sends(officer, "open", code="warm")

    asked = driver.post(
        reverse("care:apply", args=["warm"]),
        {
            "name": "赵顺达", "id_number": ID_NUMBER, "phone": "13903910003", "county": "410802", "work": "self",
            "ground": "low-income", "words": "孩子上学", "has_consent": "on",
        },
    )  # fmt: skip
    code = asked.text.partition('id="code">')[2].partition("<")[0].strip()
    pk = CareApplication.objects.get().pk

    sends(officer, "look_up", pk=pk)
    sends(officer, "check", {"is_eligible": "yes", "words": "工会名单"}, pk=pk)
    sends(officer, "publicise", pk=pk)
    public = driver.get(reverse("care:programme", args=["warm"])).text
    assert "赵**" in public
    assert "赵顺达" not in public
    assert "on public display until" in sends(second, "grant", pk=pk)
    until = CareApplication.objects.get().publicity.until_on + datetime.timedelta(days=1)
    with time_machine.travel(timezone.make_aware(datetime.datetime.combine(until, datetime.time(9))), tick=False):
        officer, second = map(signed_in, officers)  # a session does not last for days
        assert "second person" in sends(officer, "grant", pk=pk)
        sends(second, "grant", pk=pk)
        sends(officer, "hand_over", {"on": until.isoformat(), "reference": "回单0001"}, pk=pk)
        assert "handed over" in driver.post(reverse("care:track"), {"code": code}).text
        sends(officer, "close", code="warm")
        closed = sends(officer, "account", {"words": "齐全"}, code="warm")

    assert "600.00 yuan handed over, 600.00 yuan back to the funder" in closed
