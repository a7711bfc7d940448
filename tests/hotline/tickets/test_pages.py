"""Pages of the hotline as people see them: the operator's, the desk's, the platform's, the driver's own."""

from __future__ import annotations

import datetime
import re

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from hotline.knowledge import demo as knowledge
from hotline.tickets.doing import handling, reviewing, transferring
from hotline.tickets.doing.drafting import LEFT_DAYS, draft_of, forget_draft, forget_left, save_draft
from hotline.tickets.flow.open_steps import step_name
from hotline.tickets.models import CallDraft, Disclosure, Ticket
from hotline.tickets.rules import against_transfer
from tests.factories import PASSWORD, picture, staff
from tests.hotline.crew import PHONE, Crew

pytestmark = pytest.mark.django_db


@pytest.fixture
def crew():
    return Crew()


@pytest.fixture
def by(client):
    """The page as somebody sees it."""
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"

    def go(person):
        client.force_login(person)
        return client

    return go


TYPED = {
    "phone": PHONE, "name": "马师傅", "is_driver": "on", "kind": "complaint", "theme": "detention",
    "urgency": "ordinary", "against": "station", "object_name": "孟州某物流园", "facts": "等待八小时。",
    "channel": "phone",
}  # fmt: skip


def test_what_is_reviewed_or_asked_about_stands_before_the_act(crew, by):
    """A reviewer reads the reply and then decides; nobody scrolls past a form to what it is about."""
    ticket = crew.replied()

    page = by(crew.reviewer).get(f"/hotline/tickets/{ticket.number}/").text

    assert page.index('id="replies"') < page.index("/act/review/")


def test_a_call_is_saved_as_it_is_typed_and_recorded_and_accepted_in_one_step(crew, by):
    page = by(crew.operator)
    page.post("/hotline/tickets/new/beside/", {"phone": PHONE, "facts": "等待"})
    assert draft_of(crew.operator)["facts"] == "等待"
    assert PHONE not in str(CallDraft.objects.values_list("values", flat=True).query)
    assert "等待" in page.get("/hotline/tickets/new/").text

    key = str(CallDraft.objects.get().pk)
    assert f'name="draft" value="{key}"' in page.get("/hotline/tickets/new/").text
    assert f'value="{key}"' in page.post("/hotline/tickets/new/beside/", TYPED).text, "a page that is open learns it"
    answer = page.post("/hotline/tickets/new/", {**TYPED, "act": "accept", "draft": key}, follow=True)

    again = page.post("/hotline/tickets/new/", {**TYPED, "act": "accept", "draft": key}, follow=True)
    assert "This call has already been recorded" in again.text, "sent again by somebody who was cut off"
    page.post("/hotline/tickets/new/beside/", {"phone": PHONE, "facts": "下一个电话"})
    late = page.post("/hotline/tickets/new/", {**TYPED, "act": "accept", "draft": key}, follow=True)
    assert "This call has already been recorded" in late.text, "the next call has begun"
    assert draft_of(crew.operator)["facts"] == "下一个电话"
    assert Ticket.objects.count() == 1
    forget_draft(crew.operator)
    ticket = Ticket.objects.get()
    assert step_name(ticket) == "transfer"
    assert ticket.caller.code in answer.text
    assert draft_of(crew.operator) == {}


BESIDE = "/hotline/tickets/new/beside/"


def test_saves_that_overtake_each_other_leave_the_newest(crew, by):
    page = by(crew.operator)
    for turn in (1, 4, 2, 3):
        answer = page.post(BESIDE, {"facts": f"等待{turn}", "page": "one", "turn": str(turn)})
        assert "not saved" not in answer.text, "an older one is no fault of the writer’s: the newer is kept"

    assert draft_of(crew.operator)["facts"] == "等待4"


