"""Four weeks later the caller is asked, not the office; silence is no satisfaction, and what is not solved goes on."""

import datetime

import pytest
import time_machine
from django.urls import reverse

from desk.refusals import NotNow
from hotline.afterwards import answering, asking
from hotline.afterwards.answering import AnsweredAlready
from hotline.afterwards.models import Questionnaire
from hotline.figures.definitions import FIGURES
from hotline.tickets.doing import correcting, sorting
from hotline.tickets.models import Ticket
from hotline.tickets.rules import is_sampled, needs_call_back
from pages.counted.figure import count
from post.channels.contract import Refused, Unreachable
from post.questions import sending
from post.questions.models import QuestionPost
from tests.hotline.crew import Crew
from trail.models import Event

pytestmark = pytest.mark.django_db
STRUCK_OFF, FOUR_WEEKS = "2026-11-25 09:30:00+08:00", "2026-12-23 09:30:00+08:00"
SENT = []


def send(outgoing):
    SENT.append(outgoing)


def tick():
    """The worker's two turns: who is asked, and what is sent."""
    asked = asking.tick()
    sending.tick()
    return asked


def silent(outgoing):
    raise Unreachable("silent")


def no_number(outgoing):
    raise Refused("no-number")


@pytest.fixture(autouse=True)
def gateway(settings):
    SENT.clear()
    settings.POST_CHANNELS = {"sms": f"{__name__}.send"}


@pytest.fixture
def crew(catalogue):
    with time_machine.travel(STRUCK_OFF, tick=False):
        yield Crew()


def ended(crew, **told):
    ticket = crew.reviewed(**told)
    if needs_call_back(ticket):
        crew.call_back(ticket)
    crew.strike_off(ticket)
    return ticket


@pytest.fixture
def asked(crew):
    ended(crew)
    with time_machine.travel(FOUR_WEEKS, tick=False):
        assert tick() == 1
        yield Questionnaire.objects.get()


def test_nobody_is_asked_a_day_early_or_twice_and_who_is_anonymous_not_at_all(crew):
    ended(crew)
    ended(crew, is_anonymous=True, object_name="甲")
    with time_machine.travel("2026-12-22 23:59:00+08:00", tick=False):
        early = tick()
    with time_machine.travel(FOUR_WEEKS, tick=False):
        on_the_day = tick(), tick()

    assert (early, on_the_day) == (0, (1, 0))
    assert len(SENT) == 1


def test_the_message_asks_by_a_code_and_says_nothing_of_the_matter(asked):
    (message,) = SENT

    assert message.to == "13839112233"
    assert message.words == asked.question.words
    assert asked.question.code in message.words
    assert reverse("afterwards:answer") in message.words
    assert f"{reverse('afterwards:answer')}?" not in message.words
    assert "压车" not in message.words


def test_while_the_gateway_is_silent_it_is_tried_again_and_then_sent_once(crew, settings):
    ended(crew)
    settings.POST_CHANNELS = {"sms": f"{__name__}.silent"}
    with time_machine.travel(FOUR_WEEKS, tick=False) as clock:
        tick()
        settings.POST_CHANNELS = {"sms": f"{__name__}.send"}
        tick()
        too_early = len(SENT)
        clock.shift(datetime.timedelta(minutes=2))
        tick()
        tick()

    assert (too_early, len(SENT)) == (0, 1)
    assert QuestionPost.objects.get().state == "sent"


def test_what_cannot_be_answered_any_more_is_not_sent_any_more(crew, settings):
    ended(crew)
    settings.POST_CHANNELS = {"sms": f"{__name__}.silent"}
    with time_machine.travel(FOUR_WEEKS, tick=False) as clock:
        tick()
        settings.POST_CHANNELS = {"sms": f"{__name__}.send"}
        clock.shift(datetime.timedelta(days=60))
        sending.tick()

    assert not SENT
    assert QuestionPost.objects.get().state == "over"


def test_a_number_that_takes_no_message_is_left_alone(crew, settings):
    ended(crew)
    settings.POST_CHANNELS = {"sms": f"{__name__}.no_number"}
    with time_machine.travel(FOUR_WEEKS, tick=False):
        tick()

    assert QuestionPost.objects.get().state == "refused"


def test_a_code_answers_once_and_not_for_ever(asked):
    answering.answer(asked, solved="yes", stars=5)
    with pytest.raises(AnsweredAlready):
        answering.answer(asked, solved="no", stars=1)
    with time_machine.travel("2027-01-23 09:30:01+08:00", tick=False), pytest.raises(NotNow):
        answering.answer(asked, solved="no", stars=1)


