"""How a driver is heard: told once, answered, asked whether it is solved, and struck off only then."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from django.utils import timezone

from accounts.authorities import Division
from desk.refusals import MayNotHandle, NotYourTask
from hotline.tickets.conditions import conditions_of
from hotline.tickets.doing import calling_back, correcting, ending, handling, reviewing, sorting, transferring
from hotline.tickets.doing.refused import NotDone
from hotline.tickets.duplicates import like_it
from hotline.tickets.flow.open_steps import step_name
from hotline.tickets.letters.models import TicketLetter
from hotline.tickets.models import Standing, Ticket
from hotline.tickets.rules import transfer_of
from supervision.credit.facts.models import CreditFact
from tests.factories import staff
from tests.hotline.crew import Crew
from tests.hotline.seated import unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def crew():
    return Crew()


def letters(ticket):
    return list(TicketLetter.objects.filter(about=ticket.number).values_list("kind", flat=True))


def missing(ticket):
    return {one.code for one in conditions_of(ticket) if not one.holds}


def test_a_question_is_answered_in_the_call(crew):
    ticket = crew.record(kind="consultation", theme="licence", facts="从业资格证怎么换？")

    sorting.answer_at_once(ticket, words="凭身份证在网上申请，不收费。", by=crew.operator)

    assert step_name(ticket) == "answered"
    assert Standing.objects.get(ticket=ticket).is_over
    assert not ticket.dues.running().exists()


def test_a_complaint_is_never_answered_at_once(crew):
    with pytest.raises(NotDone):
        sorting.answer_at_once(crew.record(), words="好", by=crew.operator)


def test_unpaid_freight_is_recovered_through_the_platforms_own_desk(crew):
    ticket = crew.signed(
        theme="freight-unpaid",
        against="platform",
        platform=crew.platform,
        amount=Decimal("8600"),
        to=crew.platform.desk,
        by=crew.outside,
    )
    handling.note_progress(ticket, words="已联系货主核对运单。", by=crew.outside)
    with pytest.raises(NotDone):
        crew.reply(ticket, by=crew.outside)
    crew.reply(ticket, by=crew.outside, recovered=Decimal("8600"))
    with pytest.raises(NotYourTask):
        reviewing.review(ticket, agrees=True, words="", by=crew.outside)
    reviewing.review(ticket, agrees=True, words="", by=crew.reviewer)
    crew.call_back(ticket)
    crew.strike_off(ticket)

    assert step_name(ticket) == "struck_off"
    assert ticket.struck_off.by == crew.supervisor
    assert {one["code"] for one in ticket.struck_off.conditions} == {one.code for one in conditions_of(ticket)}
    assert ticket.replies.get().recovered == Decimal("8600")
    assert letters(ticket) == ["ticket-transfer", "ticket-reply", "ticket-struck-off"]
    transfer = transfer_of(ticket)
    assert (transfer.by, transfer.answer.by) == (crew.dispatcher, crew.outside)


def test_a_dispute_about_enforcement_never_goes_to_the_officers_alone(crew):
    ticket = crew.accepted(theme="enforcement", against="unit", unit=crew.bureau, facts="不出示证件即罚款。")

    for desk in (crew.bureau, unit("highway", kind="highway", by=crew.dispatcher)):
        with pytest.raises(NotDone):
            transferring.transfer(ticket, to=desk, by=crew.dispatcher)
    transferring.transfer(ticket, to=crew.oversight, helpers=[crew.bureau], by=crew.dispatcher)
    transferring.sign(ticket, by=crew.justice)
    with pytest.raises(MayNotHandle):
        crew.reply(ticket, by=crew.handler)
    crew.reply(ticket, by=crew.justice)
    reviewing.review(ticket, agrees=True, words="", by=crew.reviewer)

    assert step_name(ticket) == "call_back"


def test_a_ticket_is_given_back_once_with_the_right_body(crew):
    other_hand = staff("other-hand", "ticket-handler")
    other = unit("highway", (other_hand, "handler"), kind="highway", by=crew.dispatcher)
    ticket = crew.transferred()
    due = ticket.dues.get(step="reply").due_at

    with pytest.raises(NotDone):
        transferring.give_back(ticket, right_body="", words="不属本局", by=crew.handler)
    transferring.give_back(ticket, right_body="公路中心", words="国道养护", by=crew.handler)
    transferring.transfer(ticket, to=other, by=crew.dispatcher)
    with pytest.raises(NotDone):
        transferring.give_back(ticket, right_body="交通局", words="不属本中心", by=other_hand)
    transferring.sign(ticket, by=other_hand)

    assert step_name(ticket) == "reply"
    assert ticket.dues.running().get(step="reply").due_at == due


def test_who_is_not_satisfied_has_it_redone_and_then_a_final_answer(crew):
    ticket = crew.reviewed()
    crew.call_back(ticket, stars=1, solved="no", words="没有人联系我。")
    assert step_name(ticket) == "reply"
    assert transfer_of(ticket).desk == crew.bureau
    crew.reply(ticket, facts="再次核实。", steps="上门道歉。")
    reviewing.review(ticket, agrees=True, words="", by=crew.reviewer)
    crew.call_back(ticket, stars=2, solved="no")

    assert step_name(ticket) == "final_answer"
    assert ticket.supervisions.get().level == 3
    with pytest.raises(NotYourTask):
        calling_back.answer_finally(ticket, reasons="x", by=crew.handler)
    calling_back.answer_finally(ticket, reasons="依照合同，等待费由货主承担，已告知起诉途径。", by=crew.head)
    with pytest.raises(ending.NotStruckOff):
        crew.strike_off(ticket)
    assert missing(ticket) == {"satisfied"}
    handling.note_told(Ticket.objects.get(pk=ticket.pk), reached=True, words="已电话告知。", by=crew.caller_back)
    crew.strike_off(ticket)

    assert step_name(ticket) == "struck_off"
    assert letters(ticket).count("ticket-redo") == 1


def test_every_caller_of_joined_tickets_is_called_back(crew):
    mother = crew.signed()
    second = crew.accepted(phone="13839114455", name="李师傅")
    transferring.join(second, to=mother, by=crew.dispatcher)
    assert step_name(second) == "joined"

    crew.reply(mother)
    reviewing.review(mother, agrees=True, words="", by=crew.reviewer)
    crew.call_back(mother)
    assert missing(mother) == {"joined"}
    crew.call_back(second, stars=1, solved="no", words="我的还没解决。")

    assert step_name(second) == "reply"
    crew.strike_off(mother)
    crew.reply(second)
    reviewing.review(second, agrees=True, words="", by=crew.reviewer)
    crew.call_back(second)
    crew.strike_off(second)
    assert {step_name(one) for one in (mother, second)} == {"struck_off"}


def test_tickets_of_another_object_or_answered_ones_are_not_joined(crew):
    mother = crew.signed()
    for other in (crew.accepted(object_name="别的物流园"), crew.accepted(theme="other"), crew.accepted(object_name="")):
        with pytest.raises(NotDone):
            transferring.join(other, to=mother, by=crew.dispatcher)
    crew.reply(mother)
    late = crew.accepted()
    with pytest.raises(NotDone):
        transferring.join(late, to=mother, by=crew.dispatcher)


def test_tickets_of_another_place_are_not_joined_and_one_without_a_place_may_be(crew):
    mengzhou, qinyang = (Division.objects.get(pk=code) for code in ("410883", "410882"))
    mother = crew.signed(division=mengzhou)
    for division in (qinyang, None):
        other = crew.accepted(division=division, phone="13839114455")
        if division:
            with pytest.raises(NotDone, match="place"):
                transferring.join(other, to=mother, by=crew.dispatcher)
        else:
            transferring.join(other, to=mother, by=crew.dispatcher)
            assert step_name(other) == "joined"


def test_a_ticket_is_joined_by_what_it_is_about_after_all(crew):
    mother = crew.signed()
    wrong, unnamed = crew.accepted(theme="other"), crew.accepted(object_name="")
    for ticket in (wrong, unnamed):
        told = {"theme": mother.theme, "against": "station", "object_name_typed": mother.object_name}
        correcting.correct(ticket, **told, reasons="回电确认", by=crew.dispatcher)

        assert mother in like_it(ticket)
        transferring.join(ticket, to=mother, by=crew.dispatcher)
        assert step_name(ticket) == "joined"


def test_a_joined_ticket_may_go_on_alone(crew):
    mother, second = crew.signed(), crew.accepted(phone="13839114455")
    transferring.join(second, to=mother, by=crew.dispatcher)

    transferring.transfer(second, to=crew.bureau, by=crew.dispatcher)

    assert step_name(second) == "sign"
    crew.reply(mother)
    reviewing.review(mother, agrees=True, words="", by=crew.reviewer)
    assert step_name(second) == "sign"


def test_who_is_anonymous_is_not_called_back_and_shown_to_nobody(crew):
    ticket = crew.reviewed(is_anonymous=True, name="马师傅", phone="13839112233", consent=True)

    assert (ticket.caller.name, ticket.caller.phone, ticket.caller.consent) == ("", "", False)
    assert step_name(ticket) == "strike_off"
    with pytest.raises(NotDone):
        handling.disclose(ticket, purpose="回访", by=crew.dispatcher)
    crew.strike_off(ticket)
    assert step_name(ticket) == "struck_off"


def test_a_petition_goes_through_its_own_door(crew):
    ticket = crew.record(facts="要求追究历史问题。")

    sorting.divert(ticket, body="焦作市信访局", words="", by=crew.operator)

    assert step_name(ticket) == "diverted"
    assert letters(ticket) == ["ticket-refusal"]
    told = TicketLetter.objects.get(about=ticket.number)
    assert "60日" in "".join(told.paragraphs)


def test_what_is_refused_has_a_code_and_names_the_right_door(crew):
    ticket = crew.record()

    with pytest.raises(NotDone):
        sorting.refuse(ticket, reason="in-procedure", body="", words="", by=crew.operator)
    with pytest.raises(NotDone):
        sorting.refuse(ticket, reason="no-time", body="x", words="", by=crew.operator)
    sorting.refuse(ticket, reason="in-procedure", body="解放区人民法院", words="", by=crew.operator)

    assert step_name(ticket) == "refused"


def test_a_promise_keeps_a_ticket_on_the_ledger_until_it_is_kept(crew):
    day = timezone.localdate() + datetime.timedelta(days=20)
    ticket = crew.reviewed(reply={"promised": "补建停车位", "promised_on": day})
    crew.call_back(ticket, stars=4)

    with pytest.raises(ending.NotStruckOff):
        crew.strike_off(ticket)
    ending.put_on_ledger(ticket, words="停车位二十日内建成。", by=crew.supervisor)
    assert step_name(ticket) == "ledger"
    ending.keep_promise(ticket, words="现场查看已建成。", by=crew.supervisor)
    crew.strike_off(ticket)

    assert step_name(ticket) == "struck_off"


def test_a_substantiated_complaint_about_a_company_is_a_credit_fact(crew, taihang):
    ticket = crew.reviewed(against="company", company=taihang)

    fact = CreditFact.objects.get(source="hotline", source_ref=ticket.number)
    assert (fact.company, fact.indicator, fact.magnitude) == (taihang, "complaints", 1)
    crew.call_back(ticket, stars=1, solved="no")
    crew.reply(ticket, result="unfounded")
    reviewing.review(ticket, agrees=True, words="", by=crew.reviewer)
    assert CreditFact.objects.get(pk=fact.pk).end.kind == "removed"


def test_an_unfounded_complaint_is_no_fact(crew, taihang):
    crew.reviewed(against="company", company=taihang, reply={"result": "unfounded"})

    assert not CreditFact.objects.filter(source="hotline").exists()