def test_a_second_window_replaces_nothing_it_has_not_seen_and_says_so(crew, by):
    page = by(crew.operator)
    page.post(BESIDE, {"facts": "第一", "page": "one", "turn": "1"})
    opened = page.get("/hotline/tickets/new/").context["draft"]
    seen = {"draft": str(opened.pk), "stands-on": str(opened.version), "page": "two", "turn": "1"}
    page.post(BESIDE, {"facts": "第一第二", "page": "one", "turn": "2"})

    refused = page.post(BESIDE, {"facts": "另一", **seen})
    asked = page.post("/hotline/tickets/new/", {**TYPED, "act": "record", **seen})

    assert "More was typed in another window" in refused.text
    assert (asked.status_code, Ticket.objects.count()) == (409, 0)
    assert draft_of(crew.operator)["facts"] == "第一第二"
    now = {**seen, "stands-on": str(asked.context["draft"].version)}
    assert page.post("/hotline/tickets/new/", {**TYPED, "act": "record", **now}).status_code == 302, "sent once more"


def test_what_was_typed_of_a_recorded_call_does_not_begin_the_next(crew, by):
    page = by(crew.operator)
    page.post("/hotline/tickets/new/", {**TYPED, "act": "record", "page": "one", "turn": "9"})

    late = page.post(BESIDE, {"facts": "等待", "page": "one", "turn": "3"})

    assert "already been recorded" in late.text
    assert draft_of(crew.operator) == {}


def test_what_cannot_be_recorded_is_told_on_its_field_and_nothing_typed_is_lost(crew, by):
    page = by(crew.operator)

    answer = page.post("/hotline/tickets/new/", {**TYPED, "facts": "", "wish": "赔偿", "against": "platform"})

    assert answer.status_code == 422
    assert "Choose which one." in answer.text
    assert "赔偿" in answer.text
    answer = page.post("/hotline/tickets/new/", {**TYPED, "act": "answer", "answer": "好"})
    assert "A complaint cannot be answered at once" in answer.text
    assert not Ticket.objects.exists()


def test_a_question_is_answered_with_one_key(crew, by):
    sent = {**TYPED, "kind": "consultation", "act": "answer", "answer": "网上申请，不收费。"}

    by(crew.operator).post("/hotline/tickets/new/", sent)

    assert step_name(Ticket.objects.get()) == "answered"


def test_who_calls_and_what_is_the_same_stand_beside_the_form(crew, by, taihang):
    earlier = crew.record()
    page = by(crew.operator)

    beside = page.post("/hotline/tickets/new/beside/", TYPED).text
    assert "certain" in beside
    assert beside.count(earlier.number) == 4  # known by the number, and the same within seven days
    crew.record(name="别人")
    assert "maybe" in page.post("/hotline/tickets/new/beside/", TYPED).text
    other = page.post("/hotline/tickets/new/beside/", {**TYPED, "theme": "other", "phone": ""}).text
    assert earlier.number not in other


def test_a_company_is_known_with_licence_vehicles_and_grid(crew, by, taihang):
    person = taihang.memberships.get().person
    person.phone = "13712345678"
    person.save()

    beside = by(crew.operator).post("/hotline/tickets/new/beside/", {"phone": "137 1234 5678"}).text

    assert taihang.name in beside


def test_a_ticket_goes_its_whole_way_through_the_pages(crew, by):
    ticket = crew.record()
    at = f"/hotline/tickets/{ticket.number}/act/"
    walk = [
        (crew.operator, "accept", {}),
        (crew.dispatcher, "transfer", {"to": crew.bureau.pk, "note": "请快办"}),
        (crew.handler, "sign", {}),
        (crew.handler, "progress", {"words": "已联系物流园"}),
        (crew.handler, "reply", {"facts": "属实", "steps": "约谈", "result": "verified"}),
        (crew.reviewer, "review", {"answer": "yes"}),
        (crew.caller_back, "call-back", {"responded": "yes", "solved": "yes", "stars": "5"}),
        (crew.supervisor, "strike-off", {"password": PASSWORD}),
    ]
    for person, act, values in walk:
        page = by(person)
        assert f"act-{act}" in page.get(f"/hotline/tickets/{ticket.number}/").text, act
        assert page.post(f"{at}{act}/", {**values, "act": "do"}).status_code == 302, act

    assert step_name(ticket) == "struck_off"
    shown = by(crew.supervisor).get(f"/hotline/tickets/{ticket.number}/").text
    assert "马师傅" not in shown
    assert PHONE not in shown


