"""The dashboard: every number is a register as filtered, and its link opens exactly the rows it counts."""

from __future__ import annotations

import datetime
from urllib.parse import urlsplit

import pytest
from django.http import QueryDict
from django.urls import resolve, reverse
from django.utils import timezone

from accounts.roles import keys_of_visible_authorities
from accounts.teams.actions import add_member, end_member, make_team
from desk import taking
from licensing.applications.models.evidence import Evidence
from licensing.auditing.dashboard import reading
from licensing.auditing.dashboard.counting import count_dashboard
from licensing.auditing.dashboard.measures import BY_PLACE, MEASURES, before
from licensing.auditing.registers.look_ups_list import LOOK_UPS
from licensing.flow.open_steps import open_task
from licensing.moving import cases as flow
from papers.sign import check
from tests.factories import accepted, company_of, granted, staff, submitted
from tests.licensing.test_allocation import NEIGHBOUR
from trail.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def head(catalogue):
    return staff("head", "supervisor")


def counted_for(person, **more):
    today = timezone.localdate()
    days = (today - datetime.timedelta(days=30), today)
    at = sorted(keys_of_visible_authorities(person))
    told = {"authorities": at, "since": days[0].isoformat(), "until": days[1].isoformat(), **more}
    return count_dashboard(**told), days


def rows_of(address, person):
    """How many rows the page of an address lists."""
    parts = urlsplit(address)
    found = resolve(parts.path)
    what = found.kwargs.get("what")
    filters = what.filtered(person, QueryDict(parts.query))
    assert filters.form.is_valid(), filters.form.errors
    return filters.rows.count()


def busy(company, clerk):
    """Granted, refused, withdrawn, open; and a registry that was silent."""
    refused = accepted(company, clerk=clerk)
    flow.decide(refused, "refused", by=clerk, reasons="不符合条件。", articles="《道路运输条例》第二十二条")
    withdrawn = submitted(company)
    flow.withdraw(withdrawn, by=withdrawn.started_by, reason="")
    case = granted(company, clerk=clerk)
    row = Evidence.objects.filter(application=case).last()
    row.pk, row.outcome, row._state.adding = None, "unavailable", True
    row.save()


def test_every_number_is_the_number_of_rows_its_link_opens(taihang, clerk, head):
    busy(taihang, clerk)

    counted, days = counted_for(head)
    lines = reading.lines(counted, days)
    numbers = [one.number for one in lines] + [one.earlier for one in lines if one.earlier]
    by_service, by_place = reading.services(counted, days), reading.places(counted, days)
    numbers += [n for group in (*by_service, *by_place) for n in group.numbers]
    for row in reading.registries(counted, days):
        numbers += [row.silent, row.checked, row.brought]
    waivers = reading.waivers(counted, days)
    for told in waivers:
        numbers += [told.waivable, told.waived, told.found_by]

    assert {one.address: one.value for one in numbers} == {one.address: rows_of(one.address, head) for one in numbers}
    told = {one.code: one.number.value for one in lines}
    assert (told["received"], told["decided"], told["refused"], told["withdrawn"]) == (3, 2, 1, 1)
    assert told["promised"] == told["unverified"] == 1
    assert sum(row.silent.value for row in reading.registries(counted, days)) == 1
    assert any(told.waived.value for told in waivers)
    assert all(told.waived.value <= told.waivable.value for told in waivers)
    marks = [
        mark
        for chart in reading.charts(counted, days, by_service=by_service, by_place=by_place)
        for mark in chart.marks
    ]
    assert {mark.address: mark.value for mark in marks} == {mark.address: rows_of(mark.address, head) for mark in marks}


def test_a_team_has_what_its_people_hold_or_decided_while_they_belonged_to_it(taihang, clerk, head):
    today = timezone.localdate()
    freight, road = (make_team(clerk.authority, name, by=head) for name in ("普货组", "客运组"))
    joined = add_member(freight, clerk, since=today - datetime.timedelta(days=3), by=head)
    add_member(road, clerk, since=today - datetime.timedelta(days=3), by=head)
    add_member(make_team(clerk.authority, "明日组", by=head), clerk, since=today + datetime.timedelta(days=1), by=head)
    busy(taihang, clerk)
    held = submitted(company_of(NEIGHBOUR))
    taking.take(open_task(held), by=clerk)

    counted, days = counted_for(head)
    by_team = {one.name: one for one in reading.teams(counted, days)}

    assert set(by_team) == {"普货组", "客运组"}, "who belongs to two teams counts for both, and for none before the day"
    told = dict(zip(BY_PLACE, by_team["普货组"].numbers, strict=True))
    assert {code: told[code].value for code in ("received", "open", "decided", "refused")} == {
        "received": 3,
        "open": 1,
        "decided": 2,
        "refused": 1,
    }
    assert {one.address: one.value for one in told.values()} == {
        one.address: rows_of(one.address, head) for one in told.values()
    }
    assert by_team["普货组"].middle != "–"

    end_member(joined, until=today - datetime.timedelta(days=1), by=head)
    counted, days = counted_for(head)
    assert [one.name for one in reading.teams(counted, days)] == ["客运组"], "left before it was decided"


