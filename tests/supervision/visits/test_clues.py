"""A clue from a visit: passed on apart from it, read by officers, and nothing follows from it by itself (F-9.16)."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from desk.refusals import MayNotHandle, NotYours
from post.models import Message
from post.telling import tail
from supervision.credit.facts.models import CreditFact
from supervision.inspections.models import CompanyInspection
from supervision.visits.clues.actions import ClueAnswered, NotTakenUp, answer, give
from supervision.visits.clues.models import VisitClue, VisitClueAnswer
from tests.conftest import SHUNDA
from tests.factories import company_of, principal_of, staff
from tests.supervision.conftest import subject_of
from tests.supervision.inspecting import drafted, officers
from tests.supervision.visits.conftest import SIGNED, sent, signed_record
from trail.models import Event

pytestmark = pytest.mark.django_db
Reason = VisitClueAnswer.Reason
WORDS = "停车场有三辆外地牌照的空车，夜间进出。"


@pytest.fixture
def visit(taihang, street, seat, member):
    return sent(signed_record(taihang, street), by=member, files=[SIGNED]).visit


@pytest.fixture
def team(catalogue):
    return officers(2)


@pytest.fixture
def clue(visit, member):
    return give(visit, WORDS, by=member)


def test_it_is_passed_on_from_the_visit_and_makes_no_inspection_and_no_fact(sign_in, visit, member, team):
    client, address = sign_in(member), reverse("visits:give_clue", args=[visit.pk])

    lacking = client.post(address, {"words": ""})
    client.post(address, {"words": WORDS})

    clue = VisitClue.objects.get()
    assert lacking.status_code == 422
    assert clue.number in client.get(reverse("visits:visit", args=[visit.pk])).content.decode()
    assert not CompanyInspection.objects.exists()
    assert not CreditFact.objects.exists()


def test_officers_read_it_and_of_the_visit_nothing_else_and_the_company_reads_nothing(sign_in, clue, team, taihang):
    officer, address = sign_in(team[0].person), reverse("visits:clue", args=[clue.pk])

    listed, page = (officer.get(one).content.decode() for one in (reverse("visits:clues"), address))

    assert clue.number in listed
    assert WORDS in page
    assert "年审可网上办理" not in page
    assert officer.get(reverse("visits:visit", args=[clue.visit_id])).status_code == 403
    assert sign_in(officers(1, division="410823", first=7)[0].person).get(address).status_code == 404
    assert clue.number not in sign_in(principal_of(taihang)).get(reverse("visits:mine")).content.decode()


def test_the_officers_are_told_and_no_event_or_message_names_the_company_or_the_words(clue, team, taihang):
    tail.listen()

    told = Message.objects.filter(person__in=[one.person for one in team])
    assert told.count() == 2
    values = str([one.values for one in Event.objects.filter(kind="visit.clue_given")])
    assert not any(word in values for word in (taihang.name, WORDS))


def test_only_who_visits_there_passes_one_on_and_only_another_officer_answers_it(visit, clue, team, member):
    with pytest.raises(NotYours):
        give(visit, WORDS, by=staff("other", "grid-member"))
    with pytest.raises(MayNotHandle):
        answer(clue, Reason.GROUNDLESS, inspection="", by=member)


def test_it_is_answered_once(clue, team):
    answer(clue, Reason.GROUNDLESS, inspection="", by=team[0].person)

    with pytest.raises(ClueAnswered):
        answer(clue, Reason.MENDED, inspection="", by=team[1].person)


def test_it_is_taken_up_by_an_inspection_of_this_company_drafted_since(sign_in, clue, team, taihang):
    other = drafted(subject_of(company_of(SHUNDA), colour="yellow"), team)
    mine = drafted(subject_of(taihang, colour="yellow"), team)
    officer, address = sign_in(team[0].person), reverse("visits:answer_clue", args=[clue.pk])

    for wrong in ("", "410802-J2026-999", other.number):
        assert officer.post(address, {"reason": "taken-up", "inspection": wrong}).status_code == 422
        with pytest.raises(NotTakenUp):
            answer(clue, Reason.TAKEN_UP, inspection=wrong, by=team[0].person)
    officer.post(address, {"reason": "taken-up", "inspection": mine.number})

    assert VisitClueAnswer.objects.get().inspection == mine
    assert mine.number in officer.get(reverse("visits:clue", args=[clue.pk])).content.decode()


def test_an_inspection_of_before_takes_nothing_up(visit, team, taihang, member):
    before = drafted(subject_of(taihang, colour="yellow"), team)
    clue = VisitClue.objects.create(
        visit=visit, authority=visit.grid.authority, words=WORDS, given_by=member,
        given_at=timezone.now() + datetime.timedelta(minutes=1),
    )  # fmt: skip

    with pytest.raises(NotTakenUp):
        answer(clue, Reason.TAKEN_UP, inspection=before.number, by=team[0].person)


def test_the_database_takes_no_clue_up_without_an_inspection(clue, team):
    with pytest.raises(IntegrityError), transaction.atomic():
        VisitClueAnswer.objects.create(clue=clue, reason=Reason.TAKEN_UP, by=team[0].person)