def test_striking_off_asks_for_the_password_and_tells_what_is_missing(crew, by):
    ticket = crew.reviewed(object_name="", against="other")
    crew.call_back(ticket)
    page = by(crew.supervisor)
    at = f"/hotline/tickets/{ticket.number}/act/strike-off/"

    assert page.post(at, {"act": "do"}).status_code == 422
    answer = page.post(at, {"act": "do", "password": PASSWORD})

    assert answer.status_code == 409
    assert "Money, object and theme are filled in" in answer.text
    assert "missing: object" in answer.text


def test_a_platform_sees_its_own_tickets_alone_and_no_caller(crew, by):
    about = {"platform": crew.platform, "against": "platform", "theme": "platform-fees"}
    own = crew.signed(**about, to=crew.platform.desk, by=crew.outside)
    other = crew.signed()
    page = by(crew.outside)

    listed = page.get("/hotline/tickets/").text
    assert own.number in listed
    assert other.number not in listed
    assert page.get(f"/hotline/tickets/{other.number}/").status_code == 404
    shown = page.get(f"/hotline/tickets/{own.number}/").text
    assert "is not shown to you" in shown
    assert "马师傅" not in shown
    assert page.post(f"/hotline/tickets/{own.number}/caller/", {"purpose": "x"}).status_code == 403
    assert page.post(f"/hotline/tickets/{own.number}/act/strike-off/", {"act": "do"}).status_code == 403
    assert not Disclosure.objects.exists()


def test_what_is_due_next_stands_first_and_what_is_over_last(crew, by):
    over = crew.reviewed()
    crew.call_back(over)
    crew.strike_off(over)
    waiting = [crew.accepted(), crew.record()]
    done = crew.reviewed()
    crew.call_back(done)
    crew.strike_off(done)

    page = by(crew.dispatcher).get("/hotline/tickets/").content.decode()

    assert max(page.index(one.number) for one in waiting) < min(page.index(one.number) for one in (over, done))


def test_the_caller_is_shown_after_it_is_written_down(crew, by):
    ticket = crew.signed()

    answer = by(crew.handler).post(f"/hotline/tickets/{ticket.number}/caller/", {"purpose": "核实装货时间"})

    assert "马师傅" in answer.text
    assert Disclosure.objects.get().purpose == "核实装货时间"
    assert "马师傅" not in by(crew.handler).get(f"/hotline/tickets/{ticket.number}/").text


def test_a_driver_tells_it_without_an_account_and_reads_the_answer_by_code(crew, client):
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    voice = SimpleUploadedFile("说.m4a", b"\x00\x00\x00\x20ftypM4A " + b"0" * 50, "audio/mp4")
    sent = {"facts": "", "object_name": crew.platform.name, "phone": PHONE, "attached": [voice, picture()]}

    shown = client.post("/hotline/tell/", sent, follow=True).text

    ticket = Ticket.objects.get()
    code = re.search(r"<strong class=\"numeric\">([2-9A-Z]{10})</strong>", shown)[1]
    assert (ticket.platform, ticket.files.count(), ticket.caller.code) == (crew.platform, 2, code)
    assert client.get("/hotline/tell/told/").status_code == 302
    assert (
        "There is no answer yet." in client.post("/hotline/tell/follow/", {"number": ticket.number, "code": code}).text
    )
    wrong = client.post("/hotline/tell/follow/", {"number": ticket.number, "code": "2222222222"})
    assert wrong.status_code == 422

    from hotline.tickets.doing import sorting

    sorting.accept(ticket, by=crew.operator)
    transferring.transfer(ticket, to=crew.platform.desk, by=crew.dispatcher)
    transferring.sign(ticket, by=crew.outside)
    handling.reply(ticket, facts="扣款有误", steps="已退还", basis="", result="verified", by=crew.outside)
    reviewing.review(ticket, agrees=True, words="", by=crew.reviewer)
    read = client.post("/hotline/tell/follow/", {"number": ticket.number, "code": code.lower()}).text
    assert "扣款有误" in read
    assert ticket.contacts.get().kind == "answer"