def test_what_is_not_solved_goes_on_as_a_ticket_with_everything_known(asked, crew, sign_in):
    before = asked.ticket
    said = answering.answer(asked, solved="no", stars=1, words="又开始收压车费。")
    again = said.reopening.ticket

    assert again.caller.phone == before.caller.phone
    assert (again.object_key, again.theme, again.kind) == (before.object_key, before.theme, before.kind)
    assert before.number in again.facts
    assert "又开始收压车费。" in again.facts
    assert again.dues.filter(step="sort").exists()
    assert {event.by for event in Event.objects.filter(kind="ticket.reopened")} == {"caller"}
    page = sign_in(crew.dispatcher).get(reverse("tickets:ticket", args=[again.number])).text
    assert reverse("tickets:ticket", args=[before.number]) in page


def test_what_goes_on_is_about_what_the_first_was_found_to_be_about(crew):
    before = crew.reviewed(object_name="")
    told = {"theme": "parking", "against": "station", "object_name_typed": "孟州物流园", "reasons": "电话核实。"}
    correcting.correct(before, by=crew.dispatcher, **told)
    crew.call_back(before)
    crew.strike_off(before)
    with time_machine.travel(FOUR_WEEKS, tick=False):
        tick()
        again = answering.answer(Questionnaire.objects.get(), solved="no", stars=1).reopening.ticket

    assert (again.theme, again.against, again.object_name) == ("parking", "station", "孟州物流园")


def test_silence_is_not_satisfaction_in_the_figures(crew):
    ended(crew)
    ended(crew, object_name="甲")
    with time_machine.travel(FOUR_WEEKS, tick=False):
        tick()
        answering.answer(Questionnaire.objects.earliest("pk"), solved="yes", stars=5)
        today = datetime.date(2026, 12, 23)
        found = {code: count(FIGURES[code], crew.leader, today, today) for code in ("asked-afterwards", "still-solved")}

    assert (found["asked-afterwards"].number, found["asked-afterwards"].of) == (1, 2)
    assert (found["still-solved"].number, found["still-solved"].of) == (1, 2)


def test_a_caller_answers_on_a_page_without_an_account(asked, client):
    address = reverse("afterwards:answer")
    wrong = client.post(address, {"code": "AAAAAAAA", "solved": "yes", "stars": "5"})
    nothing = client.post(address, {"code": asked.question.code, "solved": "", "stars": ""})
    answered = {"code": asked.question.code.lower(), "solved": "no", "stars": "2", "words": "没有解决"}
    right = client.post(address, answered)

    assert (wrong.status_code, nothing.status_code, right.status_code) == (422, 422, 200)
    assert Ticket.objects.get(external=f"again:{asked.ticket.number}").number in right.text


def test_a_fifth_of_other_tickets_is_called_back_too_and_nobody_can_choose_which(crew):
    rows = [crew.record(is_driver=False, kind="suggestion", object_name=f"物流园{number}") for number in range(40)]
    sampled = [row for row in rows if needs_call_back(row)]

    assert 1 <= len(sampled) <= 20
    assert all(is_sampled(row) for row in sampled)
    assert needs_call_back(crew.record(is_driver=False, kind="complaint"))


def test_who_was_answered_in_the_call_is_asked_the_next_day_and_counted_apart(crew):
    told = {"kind": "consultation", "theme": "licence"}
    asked_for = [crew.record(facts=words, phone=phone, **told) for words, phone in
                 (("怎么换证？", "13839110001"), ("年审要多久？", "13839110002"), ("证丢了？", ""))]  # fmt: skip
    for one in asked_for:
        sorting.answer_at_once(one, words="网上申请，不收费。", by=crew.operator)
    same_day = tick()
    with time_machine.travel("2026-11-26 09:30:00+08:00", tick=False):
        next_day, again = tick(), tick()
        first, second = Questionnaire.objects.order_by("pk")
        answering.answer(first, solved="yes", stars=5)
        answering.answer(second, solved="no", stars=1, words="没听懂。")
        today = datetime.date(2026, 11, 26)
        codes = ("at-once-satisfied", "asked-afterwards")
        found = [count(FIGURES[code], crew.leader, today, today) for code in codes]

    assert (same_day, next_day, again) == (0, 2, 0)
    assert [(one.number, one.of) for one in found] == [(1, 2), (0, 0)]
    assert Ticket.objects.get(reopens__answer__questionnaire=second).facts.startswith("工单")
