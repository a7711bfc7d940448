"""An inspection never waits for an officer who has left: another one confirms by name and reason, or ends it."""

import pytest

from accounts.people import Person
from accounts.roles import Role, give_roles
from desk.refusals import MayNotHandle
from supervision.inspections.doing import telling, visiting
from supervision.inspections.doing.planning import NotInspected
from supervision.inspections.flow.open_steps import step_name
from supervision.inspections.models import Ending
from supervision.inspections.result_models import Record, RecordAnswer, Result
from supervision.inspections.screens.acts import ACTS
from tests.supervision.inspecting import answers, entered, recorded

pytestmark = pytest.mark.django_db


def switched_off(person):
    Person.objects.filter(pk=person.pk).update(is_active=False)


def of_another_role(person):
    give_roles(Person.objects.get(pk=person.pk), {Role.AUDITOR})


@pytest.fixture(params=[switched_off, of_another_role])
def leave(request):
    return request.param


@pytest.fixture
def inspection(yellow, team, head):
    return entered(yellow, team, head)


def written(inspection, team):
    return visiting.record(
        inspection,
        answers=answers(inspection),
        statement="",
        signed=Record.Signed.SIGNED,
        signed_words="陈建国",
        by=team[0].person,
    )


def anew(row):
    """As the next request reads it."""
    return type(row).objects.get(pk=row.pk)


def offered(inspection, person):
    found = anew(inspection)
    return {act.name for act in ACTS if act.is_offered(found, step_name(found), anew(person))}


def test_a_record_is_confirmed_by_another_officer_who_says_what_they_rely_on(inspection, team, leave):
    written(inspection, team)
    leave(team[1].person)
    third = team[2].person

    assert "confirm" in offered(inspection, third)
    with pytest.raises(NotInspected, match="what you rely on"):
        visiting.confirm(anew(inspection), agrees=True, words=" ", by=third)
    visiting.confirm(anew(inspection), agrees=True, words="对照现场照片核对。", by=third)

    assert "代为核对：对照现场照片核对。" in str(RecordAnswer.objects.get().letter.paragraphs)
    assert step_name(inspection) == "tell_result"


def test_while_the_other_officer_is_there_nobody_else_confirms(inspection, team, leave):
    written(inspection, team)

    assert "confirm" not in offered(inspection, team[2].person)
    with pytest.raises(MayNotHandle):
        visiting.confirm(inspection, agrees=True, words="我来。", by=team[2].person)
    leave(team[1].person)
    assert "confirm" not in offered(inspection, team[0].person)


def test_what_nobody_is_left_to_record_is_ended_and_recorded_by_nobody_else(inspection, team, leave):
    assert "give-up" not in offered(inspection, team[2].person)
    leave(team[0].person)
    with pytest.raises(MayNotHandle):
        visiting.give_up(inspection, words="调离。", by=team[2].person)
    leave(team[1].person)

    assert offered(inspection, team[2].person) == {"give-up"}
    visiting.give_up(anew(inspection), words="两名执法人员均已调离。", by=team[2].person)

    assert Ending.objects.get().kind == Ending.Kind.UNRECORDED
    assert step_name(inspection) == "void"


def test_the_result_is_told_by_another_officer_when_both_have_left(inspection, team, leave):
    found = recorded(inspection, team)
    for one in team[:2]:
        leave(one.person)

    telling.tell_result(anew(found), Result.Outcome.CLEAN, rectify_by=None, words="", by=team[2].person)

    assert step_name(found) == "closed"
