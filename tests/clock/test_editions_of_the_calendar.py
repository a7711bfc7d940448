"""Unknown is not green: years in editions, corrected while they run, and what is over by any calendar."""

import datetime

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from clock.limits import Stop, reckon
from clock.models import CalendarEdition
from clock.working_days import (
    MOST_WEEKDAYS_OFF,
    SlowestCalendar,
    add_working_days,
    exceptions_of,
    is_working_day,
    missing_years,
    years_in_library,
)
from licensing.decisions.models.limits import Escalation
from licensing.moving.timers import escalate
from tests.factories import staff, submitted, year_of_work

D = datetime.date
pytestmark = pytest.mark.django_db
NINE = "2027-01-01/2027-01-02 休 元旦\n2027-10-01/2027-10-07 休 国庆节"


@pytest.fixture
def writer(catalogue):
    return staff("writer", "administrator")


@pytest.fixture
def second(catalogue):
    return staff("releaser", "administrator")


def at(when):
    return time_machine.travel(datetime.datetime.fromisoformat(when), tick=True)


def unknown(year):
    """The calendar before a year was announced."""
    return lambda asked: {} if asked == year else exceptions_of(asked)


@given(start=st.dates(D(2005, 1, 1), D(2025, 10, 1)), days=st.integers(1, 60), hidden=st.booleans())
def test_the_slowest_calendar_is_never_faster_than_the_real_one(start, days, hidden):
    year = start.year if hidden else start.year + 1

    slowest = add_working_days(start, days, calendar=SlowestCalendar(unknown(year)))

    assert slowest >= add_working_days(start, days)


def test_no_announced_year_had_as_many_weekdays_off_as_the_bound():
    for year in years_in_library():
        assert sum(day.weekday() < 5 and not works for day, works in exceptions_of(year).items()) < MOST_WEEKDAYS_OFF


@given(st.dates(D(2026, 12, 20), D(2030, 12, 31)), st.integers(1, 30), st.integers(0, 400))
def test_a_limit_in_a_year_nobody_entered_is_never_green(start, days, later):
    limit = reckon(start, days, on=start + datetime.timedelta(days=later))

    if limit.due is None:
        assert limit.light == "red"
        assert limit.unknown_year
        assert limit.is_overdue == (limit.ended is not None)


def test_a_limit_that_is_over_by_any_calendar_is_over():
    limit = reckon(D(2030, 1, 7), 5, on=D(2030, 6, 3))

    assert limit.is_overdue
    assert limit.ended < D(2030, 6, 3)
    assert not reckon(D(2030, 1, 7), 5, on=D(2030, 1, 10)).is_overdue
    assert not reckon(D(2030, 1, 7), 5, on=D(2030, 6, 3), stops=[Stop(start=D(2030, 1, 8))]).is_overdue


def test_a_case_over_by_any_calendar_is_told_to_the_supervisor(taihang):
    with at("2026-12-30 10:00+08:00"):
        case = submitted(taihang)
    with at("2027-01-06 10:00+08:00"):
        escalate()
        early = Escalation.objects.count()

    with at("2027-06-01 10:00+08:00"):
        escalate()

    assert early == 0
    assert Escalation.objects.filter(application=case, limit="completeness").count() == 1


def test_a_missing_year_is_red_on_the_desk_on_health_and_to_the_administrator_from_november(
    taihang, clerk, writer, sign_in
):
    with at("2026-10-30 10:00+08:00"):
        before = missing_years(on=D(2026, 10, 30))
        quiet = sign_in(writer).get(reverse("accounts:people")).content.decode()
    with at("2026-12-31 10:00+08:00"):
        submitted(taihang)
        desk = sign_in(clerk).get(reverse("desk:queue")).content.decode()
        people = sign_in(writer).get(reverse("accounts:people")).content.decode()
        health = sign_in(clerk).get("/health/").json()

    assert before == []
    assert "working calendar of 2027 has not been entered" not in quiet
    assert "calendar for 2027 missing" in desk
    assert "working calendar of 2027 has not been entered" in desk
    assert "working calendar of 2027 has not been entered" in people
    assert health["calendar"] == {"ok": False, "missing": [2027]}
    assert not health["ok"]
    assert health["state"] != "ok"


