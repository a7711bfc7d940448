"""Interviews: proposed by the figures of a month, decided, served, held and followed up by persons (F-10.15)."""

import datetime
import re

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from desk.refusals import MayNotHandle, NotNow
from hotline.bulletins.making import make, restate
from hotline.bulletins.models import BulletinFigure, Group, Kind
from hotline.bulletins.ranking import compared
from hotline.interviews import actions
from hotline.interviews.broken import broken_beside, propose_broken
from hotline.interviews.models import Interview, InterviewStep
from hotline.interviews.proposing import tick
from hotline.interviews.reminding import follow_notices
from hotline.interviews.reminding import tick as remind
from hotline.interviews.states import state_of
from hotline.interviews.telling.post_set import read
from hotline.interviews.triggers import EDITIONS, _met, triggers_on
from hotline.platforms.actions import NotEntered, leave, note_breach, sign_pledge
from hotline.platforms.models import Platform
from papers.letters.writing import letter_document, letter_paper
from papers.serving.rows import Way
from tests.factories import picture, staff
from tests.hotline.crew import Crew
from trail.models import Event

Step = InterviewStep.Kind
MORNING = "2026-12-01 08:00:00+08:00"
RULES = {rule["code"]: rule for rule in EDITIONS.newest.rules}


def place(number, of, code="satisfied", group=Group.UNIT):
    return compared([BulletinFigure(group=group, key="a", label="甲", code=code, number=number, of=of)])[0]


@pytest.mark.parametrize(
    ("rule", "number", "of", "met"),
    [
        ("satisfied", 7, 9, False),
        ("satisfied", 8, 10, False),
        ("satisfied", 7, 10, True),
        ("listed", 1, 4, False),
        ("listed", 2, 2, True),
        ("platform-solved", 2, 5, True),
        ("platform-solved", 3, 5, False),
        ("platform-solved", 1, 4, False),
    ],
)
def test_a_trigger_is_met_only_where_there_are_enough(rule, number, of, met):
    group = Group.PLATFORM if rule == "platform-solved" else Group.UNIT
    found = _met(RULES[rule], group, place(number, of, code=RULES[rule]["figure"]), 0)

    assert (found is not None) is met


def test_no_trigger_was_in_force_before_its_day():
    assert triggers_on(datetime.date(2025, 12, 31)) is None
    assert triggers_on(datetime.date(2026, 1, 1)).edition == "2026"
    assert triggers_on(datetime.date(2026, 12, 1)).edition == "2026-12"


@pytest.fixture(scope="module")
def november(written_once):
    """Ten tickets of November whose callers were not satisfied, and the figures of the month."""
    with time_machine.travel("2026-11-18 09:00:00+08:00", tick=False):
        made = Crew()
        for number in range(10):
            made.call_back(made.reviewed(object_name=f"物流园{number}"), stars=3, solved="no")
    with time_machine.travel(MORNING, tick=False):
        first, last = datetime.date(2026, 11, 1), datetime.date(2026, 11, 30)
        make(made.leader.authority, Kind.MONTHLY, since=first, until=last)
    return made


@pytest.fixture
def crew(november, catalogue):
    return november


@pytest.fixture
def proposed(crew):
    with time_machine.travel(MORNING, tick=False):
        assert tick() == 1
    return Interview.objects.get()


def test_a_month_proposes_once_and_never_again_when_it_is_counted_anew(crew, proposed):
    with time_machine.travel(MORNING, tick=False):
        again = tick()
        restate(proposed.bulletin, reason="补录", by=crew.leader)
        after = tick()

    assert (again, after, Interview.objects.count()) == (0, 0, 1)
    assert {ground["code"] for ground in proposed.grounds} >= {"solved", "satisfied"}
    assert state_of(proposed) == "proposed"