def test_whoever_tells_nothing_is_told_so(crew, client):
    answer = client.post("/hotline/tell/", {"facts": " ", "object_name": "x", "phone": ""})

    assert answer.status_code == 422
    assert not Ticket.objects.exists()


def test_whoever_guesses_codes_is_stopped(crew, client, settings):
    settings.THROTTLES = {**settings.THROTTLES, "hotline-code": {"source": "3/10m"}}
    ticket = crew.record()

    told = [
        client.post("/hotline/tell/follow/", {"number": ticket.number, "code": "x"}).status_code for _one in range(5)
    ]

    assert told[0] == 422
    assert told[-1] == 429


def test_a_driver_may_say_what_it_is_about_and_enforcement_is_protected_from_the_start(crew, client):
    sent = {"facts": "不出示证件罚款", "object_name": "交通局", "phone": "", "theme": "enforcement"}

    client.post("/hotline/tell/", sent)

    ticket = Ticket.objects.get()
    assert (ticket.theme, ticket.caller.is_anonymous) == ("enforcement", True)
    assert list(against_transfer(ticket, crew.bureau))
    assert not list(against_transfer(ticket, crew.oversight))


def test_what_is_known_about_it_stands_beside_what_is_typed(crew, by):
    staff("reply-reviewer", "reply-reviewer")
    knowledge.seed()

    beside = by(crew.operator).post("/hotline/tickets/new/beside/", {"facts": "运费拖欠两个月了怎么办"}).text
    nothing = by(crew.operator).post("/hotline/tickets/new/beside/", {"facts": ""}).text

    assert "运费被拖欠怎么办？" in beside
    assert beside.count("data-fill") <= 3
    assert "data-fill" not in nothing


def test_words_of_a_call_nobody_went_on_with_are_not_kept_for_ever(crew):
    save_draft(crew.operator, {"phone": PHONE, "name": "马师傅"})
    with time_machine.travel(timezone.now() + LEFT_DAYS - datetime.timedelta(hours=1), tick=False):
        assert forget_left() == 0
        assert draft_of(crew.operator)["name"] == "马师傅"

    with time_machine.travel(timezone.now() + LEFT_DAYS + datetime.timedelta(hours=1), tick=False):
        assert forget_left() == 1

    assert draft_of(crew.operator) == {}


def test_whoever_gives_a_ticket_back_is_led_to_a_page_that_is_theirs(crew, by):
    ticket = crew.transferred()
    typed = {"right_body": "公路事业发展中心", "words": "该路段不归我局管养。", "act": "do"}

    page = by(crew.handler).post(f"/hotline/tickets/{ticket.number}/act/give-back/", typed, follow=True)

    assert page.status_code == 200
    assert page.redirect_chain == [("/hotline/tickets/", 302)]


def test_who_transfers_anew_reads_why_it_came_back_and_is_not_offered_the_same_desk_first(crew, by):
    ticket = crew.transferred()
    transferring.give_back(ticket, right_body="公路事业发展中心", words="该路段不归我局管养。", by=crew.handler)

    page = by(crew.dispatcher).get(f"/hotline/tickets/{ticket.number}/").content.decode()

    assert "该路段不归我局管养。" in page
    assert "Who answers for it" not in page
    assert f'<option value="{crew.bureau.pk}" selected' not in page
