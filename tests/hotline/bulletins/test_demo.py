"""The demo's bulletins: every state of a bulletin and of a task is seen, and a second seed adds nothing."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.demo.companies import seed_people
from accounts.people import Person
from accounts.roles import sync_groups
from hotline.afterwards.demo import seed as seed_afterwards
from hotline.afterwards.models import QuestionnaireAnswer
from hotline.bulletins.demo import seed
from hotline.bulletins.models import Bulletin, Kind, MonthlyTask
from hotline.bulletins.reading import Reading
from hotline.bulletins.states import state_of, task_state
from hotline.chain.demo import seed as seed_chain
from hotline.demo import seed as seed_hotline
from hotline.figures.definitions import FIGURES
from hotline.interviews.demo import seed as seed_interviews
from hotline.interviews.models import InterviewStep
from hotline.problems.demo import seed as seed_problems
from hotline.tickets.end_models import Redo, StrikeOff
from hotline.tickets.models import Ticket
from pages.counted.figure import count


@pytest.fixture
def world(catalogue):
    sync_groups()
    seed_people()
    seed_hotline()
    return seed()


def test_a_letter_bears_the_day_of_the_act_it_tells_and_numbers_follow_days(world):
    for kind, rows in (("ticket-redo", Redo.objects), ("ticket-struck-off", StrikeOff.objects)):
        told = [(timezone.localdate(row.at), row.letter) for row in rows.select_related("letter").order_by("letter")]

        assert told
        assert {day for day, _letter in told} - {timezone.localdate()}, kind
        assert [day for day, _letter in told] == [letter.dated for _day, letter in told]
        past = [day for day, _letter in told if day < timezone.localdate()]
        assert past == sorted(past)
        assert all(timezone.localdate(letter.written_at) == day for day, letter in told)


def counted(code):
    today = timezone.localdate()
    found = count(FIGURES[code], Person.objects.get(username="leader"), today - datetime.timedelta(days=90), today)
    return found.number


def test_every_state_is_seen_and_a_second_seed_adds_nothing(world, client):
    month = Bulletin.objects.filter(kind=Kind.MONTHLY).latest("since")
    reading = Reading(month)

    assert world == 6
    assert seed() == 0
    assert {state_of(one) for one in Bulletin.objects.all()} == {"told", "draft", "restated"}
    assert {task_state(one) for one in MonthlyTask.objects.all()} == {"open", "under-way", "done"}
    assert len(reading.open_tasks) == 2
    assert any(one.rank for _group, rows in reading.places for one in rows)
    client.force_login(Person.objects.get(username="leader"))
    assert client.get(reverse("bulletins:bulletin", args=[month.pk])).status_code == 200
    past = Ticket.objects.filter(standing__node="struck_off").earliest("received_at")
    assert client.get(reverse("tickets:ticket", args=[past.number])).status_code == 200
    assert all(
        counted(code) for code in ("first-contact", "recovered", "called-back", "at-once", "redone", "others-on-time")
    ), "no figure is empty"
    assert seed_afterwards() > 10
    assert all(
        QuestionnaireAnswer.objects.filter(questionnaire__ticket__struck_off__isnull=one) for one in (True, False)
    )
    assert not Ticket.objects.filter(standing__node="struck_off", object_name=""), "nobody is struck off without one"
    assert seed_interviews() > 0
    assert InterviewStep.objects.filter(kind="served").count() == 1
    assert seed_problems() > 0
    assert seed_chain() == 3
    assert (seed_interviews(), seed_problems(), seed_chain(), seed_afterwards()) == (0, 0, 0, 0)
