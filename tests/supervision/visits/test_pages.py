"""Visits in the browser's words: a member's pages find nothing, a chief sees what is open, a company its own."""

import datetime
import re

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from supervision.visits.models import Need, PlannedVisit, SetAside, Settled
from tests.conftest import SHUNDA
from tests.factories import company_of, principal_of, staff
from tests.supervision.conftest import subject_of
from tests.supervision.visits.conftest import SIGNED, photo, record_of, sent, signed_record

pytestmark = pytest.mark.django_db
OPEN = {"kind": "pay", "words": "平台拖欠运费。", "note": ""}


@pytest.fixture
def visit(taihang, street, seat, member):
    return sent(signed_record(taihang, street, needs=[OPEN]), by=member, files=[SIGNED]).visit


def text_of(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def test_a_members_screens_have_no_findings_no_orders_and_no_penalties(sign_in, visit, member):
    client = sign_in(member)
    forbidden = re.compile("(?i)finding|violation|penalt|order to rectify|checklist|credit fact|违法|处罚决定|责令")

    for address in ("visits:list", "visits:phone"):
        assert not forbidden.search(text_of(client.get(reverse(address)))), address
    assert not forbidden.search(text_of(client.get(reverse("visits:visit", args=[visit.pk]))))


def test_a_visit_shows_both_times_and_its_seal(sign_in, visit, chief):
    shown = text_of(sign_in(chief).get(reverse("visits:visit", args=[visit.pk])))

    assert visit.seal in shown
    assert "Time by the phone" in shown
    assert "平台拖欠运费" in shown


def test_a_signature_that_did_not_arrive_is_shown_as_none(sign_in, taihang, street, seat, member, chief):
    visit = sent(signed_record(taihang, street), by=member).visit
    client = sign_in(chief)

    for address in (reverse("visits:list"), reverse("visits:visit", args=[visit.pk])):
        shown = text_of(client.get(address)).partition("<main")[2]
        assert "the signature did not arrive" in shown
        assert "</svg> signed by the company" not in shown


def test_a_clock_that_was_moved_is_told(sign_in, taihang, street, seat, member):
    moved = timezone.localtime() + datetime.timedelta(hours=9)
    visit = sent(record_of(taihang, street, at=moved), by=member, sent_at=moved).visit

    assert "differed from ours" in text_of(sign_in(member).get(reverse("visits:visit", args=[visit.pk])))


def test_a_need_is_answered_on_the_page_and_an_empty_answer_is_told(sign_in, visit, chief):
    client, need = sign_in(chief), Need.objects.get()
    address = reverse("visits:answer", args=[need.pk])

    assert client.post(address, {"words": " "}).status_code == 422
    client.post(address, {"words": "已转12328办理。", "reference": "12328-7"})

    assert Need.objects.get().state == "answered"
    assert "12328-7" in text_of(client.get(reverse("visits:visit", args=[visit.pk])))


def test_what_was_not_taken_in_is_told_to_the_chief_and_settled(sign_in, taihang, street, seat, chief):
    sent(record_of(taihang, street), by=staff("stranger", "grid-member"), files=[photo()])
    client = sign_in(chief)
    assert "could not be accepted" in text_of(client.get(reverse("visits:list")))
    item = SetAside.objects.get()

    assert client.post(reverse("visits:settle", args=[item.pk]), {"words": ""}).status_code == 422
    client.post(reverse("visits:settle", args=[item.pk]), {"words": "本人当日无席位，已说明。"})

    assert Settled.objects.get().by == chief
    assert "本人当日无席位" in text_of(client.get(reverse("visits:set_aside")))
    assert "could not be accepted" not in text_of(client.get(reverse("visits:list")))


def test_what_waits_stands_before_what_was_settled(sign_in, taihang, street, seat, chief):
    stranger = staff("stranger", "grid-member")
    first, second = (sent(record_of(taihang, street), by=stranger).aside for _n in range(2))
    client = sign_in(chief)

    client.post(reverse("visits:settle", args=[second.pk]), {"words": "本人当日无席位，已说明。"})

    shown = client.get(reverse("visits:set_aside")).context["rows"]
    assert [item for item, _record in shown] == [first, second]


def test_more_visits_at_a_company_ask_the_database_no_more_often(
    sign_in, taihang, street, seat, member, django_assert_max_num_queries
):
    client = sign_in(principal_of(taihang))
    sent(signed_record(taihang, street, needs=[OPEN]), by=member, files=[SIGNED])
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("visits:mine"))
    for _n in range(3):
        sent(signed_record(taihang, street, needs=[OPEN]), by=member, files=[SIGNED])

    with django_assert_max_num_queries(len(one)):
        shown = client.get(reverse("visits:mine"))

    assert text_of(shown).count("平台拖欠运费") == 4


