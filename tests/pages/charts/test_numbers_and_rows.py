"""The number in a mark is the number of rows behind its link, for whoever looks at both."""

import datetime
import html
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from licensing.applications.models.application import Application
from licensing.certificates.models import Publication
from licensing.decisions.models.limits import Escalation
from licensing.moving import cases as flow
from licensing.moving.finish import finish
from tests.conftest import SHUNDA
from tests.factories import accepted, company_of, drafted, granted, principal_of, staff

pytestmark = pytest.mark.django_db
LINK = re.compile(r'<a href="([^"]+)" aria-label="[^"]*(?:: |：)(\d+)"')


def marks_of(page):
    """Each link of each picture with its number."""
    return [(html.unescape(address), int(number)) for address, number in LINK.findall(page)]


def rows_behind(window, address):
    """How many rows a list has, all its pages together."""
    count = 0
    while address:
        page = window.get(address).content.decode()
        of_rows = page.partition("table-stack")[2].partition("<tbody")[2].partition("</tbody>")[0]
        count += of_rows.count("<tr")
        more = re.search(r'href="([^"]*after=[^"]*)"', page)
        address = f"{address.partition('?')[0]}{html.unescape(more[1])}" if more else ""
    return count


def test_each_number_of_the_statistics_is_that_of_its_rows(taihang, clerk, client):
    case = granted(taihang, clerk=clerk)
    flow.decide(accepted(company_of(SHUNDA), clerk=clerk), "granted", by=clerk)
    for one in Application.objects.filter(decision__isnull=False).exclude(pk=case.pk):
        finish(one)
    file = drafted("freight-branch-file", taihang)
    flow.hand_in(file, by=principal_of(taihang))

    found = marks_of(client.get(reverse("statistics")).content.decode())

    assert len(found) >= 2
    assert sum(number for _address, number in found) == 2 * Publication.objects.count()
    assert [(address, rows_behind(client, address)) for address, _number in found] == found


def test_a_month_that_was_cut_by_the_period_leads_to_its_part_alone(taihang, clerk, client):
    granted(taihang, clerk=clerk)
    today = timezone.localdate()
    tomorrow = today + datetime.timedelta(days=1)

    before = client.get(reverse("statistics"), {"since": today.isoformat(), "until": today.isoformat()})
    after = client.get(reverse("statistics"), {"since": tomorrow.isoformat(), "until": tomorrow.isoformat()})

    found = marks_of(before.content.decode())
    assert {number for _address, number in found} == {1}
    assert [(address, rows_behind(client, address)) for address, _number in found] == found
    assert all(f"since={today.isoformat()}" in address for address, _number in found)
    assert marks_of(after.content.decode()) == []


def test_each_number_of_the_supervisor_is_that_of_its_rows(taihang, clerk, sign_in):
    case = accepted(taihang, clerk=clerk)
    today = timezone.localdate()
    dues = [("promise", 0), ("promise", 1), ("decision", 1), ("delivery", 45), ("promise", 400)]
    Escalation.objects.bulk_create(
        Escalation(application=case, limit=limit, due=today - datetime.timedelta(days=days)) for limit, days in dues
    )
    Escalation.objects.bulk_create(
        Escalation(application=case, limit="correction", due=today - datetime.timedelta(days=n)) for n in range(30)
    )
    window = sign_in(staff("supervisor", "supervisor"))

    found = marks_of(window.get(reverse("register:overdue")).content.decode())

    assert sum(number for _address, number in found) == 2 * (len(dues) - 1 + 30)  # one is older than a year
    assert [(address, rows_behind(window, address)) for address, _number in found] == found


@pytest.mark.parametrize("value", ["9999-12-31", "0001-01-01", "x", "2026-13-40", "\x00"])
def test_what_is_no_day_chooses_nothing(client, catalogue, sign_in, value):
    supervisor = sign_in(staff("supervisor", "supervisor"))

    for window, name in ((client, "verify:publicity"), (supervisor, "register:overdue")):
        asked = {"since": value, "until": value, "item": value, "limit": value}
        assert window.get(reverse(name), asked).status_code == 200
