"""A page of the hotline asks the database as often for many rows as for two."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hotline.care.figures import figures_of, figures_of_each
from hotline.desks.naming import name_for
from hotline.figures.rows import read_beside, told
from hotline.tickets.doing import correcting, reviewing, sorting, transferring
from hotline.tickets.models import Ticket
from hotline.tickets.rules import classified
from pages.counted.screen import each_told
from tests.factories import staff
from tests.hotline.care.conftest import applied, opened
from tests.hotline.crew import Crew
from tests.hotline.seated import at_a_platform

pytestmark = pytest.mark.django_db


def asked(work):
    with CaptureQueriesContext(connection) as seen:
        work()
    return len(seen)


def test_everybody_named_to_somebody_outside_is_asked_for_once(catalogue):
    crew = Crew()
    others = [at_a_platform(f"of-another-{number}") for number in range(4)]

    assert asked(lambda: [name_for(one, crew.outside) for one in others]) == 1
    assert not {name_for(one, crew.outside) for one in others} & {one.name for one in others}


def test_rows_of_a_figure_are_told_with_what_they_were_corrected_to(catalogue):
    crew = Crew()
    tickets = [crew.accepted(object_name=f"物流园{number}") for number in range(4)]
    correcting.correct(
        tickets[3], by=crew.dispatcher, theme="passage", against="road", object_name_typed="一路", reasons="核实。"
    )

    def rows(number):
        return Ticket.objects.filter(pk__in=[one.pk for one in tickets[-number:]]).order_by("pk")

    list(each_told(rows(1), told, read_beside))
    few, many = (asked(lambda n=n: list(each_told(rows(n), told, read_beside))) for n in (2, 4))
    assert few == many
    *_before, last = each_told(rows(4), told, read_beside)
    alone = told(tickets[3])
    assert last == alone
    assert classified(tickets[3]).theme == "passage"


def test_programmes_are_counted_together_as_each_alone(catalogue):
    officer = staff("care", "care-officer", division="410800")
    approvers = tuple(
        staff(name, role, division="410800") for name, role in (("l", "hotline-leader"), ("h", "unit-head"))
    )
    made = [opened(officer, approvers, code=f"aid{number}") for number in range(3)]
    applied(made[0])

    assert asked(lambda: figures_of_each(made)) == asked(lambda: figures_of_each(made[:1])) == 3
    assert [figures for _one, figures in figures_of_each(made)] == [figures_of(one) for one in made]
    assert [figures.applied for _one, figures in figures_of_each(made)] == [1, 0, 0]


CEILINGS = {"accepted": 18, "replied": 20, "called back": 26}
"""At which step of a ticket its page asks how often at most, whoever reads it; whoever gets below one lowers it."""


@pytest.mark.parametrize("step", CEILINGS)
def test_the_page_of_a_ticket_asks_no_more_than_it_did(catalogue, client, step):
    crew = Crew()
    if step == "accepted":
        ticket = crew.accepted()
    elif step == "replied":
        ticket = crew.replied()
    else:
        ticket = crew.reviewed()
        crew.call_back(ticket)
    page = f"/hotline/tickets/{ticket.number}/"
    told = {}
    for person in (crew.operator, crew.dispatcher, crew.reviewer, crew.caller_back, crew.handler, crew.head):
        client.force_login(person)
        if client.get(page).status_code == 200:  # the first page of a sign-in also writes the session
            told[person.username] = asked(lambda: client.get(page))

    assert told
    assert {name: count for name, count in told.items() if count > CEILINGS[step]} == {}


ACTS = {
    "record": 29, "accept": 27, "transfer": 32, "sign": 29, "reply": 23, "review": 43, "call back": 32, "strike off": 56
}  # fmt: skip
"""How often each act of a ticket's life asks at most; whoever gets below one lowers it."""


def test_no_act_on_a_ticket_asks_more_than_it_did(catalogue):
    crew, ticket = Crew(), None
    acts = {
        "record": lambda: crew.record(phone="13839110077", plate="豫H00077"),
        "accept": lambda: sorting.accept(ticket, by=crew.operator),
        "transfer": lambda: transferring.transfer(ticket, to=crew.bureau, by=crew.dispatcher),
        "sign": lambda: transferring.sign(ticket, by=crew.handler),
        "reply": lambda: crew.reply(ticket),
        "review": lambda: reviewing.review(ticket, agrees=True, words="", by=crew.reviewer),
        "call back": lambda: crew.call_back(ticket),
        "strike off": lambda: crew.strike_off(ticket),
    }
    crew.strike_off(_life(crew))  # what a process works out once
    over = {}
    for name, act in acts.items():
        with CaptureQueriesContext(connection) as seen:
            done = act()
        ticket = ticket or done
        if len(seen) > ACTS[name]:
            over[name] = len(seen)

    assert over == {}


def _life(crew):
    ticket = crew.reviewed()
    crew.call_back(ticket)
    return ticket
