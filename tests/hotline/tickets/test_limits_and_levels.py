"""Limits run by their own clock; what is late is told in three levels; a timer ends nothing."""

from __future__ import annotations

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from clock.working_days import CalendarUnknown
from desk.refusals import MayNotHandle
from hotline.tickets.doing import calling_back, handling, reviewing, transferring
from hotline.tickets.doing.refused import NotDone
from hotline.tickets.end_models import Supervision
from hotline.tickets.flow.open_steps import step_name
from hotline.tickets.letters.models import TicketLetter
from hotline.tickets.models import Due
from hotline.tickets.rules import tried_enough
from hotline.tickets.step_models import ExtensionAnswer
from hotline.tickets.supervising import answering
from hotline.tickets.supervising.timer import tick
from papers.letters.writing import until
from tests.hotline.crew import Crew

pytestmark = pytest.mark.django_db

FRIDAY_NIGHT = "2026-11-20T22:00+08:00"


@pytest.fixture
def crew():
    return Crew()


@pytest.fixture
def at(time_machine):
    """Go to a moment here."""

    def go(told):
        time_machine.move_to(datetime.datetime.fromisoformat(told), tick=False)

    return go


def due(ticket, step):
    return timezone.localtime(ticket.dues.get(step=step).due_at).strftime("%Y-%m-%d %H:%M")


def test_2252_of_a_driver_who_calls_on_friday_night(crew, at):
    at(FRIDAY_NIGHT)
    ticket = crew.accepted()
    assert due(ticket, "transfer") == "2026-11-21 00:00"

    transferring.transfer(ticket, to=crew.bureau, by=crew.dispatcher)

    told = {step: due(ticket, step) for step in ("sign", "progress", "reply")}
    assert told == {"sign": "2026-11-23 15:00", "progress": "2026-11-24 23:59", "reply": "2026-11-27 23:59"}


@pytest.mark.parametrize(
    ("ends", "said"),
    [
        ("2026-11-23T15:00+08:00", "2026年11月23日15时00分前"),
        ("2026-11-27T23:59+08:00", "2026年11月27日前（含当日）"),
        ("2026-11-27T15:59Z", "2026年11月27日前（含当日）"),
        (None, "另行通知的期限内"),
    ],
)
def test_a_limit_is_said_as_the_day_or_the_hour_it_ends(ends, said):
    assert until(datetime.datetime.fromisoformat(ends) if ends else None) == said


def test_the_paper_to_a_desk_says_the_hour_of_the_signature_and_the_day_of_the_reply(crew, at):
    at(FRIDAY_NIGHT)
    ticket = crew.accepted()

    transferring.transfer(ticket, to=crew.bureau, by=crew.dispatcher)

    words = "".join(TicketLetter.objects.get(about=ticket.number).paragraphs)
    assert "请在2026年11月23日15时00分前签收；" in words
    assert "请在2026年11月27日前（含当日）书面答复" in words


def test_others_have_other_limits_and_the_most_urgent_none_to_lose(crew, at):
    at(FRIDAY_NIGHT)

    assert due(crew.accepted(is_driver=False), "transfer") == "2026-11-23 23:59"
    assert due(crew.accepted(urgency="most-urgent", theme="accident"), "transfer") == "2026-11-20 22:15"


def test_what_is_late_is_told_in_three_levels(crew, at):
    at("2026-11-23T09:00+08:00")
    ticket = crew.signed()
    handling.note_progress(ticket, words="已联系。", by=crew.handler)
    levels = []
    for moment in (
        "2026-11-27T12:00", "2026-11-28T00:00", "2026-11-30T08:00", "2026-12-01T00:30", "2026-12-03T00:30",
        "2026-12-30T00:30",
    ):  # fmt: skip
        at(f"{moment}+08:00")
        tick()
        tick()
        levels.append(list(Supervision.objects.filter(ticket=ticket).values_list("level", flat=True)))

    # Five working days from Monday end on Monday; four fifths of them on Friday.
    assert levels == [[], [1], [1], [1, 2], [1, 2, 3], [1, 2, 3]]
    assert [one.letter.kind for one in ticket.supervisions.all()] == [
        "ticket-reminder",
        "ticket-notice",
        "ticket-listed",
    ]
    assert step_name(ticket) == "reply"


