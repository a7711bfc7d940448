"""Whatever legal and illegal acts follow each other: nothing is struck off without its conditions, nobody is lost."""

from __future__ import annotations

import datetime
import re

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clock.hours import Span, Unit, moment_after
from desk.refusals import Refusal
from hotline.tickets.conditions import conditions_of
from hotline.tickets.doing import calling_back, ending, handling, reviewing, sorting, transferring
from hotline.tickets.end_models import CallBack, StrikeOff
from hotline.tickets.flow.open_steps import step_name
from hotline.tickets.flow.standing import follow
from hotline.tickets.letters.models import TicketLetter
from hotline.tickets.models import Caller, Due, Standing, Ticket
from hotline.tickets.rules import needs_call_back
from hotline.tickets.supervising.timer import tick
from tests.hotline.crew import Crew
from tests.walks import walks


def _promised():
    return {"promised": "修路", "promised_on": timezone.localdate() + datetime.timedelta(days=9)}


PEOPLE = ("operator", "dispatcher", "handler", "head", "justice", "outside", "reviewer", "caller_back", "supervisor")
ACTS = {
    "accept": lambda crew, ticket, by, n: sorting.accept(ticket, by=by),
    "answer": lambda crew, ticket, by, n: sorting.answer_at_once(ticket, words="答复", by=by),
    "refuse": lambda crew, ticket, by, n: sorting.refuse(ticket, reason="settled", body="", words="", by=by),
    "transfer": lambda crew, ticket, by, n: transferring.transfer(
        ticket, to=(crew.bureau, crew.oversight, crew.platform.desk)[n % 3], by=by
    ),
    "sign": lambda crew, ticket, by, n: transferring.sign(ticket, by=by),
    "give back": lambda crew, ticket, by, n: transferring.give_back(ticket, right_body="别处", words="不属", by=by),
    "join": lambda crew, ticket, by, n: transferring.join(ticket, to=Ticket.objects.order_by("pk")[n % 3], by=by),
    "progress": lambda crew, ticket, by, n: handling.note_progress(ticket, words="在办", by=by),
    "extend": lambda crew, ticket, by, n: handling.ask_extension(ticket, days=1 + n % 6, reasons="取证", by=by),
    "grant": lambda crew, ticket, by, n: handling.answer_extension(ticket, granted=n % 2 == 0, words="否", by=by),
    "reply": lambda crew, ticket, by, n: crew.reply(
        ticket,
        by=by,
        **(
            {"promised": "修路", "promised_on": timezone.localdate() + datetime.timedelta(days=9)} if n % 5 == 0 else {}
        ),
    ),
    "review": lambda crew, ticket, by, n: reviewing.review(ticket, agrees=n % 4 != 0, words="缺依据", by=by),
    "told": lambda crew, ticket, by, n: handling.note_told(ticket, reached=n % 2 == 0, words="告知", by=by),
    "try": lambda crew, ticket, by, n: calling_back.note_try(ticket, words="无人", by=by),
    "call": lambda crew, ticket, by, n: calling_back.call_back(
        ticket, responded=True, solved=("yes", "partly", "no")[n % 3], stars=1 + n % 5, words="", by=by
    ),
    "give up": lambda crew, ticket, by, n: calling_back.give_up(ticket, by=by),
    "final": lambda crew, ticket, by, n: calling_back.answer_finally(ticket, reasons="依法", by=by),
    "promise": lambda crew, ticket, by, n: ending.keep_promise(ticket, words="已修", by=by),
    "ledger": lambda crew, ticket, by, n: ending.put_on_ledger(ticket, words="待修", by=by),
    "strike off": lambda crew, ticket, by, n: ending.strike_off(ticket, by=by),
}
RIGHT = {
    "accept": "operator", "answer": "operator", "refuse": "operator", "transfer": "dispatcher", "join": "dispatcher",
    "grant": "head", "review": "reviewer", "told": "caller_back", "try": "caller_back", "call": "caller_back",
    "give up": "caller_back", "final": "head", "promise": "supervisor", "ledger": "supervisor",
    "strike off": "supervisor",
}  # fmt: skip
USUAL = ("accept", "transfer", "sign", "progress", "reply", "review", "call", "strike off")