def test_a_company_reads_its_visits_by_day_also_one_that_was_sent_late(sign_in, taihang, street, seat, member):
    made = timezone.localtime()
    with time_machine.travel(made + datetime.timedelta(days=2)):
        newer = sent(record_of(taihang, street), by=member).visit
        older = sent(record_of(taihang, street, at=made + datetime.timedelta(days=1)), by=member).visit

        shown = sign_in(principal_of(taihang)).get(reverse("visits:mine")).context["rows"]

    assert [row["visit"] for row in shown] == [newer, older]


def test_a_chief_has_visits_planned_now(sign_in, taihang, street, seat, chief):
    subject_of(taihang, colour="none")

    sign_in(chief).post(reverse("visits:plan"), {"grid": street.code})

    assert PlannedVisit.objects.get().planned_by == chief


def test_a_company_reads_the_visits_made_at_it_and_nobody_elses(sign_in, visit, taihang):
    own = sign_in(principal_of(taihang))
    other = sign_in(principal_of(company_of(SHUNDA)))
    file = visit.files.get()

    assert visit.number in text_of(own.get(reverse("visits:mine")))
    assert visit.number not in text_of(other.get(reverse("visits:mine")))
    assert own.get(reverse("visits:my_file", args=[visit.pk, file.pk])).status_code == 200
    assert other.get(reverse("visits:my_file", args=[visit.pk, file.pk])).status_code == 404


def test_a_company_reads_which_visit_it_may_expect(sign_in, taihang, street, seat, chief):
    subject_of(taihang, colour="none")
    sign_in(chief).post(reverse("visits:plan"))

    shown = text_of(sign_in(principal_of(taihang)).get(reverse("visits:mine")))

    assert "Welcome: a new company" in shown
    assert f"due on {PlannedVisit.objects.get().due_on}" in shown


def test_who_has_no_seat_there_reads_nothing(sign_in, visit):
    client = sign_in(staff("stranger", "grid-member"))

    assert client.get(reverse("visits:visit", args=[visit.pk])).status_code == 404
    assert client.get(reverse("visits:file", args=[visit.pk, visit.files.get().pk])).status_code == 404
    assert client.post(reverse("visits:answer", args=[Need.objects.get().pk]), {"words": "x"}).status_code == 404


def test_a_grid_shows_who_was_met_what_is_due_and_what_each_member_has_to_do(sign_in, taihang, visit, chief, street):
    subject_of(taihang, colour="red", since=timezone.localdate() + datetime.timedelta(days=1))
    client = sign_in(chief)
    client.post(reverse("visits:plan"), {"grid": street.code})

    shown = text_of(client.get(reverse("grids:grid", args=[street.code])))

    assert f"last met on {visit.on}" in shown
    assert "1 of 1 were met" in shown
    assert "1 need open" in shown
    assert "to visit: 1, overdue: 0, visited in 30 days: 1" in shown
    assert "due on" in shown


def test_grids_at_a_glance_are_found_by_what_waits(sign_in, visit, chief, street):
    client = sign_in(chief)

    assert street.code in text_of(client.get(reverse("grids:list"), {"waits": "needs_open"}))
    assert street.code not in text_of(client.get(reverse("grids:list"), {"waits": "overdue"}))