def test_who_slept_long_gets_the_highest_level_once(crew, at):
    at("2026-11-23T09:00+08:00")
    ticket = crew.accepted()
    at("2026-12-20T09:00+08:00")

    assert tick() == 1
    assert ticket.supervisions.get().level == 3


def test_the_timer_reads_only_what_is_due(crew, at):
    at("2026-11-23T09:00+08:00")
    for _each in range(3):
        crew.accepted()
    with CaptureQueriesContext(
        connection,
    ) as few:
        assert tick() == 0

    for _each in range(5):
        crew.signed()

    with CaptureQueriesContext(connection) as many:
        assert tick() == 0
    assert len(few) == len(many) == 1


def test_supervision_is_answered_by_the_head(crew, at):
    at("2026-11-23T09:00+08:00")
    ticket = crew.signed()
    answering.order(ticket, level=2, words="请说明。", by=crew.supervisor)

    with pytest.raises(MayNotHandle):
        answering.answer(ticket, words="在办", by=crew.handler)
    answering.answer(ticket, words="明日办结", by=crew.head)

    assert answering.waiting(ticket) is None
    with pytest.raises(NotDone):
        answering.answer(ticket, words="again", by=crew.head)
    with pytest.raises(MayNotHandle):
        answering.order(ticket, level=3, words="挂牌", by=crew.supervisor)
    answering.order(ticket, level=3, words="挂牌", by=crew.leader)


def test_the_third_complaint_of_an_object_and_what_is_grave_are_the_leaders_at_once(crew):
    tickets = [crew.record() for _each in range(3)]
    grave = crew.record(object_name="另一处", grave=True)

    assert [ticket.supervisions.count() for ticket in tickets] == [0, 0, 1]
    assert grave.supervisions.get().ground == "grave"


def test_more_time_is_asked_once_before_it_is_due_and_granted_by_the_head(crew, at):
    at("2026-11-23T09:00+08:00")
    ticket = crew.signed()
    with pytest.raises(NotDone):
        handling.ask_extension(ticket, days=6, reasons="等运单", by=crew.handler)
    handling.ask_extension(ticket, days=3, reasons="需向外省调取运单", by=crew.handler)
    with pytest.raises(NotDone):
        handling.ask_extension(ticket, days=1, reasons="x", by=crew.handler)
    with pytest.raises(MayNotHandle):
        handling.answer_extension(ticket, granted=True, words="", by=crew.handler)
    handling.answer_extension(ticket, granted=True, words="", by=crew.head)

    assert due(ticket, "reply") == "2026-12-03 23:59"
    assert ExtensionAnswer.objects.get().letter.kind == "ticket-extension"


def test_after_the_day_nobody_asks_for_more_time(crew, at):
    at("2026-11-23T09:00+08:00")
    ticket = crew.signed()
    at("2026-12-01T00:30+08:00")

    with pytest.raises(NotDone):
        handling.ask_extension(ticket, days=1, reasons="迟了", by=crew.handler)


def test_more_time_is_granted_only_before_the_day_too(crew, at):
    at("2026-11-23T09:00+08:00")
    ticket = crew.signed()
    handling.ask_extension(ticket, days=3, reasons="需向外省调取运单", by=crew.handler)
    at("2026-12-01T00:30+08:00")

    with pytest.raises(NotDone):
        handling.answer_extension(ticket, granted=True, words="", by=crew.head)
    assert not handling.answer_extension(ticket, granted=False, words="已逾期。", by=crew.head).granted


