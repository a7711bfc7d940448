"""Bulletins: frozen when they are made, once a period, signed by a person, counted anew beside what was told."""

import datetime
import re

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.roles import visible_authorities
from desk.refusals import MayNotHandle, NotNow, Refusal
from hotline.bulletins import following, making
from hotline.bulletins.models import Bulletin, BulletinFigure, Group, Kind, MonthlyTask, TaskStep
from hotline.bulletins.papers_of import document_of, paper_of
from hotline.bulletins.periods import last_period
from hotline.bulletins.ranking import compared
from hotline.bulletins.reading import Reading
from hotline.bulletins.states import state_of, task_state
from hotline.figures.definitions import FIGURES
from hotline.tickets.doing.correcting import correct
from tests.factories import PASSWORD, staff
from tests.hotline.crew import Crew
from trail.append_only import AppendOnlyViolated
from trail.models import Event

MONDAY = "2026-11-23 08:00:00+08:00"
FIRST = "2026-12-01 08:00:00+08:00"


@pytest.fixture(scope="module")
def crew(written_once):
    with time_machine.travel("2026-11-17 09:00:00+08:00", tick=False):
        return Crew()


@pytest.fixture(scope="module")
def week_of_tickets(crew):
    """A week in November: eleven tickets that went well, one that is not done, one that nobody transferred."""
    with time_machine.travel("2026-11-18 09:00:00+08:00", tick=False):
        for number in range(11):
            crew.call_back(crew.reviewed(object_name=f"物流园{number}"))
        crew.signed(object_name="甲")
        crew.accepted(object_name="乙")
    return crew


@pytest.fixture
def told(week_of_tickets, catalogue):
    return week_of_tickets


def made(kind, at=MONDAY):
    with time_machine.travel(at, tick=False):
        making.tick()
    return Bulletin.objects.filter(kind=kind).order_by("-pk").first()


def figure(bulletin, code, group=Group.WHOLE, key=""):
    return BulletinFigure.objects.get(bulletin=bulletin, code=code, group=group, key=key)


@pytest.mark.parametrize(
    ("kind", "today", "since", "until"),
    [
        (Kind.DAILY, "2026-12-01", "2026-11-30", "2026-11-30"),
        (Kind.WEEKLY, "2026-11-23", "2026-11-16", "2026-11-22"),
        (Kind.WEEKLY, "2026-11-29", "2026-11-16", "2026-11-22"),
        (Kind.MONTHLY, "2026-03-01", "2026-02-01", "2026-02-28"),
        (Kind.MONTHLY, "2026-01-31", "2025-12-01", "2025-12-31"),
    ],
)
def test_a_bulletin_is_about_the_newest_period_that_is_over(kind, today, since, until):
    found = last_period(kind, datetime.date.fromisoformat(today))

    assert [day.isoformat() for day in found] == [since, until]