def test_from_the_notice_to_the_release(crew, proposed):
    leader = crew.leader
    with time_machine.travel(MORNING, tick=False) as clock:
        with pytest.raises(MayNotHandle):
            actions.decide(proposed, Step.APPROVED, words="", by=crew.supervisor)
        with pytest.raises(NotNow):
            actions.hold(proposed, words="记录", present="甲", by=leader)
        actions.decide(proposed, Step.APPROVED, words="", by=leader)
        meets_at = datetime.datetime.fromisoformat("2026-12-04T15:00:00+08:00")
        with pytest.raises(NotNow):
            actions.serve(proposed, meets_at=meets_at - datetime.timedelta(days=1), place="三楼", by=leader)
        served = actions.serve(proposed, meets_at=meets_at, place="三楼会议室", by=leader)
        with pytest.raises(NotNow):
            actions.hold(proposed, words="记录", present="甲", by=leader)
        clock.move_to("2026-12-04 16:00:00+08:00")
        actions.hold(proposed, words="承诺整改。", present="局长、科长", by=leader)
        with pytest.raises(NotNow):
            actions.close(proposed, Step.RELEASED, words="好", by=leader)
        made = actions.promise(proposed, words="补建候车区", due=datetime.date(2026, 12, 30), by=leader)
        with pytest.raises(NotNow):
            actions.close(proposed, Step.RELEASED, words="好", by=leader)
        actions.follow(made, kept=True, words="现场查看", by=leader)
        actions.close(proposed, Step.RELEASED, words="已整改", by=leader)

    assert state_of(Interview.objects.get()) == "released"
    paper = letter_paper(served.letter)
    assert any("2026年12月4日15时" in line and "三楼会议室" in line for line in paper.paragraphs)
    assert any(re.match("满意率低于80%（0/10）", line) for line in paper.paragraphs)
    assert letter_document(served.letter).content().startswith(b"%PDF")


def test_a_promise_that_was_not_kept_escalates_and_a_refusal_has_a_reason(crew, proposed):
    with time_machine.travel(MORNING, tick=False):
        with pytest.raises(NotNow):
            actions.decide(proposed, Step.TURNED_DOWN, words=" ", by=crew.leader)
        actions.decide(proposed, Step.TURNED_DOWN, words="数据有误", by=crew.leader)
        with pytest.raises(NotNow):
            actions.decide(proposed, Step.APPROVED, words="", by=crew.leader)

    assert state_of(Interview.objects.get()) == "turned-down"


def test_the_page_offers_what_follows_to_the_leader_alone(crew, proposed, sign_in):
    address = reverse("interviews:interview", args=[proposed.pk])
    act = reverse("interviews:act", args=[proposed.pk, "decide"])

    assert act in sign_in(crew.leader).get(address).content.decode()
    assert act not in sign_in(crew.supervisor).get(address).content.decode()
    assert sign_in(staff("elsewhere", "hotline-leader", division="410821")).get(address).status_code == 404
    assert sign_in(crew.leader).post(act, {"kind": "turned-down", "words": ""}).status_code == 422
    assert sign_in(crew.leader).post(act, {"kind": "approved", "words": ""}).status_code == 302


def test_who_leads_is_reminded_once_thirty_days_after_and_nothing_ends_by_it(crew, proposed, sign_in):
    leader = crew.leader
    with time_machine.travel(MORNING, tick=False) as clock:
        actions.decide(proposed, Step.APPROVED, words="", by=leader)
        meets_at = datetime.datetime.fromisoformat("2026-12-04T15:00:00+08:00")
        actions.serve(proposed, meets_at=meets_at, place="三楼", by=leader)
        clock.move_to("2026-12-04 16:00:00+08:00")
        actions.hold(proposed, words="承诺整改。", present="局长", by=leader)
        clock.move_to("2027-01-03 15:59:00+08:00")
        early = remind()
        clock.move_to("2027-01-03 16:00:00+08:00")
        due = remind(), remind()
        page = sign_in(leader).get(reverse("bulletins:bulletin", args=[proposed.bulletin_id])).text

    assert (early, due) == (0, (1, 0))
    assert state_of(Interview.objects.get()) == "held"
    event = Event.objects.get(kind="interview.due")
    assert read(event, ["leaders"]).people == {"leaders": {leader.pk}}
    assert reverse("interviews:interview", args=[proposed.pk]) in page


def held(interview, crew, clock):
    """An interview that was held, three working days after its notice."""
    actions.decide(interview, Step.APPROVED, words="", by=crew.leader)
    meets_at = timezone.now() + datetime.timedelta(days=7)
    actions.serve(interview, meets_at=meets_at, place="三楼", by=crew.leader)
    if interview.desk.is_outside:
        paper = {"way": Way.IN_PERSON, "served_on": timezone.localdate(), "proof": "前台签收"}
        actions.record_service(interview, by=crew.leader, **paper)
    clock.move_to(meets_at + datetime.timedelta(hours=1))
    actions.hold(interview, words="承诺整改。", present="局长", by=crew.leader)