def test_however_much_longer_it_is_answered_within_thirty_days_of_its_receipt(crew, at):
    at("2026-09-21T09:00+08:00")
    ticket = crew.signed(is_driver=False)

    with pytest.raises(NotDone, match="30"):
        handling.ask_extension(ticket, days=10, reasons="等运单", by=crew.handler)
    handling.ask_extension(ticket, days=4, reasons="等运单", by=crew.handler)
    handling.answer_extension(ticket, granted=True, words="", by=crew.head)

    assert due(ticket, "reply") <= "2026-10-21 09:00"


def test_where_no_calendar_tells_the_thirty_days_no_more_time_is_asked_for(crew, at):
    at("2026-12-14T09:00+08:00")
    ticket = crew.signed(is_driver=False)

    with pytest.raises(CalendarUnknown):
        handling.ask_extension(ticket, days=9, reasons="等运单", by=crew.handler)


def test_what_is_most_urgent_is_sorted_and_given_away_at_once_whoever_calls(crew, at):
    at("2026-11-21T22:00+08:00")
    ticket = crew.record(is_driver=False, urgency="most-urgent")

    assert due(ticket, "sort") == "2026-11-21 22:15"


def test_a_reply_sent_back_is_due_when_it_was(crew, at):
    at("2026-11-23T09:00+08:00")
    ticket = crew.replied()
    before = ticket.dues.get(step="reply").due_at

    reviewing.review(ticket, agrees=False, words="没有依据", by=crew.reviewer)

    found = ticket.dues.get(step="reply")
    assert (found.met_at, found.due_at, step_name(ticket)) == (None, before, "reply")


def test_a_year_nobody_entered_stops_no_call(crew, at):
    at("2035-11-23T09:00+08:00")
    ticket = crew.signed()

    assert ticket.dues.running().get(step="reply").due_at is None
    assert tick() == 0
    at("2035-11-24T10:00+08:00")
    assert tick() == 0
    assert Due.objects.get(ticket=ticket, step="reply").look_at > timezone.now()


def moments(*told):
    return [datetime.datetime.fromisoformat(f"2026-11-{one}:00+08:00") for one in told]


@pytest.mark.parametrize(
    ("tries", "enough"),
    [
        (("23T09", "23T11", "24T15"), True),
        (("23T09", "23T11", "23T15"), False),
        (("23T09", "24T09", "24T15"), False),
        (("23T09", "24T15"), False),
    ],
)
def test_not_reachable_is_three_tries_on_two_days_at_different_hours(crew, tries, enough):
    from hotline.rulebook.reading import EDITIONS

    assert tried_enough(moments(*tries), EDITIONS.newest.call_back) is enough


def test_who_cannot_be_reached_by_the_rule_counts_as_called(crew, at):
    at("2026-11-23T09:00+08:00")
    ticket = crew.reviewed()
    with pytest.raises(NotDone):
        calling_back.give_up(ticket, by=crew.caller_back)
    for moment in ("2026-11-24T09:10", "2026-11-24T15:10", "2026-11-25T19:00"):
        at(f"{moment}+08:00")
        calling_back.note_try(ticket, words="无人接听", by=crew.caller_back)

    calling_back.give_up(ticket, by=crew.caller_back)
    crew.strike_off(ticket)

    assert step_name(ticket) == "struck_off"


def test_two_hours_run_over_a_new_year_nobody_announced_and_the_third_level_waits_for_its_calendar(crew, at):
    """Hours need no calendar; how many working days later it is long overdue does."""
    at("2026-12-31T23:00+08:00")
    ticket = crew.accepted()
    assert due(ticket, "transfer") == "2027-01-01 01:00"

    at("2027-01-01T00:00+08:00")
    assert tick() == 1
    at("2027-01-01T01:00+08:00")
    assert tick() == 1
    for day in range(2, 9):
        at(f"2027-01-0{day}T09:00+08:00")
        assert tick() == 0

    assert [one.level for one in ticket.supervisions.order_by("pk")] == [1, 2]
