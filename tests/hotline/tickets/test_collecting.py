"""Needs of grid visits become tickets, once, and are answered when the ticket is."""

from __future__ import annotations

import pytest

from hotline.tickets.collecting import hotline_of, tick
from hotline.tickets.doing import sorting
from hotline.tickets.models import Ticket
from supervision.visits.models import Need
from tests.factories import open_grid, staff
from tests.hotline.crew import Crew
from tests.supervision.visits.conftest import record_of, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def visited(taihang):
    from supervision.grids import actions
    from supervision.grids.following import follow_register
    from supervision.grids.models import Seat

    chief, member = staff("chief", "grid-chief"), staff("member", "grid-member")
    grid = open_grid("410802-P-001", "塔南路")
    follow_register()
    actions.seat(grid, member, role=Seat.Role.MEMBER, origin=Seat.Origin.OFFICIAL, by=chief)
    sent(record_of(taihang, grid, needs=[{"kind": "pay", "words": "平台拖欠运费", "note": ""}]), by=member)
    return Need.objects.get()


def test_a_need_is_a_ticket_once_and_answered_with_it(visited):
    crew = Crew()

    assert (tick(), tick()) == (1, 0)
    ticket = Ticket.objects.get()
    assert (ticket.channel, ticket.theme, ticket.facts) == ("visit", "freight-unpaid", "平台拖欠运费")
    sorting.answer_at_once(ticket, words="可以直接向平台总部专席反映。", by=crew.operator)
    assert tick() == 1

    answer = Need.objects.get().answer
    assert (answer.reference, answer.words) == (ticket.number, "可以直接向平台总部专席反映。")
    assert tick() == 0


def test_a_county_without_desks_is_heard_by_its_city(visited):
    county = visited.visit.grid.authority

    assert hotline_of(county).division_id == "410800"
    Crew()
    assert hotline_of(county) == county