def test_the_dashboard_of_one_team_counts_its_cases_alone_and_its_links_open_them(taihang, clerk, head):
    today = timezone.localdate()
    team, other = (make_team(clerk.authority, name, by=head) for name in ("普货组", "客运组"))
    add_member(team, clerk, since=today, by=head)
    busy(taihang, clerk)
    submitted(company_of(NEIGHBOUR))

    counted, days = counted_for(head, team=str(team.pk))
    lines = reading.lines(counted, days)
    numbers = [one.number for one in lines] + [one.earlier for one in lines if one.earlier]
    numbers += [n for group in reading.services(counted, days) for n in group.numbers]
    for row in reading.registries(counted, days):
        numbers += [row.silent, row.checked, row.brought]
    for told in reading.waivers(counted, days):
        numbers += [told.waivable, told.waived, told.found_by]

    assert {one.address: one.value for one in numbers} == {one.address: rows_of(one.address, head) for one in numbers}
    assert all(f"team={team.pk}" in one.address for one in numbers)
    told = {one.code: one.number.value for one in lines}
    assert (told["received"], told["decided"], told["open"]) == (2, 2, 0), "what nobody holds yet is no team's"
    assert reading.teams(counted, days) == []
    assert set(counted_for(head, team=str(other.pk))[0]["whole"].values()) == {0}


def test_the_page_of_a_team_says_so_in_what_is_taken_out(taihang, clerk, head, sign_in):
    team = make_team(clerk.authority, "普货组", by=head)
    add_member(team, clerk, since=timezone.localdate(), by=head)
    busy(taihang, clerk)
    client, address = sign_in(head), reverse("dashboard:page")

    page = client.get(address, {"team": team.pk}).content.decode()
    table = b"".join(client.get(address, {"team": team.pk, "as": "csv"}).streaming_content).decode("utf-8-sig")

    assert f"&amp;team={team.pk}&amp;as=csv" in page
    assert "普货组" in table
    assert "Cases received,2,," in table
    assert client.get(reverse("dashboard:report"), {"team": team.pk})["Content-Type"] == "application/pdf"


def test_a_share_is_told_only_where_there_are_enough(taihang, clerk, head):
    granted(taihang, clerk=clerk)

    counted, days = counted_for(head)

    assert {one.share for one in reading.lines(counted, days)} == {None}
    assert reading.share(1, 10) == 10.0


def test_the_period_before_has_the_same_length_and_ends_the_day_before():
    days = (datetime.date(2026, 3, 1), datetime.date(2026, 3, 31))

    assert before(days) == (datetime.date(2026, 1, 29), datetime.date(2026, 2, 28))


def test_page_table_and_report_tell_the_same_and_what_leaves_is_remembered(taihang, clerk, head, sign_in):
    busy(taihang, clerk)
    client, address = sign_in(head), reverse("dashboard:page")

    page = client.get(address).content.decode()
    table = b"".join(client.get(address, {"as": "csv"}).streaming_content).decode("utf-8-sig")
    pdf = client.get(reverse("dashboard:report"))

    assert (
        MEASURES["received"]
        .address((timezone.localdate().replace(month=1, day=1), timezone.localdate()))
        .replace("&", "&amp;")
        in page
    )
    assert "Cases received,3,," in table
    assert (pdf["Content-Type"], check(b"".join(pdf.streaming_content)).state) == ("application/pdf", "valid")
    assert list(Event.objects.filter(kind="dashboard.taken").values_list("values__format", flat=True)) == ["CSV", "PDF"]


def test_another_authority_is_not_counted(taihang, clerk):
    busy(taihang, clerk)
    elsewhere = staff("elsewhere", "supervisor", division="410803")

    counted, _days = counted_for(elsewhere)

    assert set(counted["whole"].values()) == {0}
    assert counted["services"] == counted["places"] == {}
    assert LOOK_UPS.rows(elsewhere, {}).count() == 0