steps = st.tuples(
    st.integers(0, 2),
    st.one_of(st.sampled_from(USUAL), st.sampled_from(sorted(ACTS))),
    st.integers(0, 40),
    st.integers(0, 6),
    st.sampled_from((0, 0, 1, 5, 26)),
)


@pytest.mark.django_db
@settings(max_examples=walks(6), suppress_health_check=list(HealthCheck))
@given(walk=st.lists(steps, min_size=15, max_size=60))
def test_no_walk_strikes_off_without_conditions_or_loses_a_caller(walk, time_machine):
    time_machine.move_to(datetime.datetime.fromisoformat("2026-03-02T09:30+08:00"), tick=False)
    with transaction.atomic():
        crew = Crew()
        callers = [("张一", "13900000001", False), ("李二", "13900000002", False), ("", "", True)]
        tickets = [crew.record(name=name, phone=phone, is_anonymous=hidden) for name, phone, hidden in callers]
        for which, act, number, wrong, hours in walk:
            time_machine.shift(datetime.timedelta(hours=hours))
            ticket = Ticket.objects.get(pk=tickets[which].pk)
            _try(crew, ticket, act, number, wrong)
            tick()
            _check(ticket)
        told = [(one.caller.name, one.caller.phone) for one in Ticket.objects.order_by("pk")]
        assert told == [(name, phone) for name, phone, _hidden in callers]
        papers = ["".join(one.paragraphs) for one in TicketLetter.objects.all()]
        assert not [one for one in papers if re.search("分前（含当日）|日前[^（]|前前|[{}]|None", one)]
        transaction.set_rollback(True)


def _try(crew, ticket, act, number, wrong):
    """The act by whose it is, or now and then by somebody else; a refusal changes nothing."""
    somebody = getattr(crew, PEOPLE[number % len(PEOPLE)])
    desk = Standing.objects.get(ticket=ticket).desk
    holders = {crew.bureau.pk: crew.handler, crew.oversight.pk: crew.justice, crew.platform.desk.pk: crew.outside}
    right = getattr(crew, RIGHT[act]) if act in RIGHT else holders.get(desk.pk if desk else None, crew.handler)
    before = step_name(ticket)
    held = [one.code for one in conditions_of(ticket) if not one.holds] if act == "strike off" else []
    try:
        ACTS[act](crew, ticket, somebody if wrong == 0 else right, number)
    except Refusal:
        assert step_name(ticket) == before
    else:
        assert held == []


def _check(ticket):
    found = Standing.objects.get(ticket=ticket)
    assert (found.node, found.is_over) == (step_name(ticket), step_name(ticket) in ENDS)
    again = follow(ticket)
    assert (again.node, again.desk, again.due_at) == (found.node, found.desk, found.due_at)
    struck = StrikeOff.objects.filter(ticket=ticket).first()
    assert (struck is not None) == (found.node == "struck_off")
    if struck is not None:
        assert needs_call_back(ticket) is False or CallBack.objects.filter(ticket=ticket).exists()
        assert struck.by.pk not in set(ticket.replies.values_list("by", flat=True))
        assert not ticket.dues.running().exists()
    assert Caller.objects.filter(ticket=ticket).count() == 1
    for due in Due.objects.filter(ticket=ticket):
        span = Span(amount=due.amount + due.longer, unit=Unit(due.unit))
        assert due.due_at == moment_after(due.began_at, span)
        assert (due.look_at is None) or (due.met_at is None and due.dropped_at is None)
        assert due.met_at is None or due.met_at >= due.began_at


ENDS = {"answered", "refused", "diverted", "struck_off"}
