"""The demand chain: node by node, one working day each, at the regulator a ticket, and the answer goes back down."""

import datetime

import pytest
import time_machine
from django.conf import settings
from django.urls import reverse

from desk.refusals import MayNotHandle, NotNow, TooLate
from hotline.chain import moving, seats
from hotline.chain.errands import KINDS
from hotline.chain.models import ChainSeat, Demand, Hop
from hotline.chain.nodes import EDITIONS
from hotline.chain.reading import by_code, counted, demands_for
from hotline.chain.telling.post_set import read
from hotline.chain.timer import tick
from hotline.tickets.doing import handling, reviewing, sorting, transferring
from pages.errands import Whom, told_by
from tests.factories import PersonFactory
from tests.hotline.chain.conftest import MOMENT, NEEDED
from trail.models import Event

pytestmark = pytest.mark.django_db


def nodes(demand):
    return list(demand.hops.values_list("node", "how"))


def test_the_nodes_are_those_of_the_seed_in_their_order():
    assert [node.zh for node in EDITIONS.newest.nodes] == [
        "普通司机", "党员司机", "流动党员党支部", "行业党委", "行业监管部门",
    ]  # fmt: skip


def test_an_unanswered_demand_goes_through_all_five_nodes_by_itself_and_is_a_ticket_of_2252(seated):
    demand = seated.demand()
    moved = []
    for day in ("2026-11-26 23:00", "2026-11-27 00:01", "2026-11-28 08:00", "2026-12-01 00:01", "2026-12-03 00:01"):
        with time_machine.travel(f"{day}:00+08:00", tick=False):
            moved.append((tick(), tick()))
            ticket = getattr(Demand.objects.get(), "became", None)

    # Friday's day ends on Monday: the weekend is nobody's.
    assert moved == [(0, 0), (1, 0), (0, 0), (1, 0), (1, 0)]
    assert nodes(demand) == [
        ("driver", "entered"), ("member", "passed"), ("branch", "by-time"), ("committee", "by-time"),
        ("regulator", "by-time"),
    ]  # fmt: skip
    assert (ticket.ticket.channel, ticket.ticket.external) == ("branch", demand.number)
    assert ticket.ticket.dues.get(step="sort").due_at - ticket.ticket.received_at == datetime.timedelta(hours=2)
    assert ticket.ticket.caller.phone == "13839112233"


def test_the_tickets_answer_goes_back_down_the_same_nodes_to_the_driver(seated):
    crew, demand = seated.crew, seated.demand()
    for person in (seated.member, seated.secretary, seated.committee):
        moving.pass_on(demand, note="请协调", by=person)
    ticket = demand.became.ticket
    sorting.accept(ticket, by=crew.operator)
    transferring.transfer(ticket, to=crew.bureau, by=crew.dispatcher)
    transferring.sign(ticket, by=crew.handler)
    handling.reply(
        ticket, facts="确无夜间车位。", steps="开放服务区三十个车位。", basis="", result="verified", by=crew.handler,
        promised="施划十个车位", promised_on=datetime.date(2031, 12, 20),
    )  # fmt: skip
    unreviewed = tick()
    reviewing.review(ticket, agrees=True, words="", by=crew.reviewer)
    answered = tick(), tick()

    found = by_code(demand.number, demand.code)
    assert (unreviewed, answered) == (0, (1, 0))
    assert "三十个车位" in found.answer.words
    assert "承诺于2031-12-20前完成：施划十个车位" in found.answer.words
    assert list(found.answer.handed_down.values_list("node", flat=True)) == ["committee", "branch", "member", "driver"]


def test_whoever_sits_where_it_is_may_answer_and_nobody_else(seated):
    demand = seated.demand()
    for other in (seated.secretary, seated.committee, seated.crew.leader):
        with pytest.raises(MayNotHandle):
            moving.answer(demand, words="好", by=other)
    with pytest.raises(NotNow):
        moving.answer(demand, words=" ", by=seated.member)
    moving.answer(demand, words="货场北门夜间可停。", by=seated.member)
    with pytest.raises(NotNow):
        moving.pass_on(demand, note="", by=seated.member)
    with time_machine.travel("2026-12-10 09:00:00+08:00", tick=False):
        later = tick()

    assert later == 0
    assert list(demand.answer.handed_down.values_list("node", flat=True)) == ["driver"]