def test_minutes_are_asked_for_only_when_the_time_of_the_notice_has_come(crew, proposed, sign_in):
    with time_machine.travel(MORNING, tick=False) as clock:
        actions.decide(proposed, Step.APPROVED, words="", by=crew.leader)
        meets_at = timezone.now() + datetime.timedelta(days=7)
        actions.serve(proposed, meets_at=meets_at, place="三楼", by=crew.leader)
        address, minutes = (
            reverse("interviews:interview", args=[proposed.pk]),
            reverse("interviews:act", args=[proposed.pk, "hold"]),
        )
        before = sign_in(crew.leader).get(address).text
        clock.move_to(meets_at)
        after = sign_in(crew.leader).get(address).text

    assert minutes not in before
    assert f"It is held on {timezone.localtime(meets_at):%Y-%m-%d %H:%M}" in before
    assert minutes in after


def test_a_promise_that_was_not_kept_proposes_the_next_interview_once(crew, proposed, sign_in):
    with time_machine.travel(MORNING, tick=False) as clock:
        held(proposed, crew, clock)
        due = datetime.date(2026, 12, 20)
        broken = actions.promise(proposed, words="补建候车区", due=due, by=crew.leader)
        kept = actions.promise(proposed, words="公示电话", due=due, by=crew.leader)
        clock.move_to("2026-12-21 09:00:00+08:00")
        actions.follow(kept, kept=True, words="现场查看", by=crew.leader)
        assert tick() == 0
        actions.follow(broken, kept=False, words="未建", by=crew.leader)

        assert (tick(), tick()) == (1, 0)
        new = Interview.objects.exclude(pk=proposed.pk).get()
        page = sign_in(crew.leader).get(reverse("interviews:interview", args=[new.pk])).text

    assert (new.desk, new.bulletin, new.grounds) == (proposed.desk, None, [{"code": "promise-broken", "times": 1}])
    assert actions.grounds_in_words(new) == ["约谈中作出的承诺未履行（1次）"]
    assert "A promise made at an interview was not kept (1 time)" in page
    assert "补建候车区：未建" in page


def test_a_platform_that_breaks_its_pledge_is_proposed_for_one_interview_until_it_is_heard(crew):
    desk = crew.platform.desk
    told = {"words": "强制低价派单", "ticket": "", "by": crew.dispatcher}
    with time_machine.travel(MORNING, tick=False) as clock:
        tick()
        today = timezone.localdate()
        with pytest.raises(NotEntered):
            note_breach(crew.platform, happened_on=today, **told)
        sign_pledge(crew.platform, edition="2025", signed_on=today, by=crew.dispatcher)
        with pytest.raises(MayNotHandle):
            note_breach(crew.platform, happened_on=today, **{**told, "by": crew.operator})
        for _time in range(2):
            note_breach(crew.platform, happened_on=today, **told)
        assert (tick(), tick()) == (1, 0)
        made = Interview.objects.get(desk=desk)
        assert made.grounds == [{"code": "pledge-broken", "times": 2}]

        clock.move_to("2026-12-02 09:00:00+08:00")
        note_breach(crew.platform, happened_on=today, **told)
        assert tick() == 0, "it waits to be heard, and is asked then"
        held(made, crew, clock)
        notice = letter_paper(made.steps.get(kind=Step.SERVED).letter)
        assert any(line.startswith("经12328热线跟踪核实") for line in notice.paragraphs)
        assert tick() == 0, "it was spoken of"
        clock.move_to("2026-12-15 09:00:00+08:00")
        note_breach(crew.platform, happened_on=today, **told)

        assert tick() == 1
        again = Interview.objects.filter(desk=desk).first()
        assert [len(broken_beside(one)) for one in (made, again)] == [3, 1], "each is spoken of once"


def test_what_was_broken_before_its_rule_or_by_a_desk_that_closed_calls_for_nobody(crew):
    told = {"words": "强制低价派单", "ticket": "", "by": crew.dispatcher}
    with time_machine.travel("2026-11-30 09:00:00+08:00", tick=False) as clock:
        today = timezone.localdate()
        sign_pledge(crew.platform, edition="2025", signed_on=today, by=crew.dispatcher)
        note_breach(crew.platform, happened_on=today, **told)
        clock.move_to(MORNING)
        propose_broken()
        note_breach(crew.platform, happened_on=timezone.localdate(), **told)
        leave(crew.platform, words="退出焦作市场", by=crew.dispatcher)
        propose_broken()

    assert not Interview.objects.filter(desk=crew.platform.desk).exists()


