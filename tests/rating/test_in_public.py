"""How people were served is public, fair with small numbers: no share of a few, and silence is no satisfaction."""

import csv
import datetime

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from licensing.decisions.served import matter_of
from pages.counted.figure import count
from rating.figures.counting import count_ratings, tables_of
from rating.figures.definitions import FIGURES
from rating.figures.exporting import COLUMNS
from rating.giving import rate
from rating.handling import acting as handling
from rating.service_models import Rating, Service
from rating.serving import serve
from rating.wire import GBT_39046, PLATFORM, grade_of
from tests.factories import staff, submitted

pytestmark = pytest.mark.django_db
GOOD, BAD = "satisfied", "dissatisfied"


def whole():
    today = timezone.localdate().isoformat()
    return tables_of(count_ratings(since=today, until=today)).whole


@pytest.fixture
def rated(case, clerk, chen):
    """Serve and rate so many more times, one grade each."""

    def serve_and_rate(*grades):
        for grade in grades:
            service = serve(matter_of(case), "counter", way=Service.Way.COUNTER, by=clerk)
            if grade:
                rate(service, grade=grade, channel=Rating.Channel.PC, by=chen)

    return serve_and_rate


def test_below_ten_ratings_there_are_counts_and_no_share(rated):
    rated(*[GOOD] * 9)
    few = whole()
    rated(BAD)
    enough = whole()

    assert (few.rated, few.satisfied, few.satisfied_share) == (9, 9, None)
    assert (enough.rated, enough.satisfied_share) == (10, 90.0)


def test_what_nobody_rated_is_served_and_not_satisfied(rated):
    rated("", "", GOOD)

    found = whole()
    assert (found.served, found.rated, found.satisfied) == (4, 1, 1)


def test_what_was_shown_to_be_malicious_is_left_out_only_when_it_is_closed(bad, officer):
    handling.assign(bad, handler=officer, words="请核实", by=officer)
    handling.check(bad, finding="malicious", proof="录像", words="已核实", by=officer)
    before = whole()
    handling.answer(bad, words="不予采信", by=officer)
    handling.call_back(bad, reached="content", words="认可", by=officer)
    handling.close(bad, words="办结", by=officer)
    after = whole()

    assert (before.rated, before.bad, before.left) == (1, 1, 0)
    assert (after.rated, after.bad, after.left) == (0, 0, 1)


def test_a_matter_that_is_not_decided_is_not_told(taihang, clerk):
    waiting = submitted(taihang)
    serve(matter_of(waiting), "counter", way=Service.Way.COUNTER, by=clerk, is_over=False)

    assert whole() is None


def test_everybody_reads_the_tables(rated, client, case):
    rated(GOOD, BAD)
    page = client.get(reverse("rated:list"), HTTP_ACCEPT_LANGUAGE="en").text

    assert case.item.name_en in page
    assert "too few for a share" in page
    assert reverse("rated:list") in client.get(reverse("statistics")).text


def test_figures_of_the_supervisor_count_the_rows_they_lead_to(bad, rated, officer, sign_in):
    rated("", GOOD)
    handling.assign(bad, handler=officer, words="请核实", by=officer)
    supervisor, today = staff("watch", "supervisor"), timezone.localdate()
    found = {code: count(one, supervisor, today, today) for code, one in FIGURES.items()}
    elsewhere = count(FIGURES["rated"], staff("xw", "supervisor", division="410821"), today, today)
    browser = sign_in(supervisor)
    page = browser.get(reverse("rating_figures:list"))
    rows = browser.get(reverse("rating_figures:rows", args=["satisfied", "of"])).text

    assert (found["rated"].number, found["rated"].of) == (2, 3)
    assert (found["satisfied"].number, found["satisfied"].of) == (1, 2)
    assert (found["assign-in-time"].number, found["assign-in-time"].of) == (1, 1)
    assert (found["mend-in-time"].number, found["mend-in-time"].of) == (0, 0)
    assert elsewhere.of == 0
    assert page.status_code == 200
    assert rows.count(bad.service.reference) >= 2


def test_the_file_has_the_columns_of_the_province_and_both_numberings(bad, rated, case, tmp_path, chen):
    rated("very-satisfied", "")
    call_command("ratings_export", str(tmp_path / "a.csv"), since=timezone.localdate(), until=timezone.localdate())
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        told = list(csv.DictReader(file))

    assert tuple(told[0]) == COLUMNS
    assert [row["serviceNumber"] for row in told] == ["1", "2", "3"]
    assert [row["proStatus"] for row in told] == ["3"] * 3
    assert [(row["grade"], row["satisfaction"]) for row in told] == [("5", "1"), ("1", "5"), ("", "")]
    for row in told[:2]:
        assert grade_of(int(row["grade"]), GBT_39046) == grade_of(int(row["satisfaction"]), PLATFORM)
    assert told[0]["acceptDate"] == timezone.localdate(case.acceptance.accepted_at).isoformat()
    assert datetime.date.fromisoformat(told[0]["resultDate"]) == timezone.localdate(case.decision.decided_at)
    assert told[0]["serviceName"] == "办理结果送达"
    assert all(row["phoneNumber"] == row["proManager"] == "" for row in told)
    assert chen.name not in str(told)
