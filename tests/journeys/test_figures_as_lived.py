"""The 47 / 39 / 107 / 50 % are the catalogue's; beside them stand waivers and steps counted from cases."""

import datetime

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from licensing.applications.models import Waiver
from licensing.auditing.lived import lived
from licensing.flow.timers import escalate
from tests.factories import accepted, granted, staff

pytestmark = pytest.mark.django_db


def test_waivers_and_steps_are_counted_from_decided_cases_by_item_and_month(taihang, clerk, client):
    case = granted(taihang, clerk=clerk)
    today = timezone.localdate()

    found = lived(since=today.replace(day=1), until=today)
    page = client.get(reverse("statistics"), HTTP_ACCEPT_LANGUAGE="en").content.decode()

    item = case.item
    assert found.whole.cases == 1
    assert found.whole.waivers == Waiver.objects.filter(application=case).count() > 0
    assert (found.whole.steps_before, found.whole.steps_taken) == (
        len(item.conventional_steps),
        len(item.streamlined_steps),
    )
    assert found.whole.steps_saved_percent == 50
    assert [row.label for row in found.by_month] == [f"{today:%Y-%m}"]
    assert "47 items" in page
    assert "39 items" in page
    assert ">107<" in page


def test_a_period_without_decisions_says_so_and_a_wrong_one_is_told(catalogue, client):
    empty = client.get(reverse("statistics"), {"since": "2026-01-01", "until": "2026-02-01"}, HTTP_ACCEPT_LANGUAGE="en")
    wrong = client.get(reverse("statistics"), {"since": "2026-03-01", "until": "2026-02-01"}, HTTP_ACCEPT_LANGUAGE="en")

    assert "No case was decided in this period" in empty.content.decode()
    assert "The end lies before the beginning" in wrong.content.decode()


def test_the_supervisor_sees_every_limit_that_passed(taihang, clerk, sign_in):
    with time_machine.travel(datetime.datetime.fromisoformat("2026-03-02 10:00+08:00"), tick=True):
        case = accepted(taihang, clerk=clerk)
    with time_machine.travel(datetime.datetime.fromisoformat("2026-03-16 10:00+08:00"), tick=True):
        escalate()
        page = sign_in(staff("boss", "supervisor")).get(reverse("register:overdue")).content.decode()

    assert case.receipt_number in page
    assert "promised limit" in page