def test_a_demand_may_enter_at_any_node_by_who_sits_there(seated):
    demand = moving.enter(NEEDED, seated.branch, node="committee", by=seated.committee)
    moving.pass_on(demand, note="", by=seated.committee)

    assert nodes(demand) == [("committee", "entered"), ("regulator", "passed")]
    with pytest.raises(MayNotHandle):
        moving.enter(NEEDED, seated.branch, node="committee", by=seated.member)


def test_a_seat_is_nothing_without_ones_own_consent(seated):
    somebody = PersonFactory()
    seat = seats.offer(
        seated.branch.authority, node="member", branch=seated.branch, person=somebody, by=seated.secretary
    )
    demand = seated.demand()
    with pytest.raises(MayNotHandle):
        moving.answer(demand, words="好", by=somebody)
    with pytest.raises(MayNotHandle):
        seats.consent(seat, agrees=True, by=seated.secretary)
    with pytest.raises(NotNow):
        seats.offer(seated.branch.authority, node="member", branch=seated.branch, person=somebody, by=seated.secretary)
    seats.consent(seat, agrees=False, by=somebody)
    with pytest.raises(TooLate):
        seats.consent(seat, agrees=True, by=somebody)

    assert demand not in demands_for(somebody)


def test_who_leaves_sees_nothing_of_the_chain_any_more(seated):
    demand = seated.demand()
    assert demand in demands_for(seated.member)
    seats.leave(ChainSeat.objects.get(person=seated.member), by=seated.member)

    assert demand not in demands_for(seated.member)


def test_members_are_asked_by_their_branch_and_secretaries_by_the_leader(seated):
    other = PersonFactory()
    authority, branch = seated.branch.authority, seated.branch
    for node, whose, by in (
        ("member", branch, seated.crew.leader),
        ("branch", branch, seated.secretary),
        ("committee", None, seated.crew.supervisor),
    ):
        with pytest.raises(MayNotHandle):
            seats.offer(authority, node=node, branch=whose, person=other, by=by)


def test_outside_the_chain_nobody_learns_who_belongs_to_it(seated, sign_in):
    demand = seated.demand()
    moving.pass_on(demand, note="", by=seated.member)
    leader = sign_in(seated.crew.leader)
    office, hidden = leader.get(reverse("chain:office")).text, leader.get(reverse("chain:demand", args=[demand.number]))
    told = Event.objects.filter(kind__startswith="chain.")

    assert told.exists()
    assert {(event.by, event.by_name) for event in told} == {("chain", "")}
    assert "党员" not in office.replace("党员司机", "").replace("党员党支部", "").replace("流动党员", "")
    assert office.count("agreed") == 2, "that the seats are taken, and not by whom"
    assert not [one for one in (seated.secretary, seated.committee) if one.name in office]
    assert hidden.status_code == 404
    assert not [path for path in (*settings.LISTS.values(), *settings.LONG_WORK) if "chain" in path]


def test_only_the_portal_tells_and_only_who_sits_there(seated):
    demand = seated.demand()
    event = Event.objects.filter(kind="chain.moved").latest("pk")

    assert read(event, ["node"]).people == {"node": {seated.member.pk}}
    asked, somebody = Event.objects.filter(kind="chain.seat"), PersonFactory()
    seats.offer(seated.branch.authority, node="member", branch=seated.branch, person=somebody, by=seated.secretary)
    assert read(asked.latest("pk"), ["asked"]).people == {"asked": {somebody.pk}}
    assert read(asked.earliest("pk"), ["asked"]).people == {"asked": set()}
    moving.answer(demand, words="好", by=seated.member)
    answered = Event.objects.get(kind="chain.answered")
    assert read(answered, ["passed"]).people == {"passed": {seated.member.pk}}