def _noticed(crew, *, meets_at):
    """The interview of a platform that broke its pledge twice, its notice written."""
    told = {"words": "强制低价派单", "ticket": "", "by": crew.dispatcher}
    platform = Platform.objects.get(pk=crew.platform.pk)
    sign_pledge(platform, edition="2025", signed_on=timezone.localdate(), by=crew.dispatcher)
    for _time in range(2):
        note_breach(platform, happened_on=timezone.localdate(), **told)
    tick()
    made = Interview.objects.get(desk=platform.desk)
    actions.decide(made, Step.APPROVED, words="", by=crew.leader)
    actions.serve(made, meets_at=datetime.datetime.fromisoformat(meets_at), place="三楼", by=crew.leader)
    return made


def test_a_platform_is_heard_three_working_days_after_its_notice_was_served_not_after_its_date(crew, sign_in):
    with time_machine.travel(MORNING, tick=False) as clock:
        made = _noticed(crew, meets_at="2026-12-07T15:00:00+08:00")
        clock.move_to("2026-12-07 16:00:00+08:00")
        minutes = {"words": "承诺整改。", "present": "区域负责人", "by": crew.leader}
        with pytest.raises(NotNow, match="has not been served"):
            actions.hold(made, **minutes)
        page = sign_in(crew.leader).get(reverse("interviews:interview", args=[made.pk])).text
        act = reverse("interviews:act", args=[made.pk, "record-service"])
        paper = {"way": "post", "served_on": "2026-12-07", "proof": "EMS 1234567890123", "acknowledgement": picture()}
        sign_in(crew.leader).post(act, paper)
        with pytest.raises(NotNow, match="2026-12-10"):
            actions.hold(made, **minutes)
        clock.move_to("2026-12-10 10:00:00+08:00")
        actions.hold(made, **minutes)
        letter = made.steps.get(kind=Step.SERVED).letter
        scanned = sign_in(crew.leader).get(reverse("interviews:acknowledgement", args=[letter.pk]))

    assert "Not served yet" in page
    assert letter.service.acknowledgement.digest
    assert (scanned.status_code, scanned["Content-Type"]) == (200, "image/png")


def test_a_notice_that_reaches_no_platform_is_told_step_by_step_and_serves_by_public_notice_at_last(crew, sign_in):
    with time_machine.travel(MORNING, tick=False) as clock:
        made = _noticed(crew, meets_at="2026-12-31T15:00:00+08:00")
        first = follow_notices()
        clock.move_to("2026-12-04 09:00:00+08:00")
        then = [follow_notices(), follow_notices()]
        for way, failed in ((Way.IN_PERSON, "moved"), (Way.POST, "returned")):
            paper = {"way": way, "served_on": timezone.localdate(), "proof": "见记录"}
            actions.record_service(made, failed=failed, by=crew.leader, **paper)
        page = sign_in(crew.leader).get(reverse("interviews:interview", args=[made.pk])).text
        board = {"way": Way.NOTICE, "served_on": timezone.localdate(), "proof": "公告栏"}
        actions.record_service(made, by=crew.leader, **board)
        clock.move_to("2027-01-04 09:00:00+08:00")
        over = follow_notices()

    notice = made.steps.get(kind=Step.SERVED).letter
    assert (first, then, over) == (0, [1, 0], 1)
    assert "Announce it in public" in page
    assert "The post returned it" in page
    assert (notice.service.way, notice.service.served_on) == (Way.NOTICE, datetime.date(2027, 1, 3))
    assert read(Event.objects.get(kind="interview.notice_late"), ["leaders"]).people == {"leaders": {crew.leader.pk}}


def test_what_is_typed_for_a_step_somebody_else_took_meanwhile_stays_with_the_reason(crew, sign_in):
    with time_machine.travel(MORNING, tick=False):
        made = _noticed(crew, meets_at="2026-12-31T15:00:00+08:00")
        typed = {"kind": Step.TURNED_DOWN, "words": "本月数据已核实更正"}
        page = sign_in(crew.leader).post(reverse("interviews:act", args=[made.pk, "decide"]), typed)

    assert page.status_code == 422
    assert "This step cannot follow here." in page.text
    assert typed["words"] in page.text