def test_nothing_is_made_before_half_past_seven_and_nothing_twice(told):
    with time_machine.travel("2026-11-23 07:29:00+08:00", tick=False) as clock:
        early = making.tick()
        clock.shift(datetime.timedelta(minutes=1))
        first, second = making.tick(), making.tick()

    assert (early, first, second) == (0, 3, 0)
    assert Bulletin.objects.count() == 3
    assert Event.objects.filter(kind="bulletin.made").count() == 3
    week = Bulletin.objects.get(kind=Kind.WEEKLY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Bulletin.objects.create(authority=week.authority, kind=week.kind, since=week.since, until=week.until)
    again = making.make(week.authority, Kind.WEEKLY, since=week.since, until=week.until)
    assert again is None


def test_a_frozen_figure_is_what_its_one_definition_counts_and_stays_so(told):
    week = made(Kind.WEEKLY)
    whose = visible_authorities(told.supervisor)
    with time_machine.travel(MONDAY, tick=False):
        for row in BulletinFigure.objects.filter(bulletin=week, group=Group.WHOLE):
            counted = [
                FIGURES[row.code].rows_of(part, whose, week.since, week.until).count() for part in ("counted", "of")
            ]
            assert [row.number, row.of] == counted, row.code
    satisfied = figure(week, "satisfied")

    assert (satisfied.number, satisfied.of, satisfied.share) == (11, 11, 100.0)
    with time_machine.travel("2026-11-18 10:00:00+08:00", tick=False):
        told.record(object_name="补录")
    with pytest.raises(AppendOnlyViolated):
        BulletinFigure.objects.filter(bulletin=week).update(number=0)
    assert figure(week, "complaints").number == 13


def test_the_parts_add_up_to_the_whole_and_who_has_few_is_not_ranked(told):
    week = made(Kind.WEEKLY)
    units = compared(BulletinFigure.objects.filter(bulletin=week, group=Group.UNIT))

    assert [one.label for one in units] == ["bureau单位"]
    assert units[0].figures["satisfied"].number == 11
    assert units[0].rank is None, "no reply was due in that week: too few to rank"


def test_equals_share_a_rank_and_too_few_have_none():
    def rows(key, number, of):
        codes = ("on-time", "responded", "solved", "satisfied")
        return [BulletinFigure(group=Group.UNIT, key=key, label=key, code=code, number=number, of=of) for code in codes]

    found = compared([*rows("a", 9, 10), *rows("b", 18, 20), *rows("c", 10, 10), *rows("d", 9, 9)], rows("a", 10, 10))

    assert [(one.key, one.rank, one.before) for one in found] == [
        ("c", 1, None),
        ("a", 2, 1),
        ("b", 2, None),
        ("d", None, None),
    ]


def test_unknown_is_never_green(told):
    lines = {line.figure.code: line.state for line in Reading(made(Kind.WEEKLY)).whole}

    assert lines["satisfied"] == "reached"
    assert lines["on-time"] == "unknown"
    assert lines["transfer-in-time"] == "missed" or lines["transfer-in-time"] == "reached"


def test_what_is_overdue_is_told_with_names(told):
    late = Reading(made(Kind.MONTHLY, FIRST)).late

    assert {(one.ticket.object_name, one.desk, one.by) for one in late} >= {("甲", "bureau单位", told.handler.name)}
    assert ("乙", "", "") in {(one.ticket.object_name, one.desk, one.by) for one in late}


def test_counted_anew_it_stands_beside_what_was_told_and_says_what_changed(told):
    week = made(Kind.WEEKLY)
    before = figure(week, "now-overdue").number
    with time_machine.travel("2026-11-18 10:00:00+08:00", tick=False):
        told.record(object_name="补录")
    with time_machine.travel("2026-11-30 10:00:00+08:00", tick=False):
        second = making.restate(week, reason="省平台补录一件", by=told.leader)

    changed = {
        (one.code, one.label): (one.was and one.was.number, one.now and one.now.number)
        for one in Reading(second).changes
    }
    assert changed[("complaints", "")] == (13, 14)
    assert figure(second, "now-overdue").number == before, "what waited then cannot be counted anew"
    assert figure(week, "complaints").number == 13
    assert state_of(Bulletin.objects.get(pk=week.pk)) == "restated"
    with pytest.raises(making.CountedMeanwhile):
        making.restate(week, reason="又一次", by=told.leader)
    with pytest.raises(MayNotHandle):
        making.restate(second, reason="别人", by=told.supervisor)
    with pytest.raises(NotNow):
        making.restate(second, reason=" ", by=told.leader)


def test_a_corrected_theme_counts_there_when_it_is_counted_anew_and_the_frozen_edition_stays(told, sign_in):
    week = made(Kind.WEEKLY)
    ticket = told.bureau.transfers.latest("pk").ticket
    with time_machine.travel("2026-11-30 10:00:00+08:00", tick=False):
        correct(
            ticket, theme="parking", against="station", object_name_typed="甲", reasons="录音核实", by=told.dispatcher
        )
        page = sign_in(told.leader).get(f"/hotline/bulletins/{week.pk}/", headers={"Accept-Language": "en"}).text
        second = making.restate(week, reason="主题更正", by=told.leader)

    assert "The theme of 1 ticket of these days was corrected" in page
    assert (figure(week, "theme-detention").number, figure(week, "theme-parking").number) == (13, 0)
    assert (figure(second, "theme-detention").number, figure(second, "theme-parking").number) == (12, 1)


def test_the_leader_signs_the_newest_weekly_one_and_it_has_a_number_and_a_paper(told):
    week = made(Kind.WEEKLY)
    with pytest.raises(MayNotHandle):
        following.release(week, by=told.supervisor)

    done = following.release(week, good="当日办结。", by=told.leader)

    assert re.fullmatch(r".+热线通〔\d{4}〕1号", done.number)
    with pytest.raises(Refusal):
        following.release(week, by=told.leader)
    with pytest.raises(NotNow):
        following.release(made(Kind.DAILY), by=told.leader)
    week = Bulletin.objects.get(pk=week.pk)
    paper, first = paper_of(week), document_of(week)
    assert paper.number == done.number
    assert ("正面典型", "当日办结。") in paper.paragraphs
    assert first.content().startswith(b"%PDF")
    assert document_of(week).pk == first.pk
    assert "马师傅" not in str(paper.data())


def decided(crew, month, *, due="2026-12-20"):
    return following.decide(
        month,
        cause="物流园没有候车区",
        words="建设候车区",
        desk=crew.bureau,
        owner=crew.handler,
        due=datetime.date.fromisoformat(due),
        by=crew.leader,
    )


def test_what_a_month_decided_comes_back_until_it_is_over(told):
    november = made(Kind.MONTHLY, FIRST)
    with time_machine.travel(FIRST, tick=False) as clock:
        clock.shift(datetime.timedelta(hours=1))
        task = decided(told, november)
        other = decided(told, november)
        following.take_step(other, TaskStep.State.DONE, words="已画线", by=told.handler)
    december = made(Kind.MONTHLY, "2027-01-01 08:00:00+08:00")

    assert [one.pk for one in Reading(december).open_tasks] == [task.pk]
    with time_machine.travel("2027-01-03 08:00:00+08:00", tick=False):
        following.take_step(task, TaskStep.State.DONE, words="已验收", by=told.leader)
    assert [one.pk for one in Reading(december).open_tasks] == [task.pk], "a bulletin does not change afterwards"
    assert task_state(task) == "done"
    assert Reading(made(Kind.MONTHLY, "2027-02-01 08:00:00+08:00")).open_tasks == []


def test_a_task_has_somebody_at_the_desk_a_day_to_come_and_one_end(told):
    november = made(Kind.MONTHLY, FIRST)
    with time_machine.travel(FIRST, tick=False):
        with pytest.raises(NotNow):
            decided(told, november, due="2026-11-30")
        with pytest.raises(NotNow):
            following.decide(
                november, cause="甲", words="乙", desk=told.oversight, owner=told.handler,
                due=datetime.date(2026, 12, 9), by=told.leader,
            )  # fmt: skip
        with pytest.raises(NotNow):
            decided(told, made(Kind.WEEKLY, FIRST))
        task = decided(told, november)
        with pytest.raises(MayNotHandle):
            following.take_step(task, TaskStep.State.DONE, words="做了", by=told.justice)
        with pytest.raises(MayNotHandle):
            following.take_step(task, TaskStep.State.DROPPED, words="不做了", by=told.handler)
        following.take_step(task, TaskStep.State.DONE, words="做了", by=told.handler)
        with pytest.raises(NotNow):
            following.take_step(task, TaskStep.State.UNDER_WAY, words="再做", by=told.handler)
    assert MonthlyTask.objects.count() == 1


def test_every_number_of_the_page_leads_to_its_frozen_tickets_and_names_nobody(told, sign_in):
    week = made(Kind.WEEKLY)
    client = sign_in(staff("analyst", "hotline-analyst"))

    page = client.get(reverse("bulletins:bulletin", args=[week.pk])).content.decode()
    addresses = set(re.findall(r'href="(/hotline/bulletins/\d+/\d+/(?:counted|of)/)"', page))

    assert len(addresses) > 8
    for address in addresses:
        text = client.get(address).content.decode()
        assert "马师傅" not in text
        assert reverse("tickets:ticket", args=["x"])[:-2] not in text
    row = figure(week, "satisfied")
    answer = client.get(reverse("bulletins:rows", args=[week.pk, row.pk, "counted"]), {"as": "csv"})
    assert len(b"".join(answer.streaming_content).decode().splitlines()) == 12
    told_file = client.get(reverse("bulletins:bulletin", args=[week.pk]), {"as": "csv"})
    assert b"11" in b"".join(told_file.streaming_content)
    assert Event.objects.filter(kind="bulletin.rows_taken").count() == 2


def test_signed_only_with_the_password_and_then_there_is_a_paper(told, sign_in):
    week = made(Kind.WEEKLY)
    client = sign_in(told.leader)
    sign, paper = (reverse(f"bulletins:{name}", args=[week.pk]) for name in ("sign", "paper"))

    assert client.get(paper).status_code == 404
    assert client.post(sign, {"password": "wrong"}).status_code == 422
    assert client.post(sign, {"password": PASSWORD, "good": "当日办结。"}).status_code == 302
    assert b"".join(client.get(paper).streaming_content).startswith(b"%PDF")


def test_a_unit_s_head_reads_the_bulletins_of_the_hotline_whose_desk_it_is(told, sign_in):
    week = made(Kind.WEEKLY)
    stranger = staff("stranger-head", "unit-head", division="410821")

    page = reverse("bulletins:bulletin", args=[week.pk])

    assert sign_in(told.head).get(page).status_code == 200
    assert sign_in(stranger).get(page).status_code == 404


def test_a_month_tells_ranking_measures_repeats_and_tasks(told, sign_in):
    month = made(Kind.MONTHLY, FIRST)
    page = sign_in(told.leader).get(reverse("bulletins:bulletin", args=[month.pk])).content.decode()

    assert len(Reading(month).measures) == 17
    assert figure(month, "repeats").of == 13
    assert 'name="cause"' in page
    assert timezone.localdate(month.made_at) == datetime.date(2026, 12, 1)