def test_of_fewer_than_five_persons_nothing_is_counted(seated):
    authority = seated.branch.authority
    for number in range(4):
        seated.demand(moving.Needed(theme="parking", words="车位", phone=f"1383911220{number}"))
    seated.demand(moving.Needed(theme="parking", words="车位", phone="13839112200"))
    few = counted(authority)
    seated.demand(moving.Needed(theme="parking", words="车位", phone="13839112209"))

    moving.answer(Demand.objects.latest("pk"), words="北门可停。", by=seated.member)
    found = counted(authority)

    assert few.demands is None
    assert (found.demands, found.answered) == (6, None), "one answer is one person's"


def test_a_driver_tells_it_without_an_account_and_reads_the_way_and_the_answer(seated, client):
    told = {
        "branch": seated.branch.pk,
        "kind": "suggestion",
        "theme": "parking",
        "words": "车位",
        "name": "",
        "phone": "",
    }
    made = client.post(reverse("chain:tell"), told)
    demand = Demand.objects.get()
    moving.answer(demand, words="北门可停。", by=seated.member)
    page = client.post(reverse("chain:follow"), {"number": demand.number, "code": demand.code})
    wrong = client.post(reverse("chain:follow"), {"number": demand.number, "code": "AAAAAAAAAA"})

    assert demand.code in made.text
    assert "12328" in made.text
    assert "党员司机" in page.text
    assert "→ 普通司机" in page.text, "the answer came back down to the driver"
    assert seated.member.name not in page.text.replace("党员司机", "").replace("流动党员党支部", "")
    assert wrong.status_code == 422


def test_from_the_inside_seats_and_demands_are_kept_on_one_page(seated, sign_in):
    demand, somebody = seated.demand(), PersonFactory(phone="13511112222")
    secretary = sign_in(seated.secretary)
    secretary.post(reverse("chain:ask", args=[seated.branch.pk]), {"phone": "13511112222"})
    asked = ChainSeat.objects.offered_to(somebody).get()
    sign_in(somebody).post(reverse("chain:consent", args=[asked.pk]), {"agrees": "yes"})
    member = sign_in(somebody)
    page = member.get(reverse("chain:mine")).text
    member.post(reverse("chain:act", args=[demand.number, "pass"]), {"note": "请支部协调"})
    theirs = sign_in(seated.secretary).get(reverse("chain:demand", args=[demand.number])).text

    assert demand.number in page
    assert "请支部协调" in theirs
    assert Hop.objects.get(node="branch").by == somebody


def to_do(person):
    return list(told_by(KINDS, Whom(company=None, person=person, on=MOMENT)))


def test_whose_turn_it_is_has_it_to_do_on_the_own_page_and_nobody_else(seated):
    demand = seated.demand()

    told = {who: to_do(getattr(seated, who)) for who in ("member", "secretary", "committee")}
    moving.pass_on(demand, note="", by=seated.member)
    later = to_do(seated.member), to_do(seated.secretary)

    assert [one.about for one in told["member"]] == [demand.number]
    assert told["member"][0].due == datetime.date(2026, 11, 26)
    assert told["secretary"] == told["committee"] == []
    assert [len(rows) for rows in later] == [0, 1]


def test_a_seat_waits_for_ones_own_word_on_the_own_page(seated):
    somebody = PersonFactory()
    seats.offer(seated.branch.authority, node="member", branch=seated.branch, person=somebody, by=seated.secretary)

    assert [one.address for one in to_do(somebody)] == [reverse("chain:mine")]


def test_whoever_has_an_account_finds_the_seats_from_the_page_of_the_hotline(seated, sign_in, client):
    """In no menu: who belongs to the chain is sensitive (F-10.17); the page is the same for all who are signed in."""
    seats = f'href="{reverse("chain:mine")}"'

    assert seats in sign_in(seated.secretary).get(reverse("hear:tell")).text
    assert seats in sign_in(PersonFactory()).get(reverse("hear:tell")).text
    assert seats not in client.get(reverse("hear:tell")).text
