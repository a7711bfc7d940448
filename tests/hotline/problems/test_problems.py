"""Ten tickets of a kind are a problem; it is closed by what was changed, by somebody else, and the link stays."""

import datetime

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from desk.refusals import MayNotHandle, NotNow
from hotline.bulletins.making import make
from hotline.bulletins.models import Kind
from hotline.bulletins.papers_of import _problems
from hotline.bulletins.reading import Reading
from hotline.measures.reading import Measured, figure_of
from hotline.problems import actions
from hotline.problems.finding import tick
from hotline.problems.models import Problem, ProblemStep
from hotline.problems.reading import since_closed
from hotline.problems.rules import EDITIONS, rules_on, state_of
from hotline.tickets.doing import sorting
from tests.hotline.crew import Crew

pytestmark = pytest.mark.django_db
MOMENT = "2026-11-25 09:30:00+08:00"


@pytest.fixture
def crew(catalogue):
    with time_machine.travel(MOMENT, tick=False):
        yield Crew()


@pytest.fixture
def problem(crew):
    for _number in range(10):
        crew.record()
    assert tick() == 1
    return Problem.objects.get()


def taken(problem, crew):
    due = timezone.localdate() + datetime.timedelta(days=30)
    return actions.take_up(
        problem, desk=crew.bureau, owner=crew.handler, words="约见物流园，改装卸预约。", due=due, by=crew.leader
    )


def test_no_rule_was_in_force_before_its_day():
    assert rules_on(datetime.date(2025, 12, 31)) is None
    assert [one.tickets for one in EDITIONS.all] == [10]


def test_nine_are_no_problem_and_one_refused_does_not_count(crew):
    made = [crew.record() for _number in range(10)]
    sorting.refuse(made[0], reason="nothing-to-go-on", body="", words="", by=crew.operator)

    assert tick() == 0
    assert not Problem.objects.exists()


def test_ten_of_theme_and_object_open_one_and_what_comes_while_it_is_open_is_tied_to_it(crew, problem):
    later = crew.record()
    again = tick(), tick()

    assert again == (0, 0)
    assert problem.tickets.count() == 11
    assert later.problems.get().problem == problem
    assert (problem.theme, problem.about, problem.label) == ("detention", "object", "孟州某物流园")


def test_ten_at_one_place_are_one_though_each_is_about_somebody_else(crew):
    division = crew.bureau.authority.division
    for number in range(10):
        crew.record(object_name=f"货主{number}", place="丰收路货场出口", division=division)

    assert tick() == 1
    assert Problem.objects.get().about == "place"


def test_tickets_of_long_ago_do_not_count(crew):
    for _number in range(9):
        crew.record()
    with time_machine.travel("2027-03-25 09:30:00+08:00", tick=False):
        crew.record()

        assert tick() == 0


def test_it_is_closed_by_what_was_changed_and_never_by_its_owner(crew, problem):
    with pytest.raises(NotNow):
        actions.close(problem, change="platform", reference="规则", words="改", by=crew.leader)
    with pytest.raises(MayNotHandle):
        actions.take_up(
            problem, desk=crew.bureau, owner=crew.handler, words="措施", due=timezone.localdate(), by=crew.supervisor
        )
    taken(problem, crew)
    actions.note(problem, words="已约见。", by=crew.handler)
    with pytest.raises(MayNotHandle):
        actions.close(problem, change="road", reference="丰收路", words="改", by=crew.handler)
    for change, reference in (("nothing", "某"), ("road", " ")):
        with pytest.raises(NotNow):
            actions.close(problem, change=change, reference=reference, words="改", by=crew.leader)
    step = actions.close(problem, change="road", reference="丰收路货场出口标线", words="已施划。", by=crew.leader)

    assert state_of(Problem.objects.get()) == "closed"
    assert since_closed(problem) == 0
    assert figure_of("problems-closed", type(crew.bureau.authority).objects.all()) == Measured(value=1, of=1)
    with pytest.raises(NotNow):
        actions.drop(problem, words="无", by=crew.leader)
    with pytest.raises(IntegrityError), transaction.atomic():
        ProblemStep.objects.create(
            problem=problem, nth=9, kind="closed", words="改", change="road", reference="路", owner=step.owner,
            by=step.owner,
        )  # fmt: skip


def test_after_it_was_closed_the_count_begins_anew(crew, problem):
    taken(problem, crew)
    actions.close(problem, change="road", reference="标线", words="已施划。", by=crew.leader)
    with time_machine.travel("2026-12-05 09:30:00+08:00", tick=False):
        for _number in range(9):
            crew.record()
        nine = tick()
        crew.record()
        ten = tick()

    assert (nine, ten) == (0, 1)
    assert since_closed(problem) == 10
    assert [one.nth for one in Problem.objects.order_by("nth")] == [1, 2]


def test_ticket_and_bulletin_keep_the_link_to_what_was_changed(crew, problem, sign_in):
    taken(problem, crew)
    with time_machine.travel("2026-11-26 09:30:00+08:00", tick=False):
        actions.close(problem, change="road", reference="丰收路标线", words="已施划。", by=crew.leader)
        ticket = problem.tickets.first().ticket
        page = sign_in(crew.leader).get(reverse("tickets:ticket", args=[ticket.number])).text
        theirs = sign_in(crew.handler).get(reverse("problems:problem", args=[problem.pk]))
    with time_machine.travel("2026-12-01 08:00:00+08:00", tick=False):
        since = datetime.date(2026, 11, 1)
        bulletin = make(crew.leader.authority, Kind.MONTHLY, since=since, until=datetime.date(2026, 11, 30))
        told = sign_in(crew.leader).get(reverse("bulletins:bulletin", args=[bulletin.pk])).text

    assert "丰收路标线" in page
    assert "丰收路标线" in told
    assert _problems(Reading(bulletin))[0].lines[0][-1].endswith("丰收路标线")
    assert theirs.status_code == 200
    assert ticket.number not in theirs.text


def test_the_leader_takes_it_up_on_its_page(crew, problem, sign_in):
    act = reverse("problems:act", args=[problem.pk, "taken"])
    seat = crew.bureau.seats.get(person=crew.handler).pk

    bad = sign_in(crew.leader).post(act, {"seat": seat, "words": "", "due": "2026-12-20"})
    done = sign_in(crew.leader).post(act, {"seat": seat, "words": "措施", "due": "2026-12-20"})

    assert (bad.status_code, done.status_code) == (422, 302)
    assert Problem.objects.get().steps.get().owner == crew.handler


def test_nobody_who_left_is_made_to_answer_for_a_problem(problem, crew, sign_in):
    crew.handler.is_active = False
    crew.handler.save()

    with pytest.raises(NotNow):
        taken(problem, crew)
    page = sign_in(crew.leader).get(reverse("problems:problem", args=[problem.pk]))
    assert crew.handler.name not in page.content.decode()