def test_the_running_year_is_corrected_and_the_earlier_edition_stays(writer, second, sign_in):
    page = reverse("calendar:year", args=[2026])
    with at("2026-08-20 10:00+08:00"):
        shown = sign_in(writer).get(page)
        typed = shown.context["form"].initial["days"] + "\n2026-09-03 休 纪念日"
        sign_in(writer).post(page, {"days": typed, "source": "国办发明电〔2026〕9号", "stands-on": "1"})
        waiting = is_working_day(D(2026, 9, 3))
        edition = CalendarEdition.objects.get(year=2026)
        by_oneself = sign_in(writer).post(reverse("calendar:release", args=[edition.pk]), follow=True)
        sign_in(second).post(reverse("calendar:release", args=[edition.pk]))
        after = sign_in(second).get(page).content.decode()

    assert waiting
    assert "A second person has to" in by_oneself.content.decode()
    assert not is_working_day(D(2026, 9, 3))
    assert not is_working_day(D(2026, 10, 1))
    assert edition.version == 2
    assert "shipped with the product" in after
    assert "chinesecalendar" in after
    assert "国办发明电〔2026〕9号" in after


def test_the_days_of_every_year_can_be_looked_at(writer, sign_in):
    client = sign_in(writer)
    years = client.get(reverse("calendar:years")).content.decode()

    for year in years_in_library():
        assert reverse("calendar:year", args=[year]) in years
        assert f"{year}-10-01" in client.get(reverse("calendar:year", args=[year])).content.decode()


def test_fewer_than_eight_days_off_are_questioned_before_they_are_taken(writer, sign_in):
    page = reverse("calendar:year", args=[2027])
    few = {"days": "2027-01-01 休 元旦", "source": "通知"}

    asked = sign_in(writer).post(page, few)
    none_yet = CalendarEdition.objects.count()
    sign_in(writer).post(page, {**few, "few_days_off": "on"})

    assert asked.status_code == 422
    assert "Only 1 days off" in asked.content.decode()
    assert 'name="few_days_off"' in asked.content.decode()
    assert "2027-01-01 休 元旦" in asked.content.decode()
    assert none_yet == 0
    assert CalendarEdition.objects.count() == 1


def test_a_stale_page_of_a_year_shows_both_and_overwrites_only_on_purpose(writer, second, sign_in):
    page = reverse("calendar:year", args=[2027])
    mine = {"days": NINE, "source": "我的通知", "stands-on": "0"}
    sign_in(second).post(page, {"days": NINE + "\n2027-05-01 休 劳动节", "source": "通知", "stands-on": "0"})

    both = sign_in(writer).post(page, mine)
    kept = CalendarEdition.objects.count()
    sign_in(writer).post(page, {**mine, "anyway": "1"})

    assert both.status_code == 409
    assert "2027-05-01 休 劳动节" in both.content.decode()
    assert "我的通知" in both.content.decode()
    assert kept == 1
    assert CalendarEdition.objects.filter(year=2027).count() == 2


def test_a_year_entered_at_the_machine_waits_for_a_person_too(tmp_path, writer, sign_in):
    file = tmp_path / "2027.csv"
    file.write_text("2027-01-01,no,元旦,通知\n2027-01-09,yes,调休,通知\n", encoding="utf-8")

    call_command("working_days", str(file), verbosity=0)
    edition = CalendarEdition.objects.get()
    before = exceptions_of(2027)
    sign_in(writer).post(reverse("calendar:release", args=[edition.pk]))

    assert not before
    assert exceptions_of(2027) == {D(2027, 1, 1): False, D(2027, 1, 9): True}


def test_a_later_release_counts_and_an_earlier_one_cannot_come_after_it():
    year_of_work(2031, off=[D(2031, 5, 1)])
    year_of_work(2031, off=[D(2031, 5, 1), D(2031, 5, 2)])

    assert not is_working_day(D(2031, 5, 2))
    assert CalendarEdition.objects.filter(year=2031).count() == 2


@pytest.mark.django_db
def test_what_is_too_long_in_a_calendar_of_the_machine_is_told_and_never_cut(tmp_path):
    file = tmp_path / "days.csv"
    file.write_text(f"2031-01-01,no,{'元' * 41},notice\n", encoding="utf-8")

    with pytest.raises(CommandError, match="line 1: an occasion has at most 40 characters"):
        call_command("working_days", str(file), verbosity=0)
