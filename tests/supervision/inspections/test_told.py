"""Whoever an inspection waits for is told, and nobody else; a company that expects one learns that it is off."""

import pytest

from accounts.people import Person
from accounts.represented.companies import Membership
from post.contract import rules_of
from supervision.inspections.doing import planning, telling, visiting
from supervision.inspections.result_models import Record
from supervision.inspections.telling.post_set import POST, read
from tests.factories import principal_of
from tests.supervision.inspecting import answers, approved, drafted, entered, ordered
from tests.supervision.inspections.test_inspections import urgent
from trail.models import Event

pytestmark = pytest.mark.django_db


def told(kind):
    """Text → who is told of the newest event of a kind, without who did it: as the post does."""
    happened = Event.objects.filter(kind=f"inspection.{kind}").latest("pk")
    rules = [rule for rule in rules_of(POST) if rule.event == happened.kind and rule.fits(happened)]
    people = read(happened, {rule.to for rule in rules}).people
    return {rule.text.removeprefix("inspection-"): names(people[rule.to], happened.by) for rule in rules}


def names(people, by):
    return {person.username for person in Person.objects.filter(pk__in=people) if f"person:{person.pk}" != by}


def written(inspection, officer):
    visiting.record(
        inspection,
        answers=answers(inspection),
        statement="无异议。",
        signed=Record.Signed.SIGNED,
        signed_words="陈建国",
        by=officer.person,
    )


def test_the_officers_are_told_when_it_is_their_turn_and_the_third_is_not(yellow, team, head):
    first, second, _third = (one.person.username for one in team)
    company = {
        person.username for person in Person.objects.filter(pk__in=Membership.objects.acting_for(yellow.company_id))
    }
    inspection = entered(yellow, team, head)
    approval = told("approved")
    written(inspection, team[0])
    record = told("recorded")
    visiting.confirm(inspection, agrees=False, words="未写第二车。", by=team[1].person)
    sent_back = told("confirmed")
    written(inspection, team[0])
    visiting.confirm(inspection, agrees=True, words="", by=team[1].person)

    assert approval == {"approved": company, "may-begin": {first, second}}
    assert record == {"recorded": {second}}
    assert sent_back == {"sent-back": {first}}
    assert told("confirmed") == {"confirmed": {first}, "approve-afterwards": set()}, "it was approved before"


def test_of_one_that_is_not_approved_the_company_hears_nothing(yellow, team, head):
    planning.approve(drafted(yellow, team), granted=False, words="无必要。", by=head)

    assert told("refused") == {"not-approved": {one.person.username for one in team[:2]}}


def test_an_urgent_one_waits_for_the_head_once_its_record_is_confirmed(yellow, team, head):
    inspection = urgent(yellow, team)
    written(inspection, team[0])
    visiting.confirm(inspection, agrees=True, words="", by=team[1].person)

    assert told("confirmed")["approve-afterwards"] == {head.username}


def test_whoever_stands_in_is_told_where_both_officers_have_left(yellow, team, head):
    inspection = ordered(yellow, team, head)
    for one in team[:2]:
        one.person.groups.clear()
    telling.report_rectified(inspection, words="已改正。", by=principal_of(yellow.company))

    assert told("rectified") == {"reported": {team[2].person.username}}


def test_a_company_that_was_told_of_an_inspection_learns_that_it_is_cancelled(yellow, team, head):
    planning.cancel(approved(yellow, team, head), words="道路封闭。", by=team[0].person)
    announced = told("cancelled")
    planning.cancel(drafted(yellow, team), words="重复。", by=team[0].person)

    assert announced["cancelled"]
    assert told("cancelled") == {"cancelled": set()}, "what was only drafted is not known to it"
