"""The desk: its boxes, a person's own flags, and what comes back on its day."""

import datetime

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.staffing.absence import enter_absence
from accounts.teams.actions import add_member, end_member, make_team
from desk import taking
from licensing.casework.marking.marks import mark
from licensing.casework.marking.models import CaseMark
from licensing.decisions.models.checking import Review
from licensing.flow.open_steps import open_task
from licensing.moving import cases as flow
from tests.factories import accepted, company_of, staff, submitted
from tests.licensing.test_allocation import NEIGHBOUR

pytestmark = pytest.mark.django_db


def shown(page) -> list[str]:
    return [line.label for line in page.context["list"].lines]


def counted(page) -> dict[str, str]:
    return {tab.box.name: tab.counted for tab in page.context["tabs"]}


def test_a_case_is_flagged_for_oneself_found_by_its_colour_and_nobody_else_sees_it(taihang, clerk, sign_in):
    case, colleague = submitted(taihang), staff("colleague", "counter-clerk")
    client = sign_in(clerk)
    client.post(reverse("desk:mark", args=[case.key]), {"flag": "red", "words": "等车检结果"})

    mine = client.get("/desk/", {"box": "flagged"})
    other_colour = client.get("/desk/", {"flag": "green"})
    theirs = sign_in(colleague).get("/desk/", {"box": "flagged"})
    their_page = sign_in(colleague).get(reverse("desk:case", args=[case.key])).content.decode()

    assert shown(mine) == [case.receipt_number]
    assert "Red: urgent" in mine.content.decode()
    assert shown(other_colour) == shown(theirs) == []
    assert (counted(mine)["flagged"], counted(theirs)["flagged"]) == ("1", "0")
    assert "等车检结果" not in their_page


def test_my_teams_box_has_what_its_people_hold_today_and_nobody_elses(taihang, clerk, sign_in):
    head, mate, stranger = staff("head", "supervisor"), staff("mate", "counter-clerk"), staff("far", "counter-clerk")
    today = timezone.localdate()
    team = make_team(clerk.authority, "普货组", by=head)
    for person in (clerk, mate):
        add_member(team, person, since=today, by=head)
    case, _free = submitted(taihang), submitted(company_of(NEIGHBOUR))
    taking.take(open_task(case), by=mate)

    mine, theirs = sign_in(clerk).get("/desk/", {"box": "team"}), sign_in(stranger).get("/desk/", {"box": "team"})
    whole = sign_in(head).get(reverse("desk:steps"), {"team": team.pk})

    assert (shown(mine), counted(mine)["team"]) == ([case.receipt_number], "1")
    assert (shown(theirs), counted(theirs)["team"]) == ([], "0")
    assert shown(whole) == [case.receipt_number]

    for member in team.members.all():
        end_member(member, until=today - datetime.timedelta(days=1), by=head)
    assert shown(sign_in(clerk).get("/desk/", {"box": "team"})) == []


def test_what_waits_for_the_second_officers_word_is_nobody_elses_to_take(taihang, clerk, sign_in):
    case = accepted(taihang, clerk=clerk, procedure="ordinary")
    first, second, third = (staff(name, "reviewer") for name in ("first", "second", "third"))
    flow.review(case, recommendation=Review.Recommendation.GRANT, opinion="齐全。", by=first)
    case.refresh_from_db()
    looking = sign_in(third)
    before = looking.get("/desk/", {"box": "queue"})
    told = {"second": second, "checked_on": timezone.localdate(), "passed": True, "findings": "合格。"}
    flow.check_on_site(case, by=first, **told)
    taking.put_back(open_task(case), by=first)

    waiting = looking.get("/desk/", {"box": "queue"})
    theirs = sign_in(second).get("/desk/", {"box": "queue"}).content.decode()
    today = timezone.localdate()
    enter_absence(second, since=today, until=today, deputy=None, by=second)
    away = looking.get("/desk/", {"box": "queue"})
    flow.check_on_site(case, by=first, **{**told, "second": third})
    taking.put_back(open_task(case), by=first)
    flow.confirm_site_check(case, agrees=False, words="不是这个场地。", by=third)
    anew = looking.get("/desk/", {"box": "queue"})

    assert [shown(page) for page in (before, away, anew)] == [[case.receipt_number]] * 3
    assert (shown(waiting), counted(waiting)["queue"]) == ([], "0")
    assert "Waiting for your own answer" in theirs


def test_what_one_wanted_to_see_again_stands_above_the_desk_from_its_day_on(taihang, clerk, sign_in):
    case, day = submitted(taihang), timezone.localdate() + datetime.timedelta(days=3)
    mark(case, flag="", follow_on=day, words="问过公安", by=clerk)

    before = sign_in(clerk).get("/desk/")
    with time_machine.travel(datetime.datetime.combine(day, datetime.time(2), datetime.UTC), tick=False):
        on_the_day = sign_in(clerk).get("/desk/").content.decode()

    assert "To be followed up" not in before.content.decode()
    assert "To be followed up" in on_the_day
    assert "问过公安" in on_the_day


def test_a_mark_that_cannot_be_is_said_at_its_field_and_what_was_typed_stays(taihang, clerk, sign_in):
    case = submitted(taihang)

    answer = sign_in(clerk).post(reverse("desk:mark", args=[case.key]), {"flag": "pink", "words": "等车检结果"})

    assert answer.status_code == 422
    assert set(answer.context["mark_form"].errors) == {"flag"}
    assert 'value="等车检结果"' in answer.content.decode()


def test_an_empty_mark_is_taken_away_and_the_database_keeps_none(taihang, clerk):
    case = submitted(taihang)
    mark(case, flag="blue", follow_on=None, words="", by=clerk)

    assert mark(case, flag="", follow_on=None, words=" ", by=clerk) is None
    assert not CaseMark.objects.exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        CaseMark.objects.create(person=clerk, application=case)


def test_what_is_due_within_two_working_days_lies_in_a_box_of_its_own(taihang, clerk, sign_in):
    case = submitted(taihang)
    step = case.process.task_set.get(open_step__isnull=False).open_step
    step.due = timezone.localdate()
    step.save()

    due = sign_in(clerk).get("/desk/", {"box": "due"})
    step.due = timezone.localdate() + datetime.timedelta(days=30)
    step.save()

    assert shown(due) == [case.receipt_number]
    assert shown(sign_in(clerk).get("/desk/", {"box": "due"})) == []
