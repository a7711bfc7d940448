"""What an official sees of a case: what is new, what was corrected, why it may be granted, and how like cases went."""

import datetime

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from licensing.applications import amending
from licensing.applications.answers.changed import counterparts
from licensing.applications.models.application import Procedure
from licensing.applications.sheet import sheet_of
from licensing.casework.seeing.similar import most_similar
from licensing.decisions.models.ends import Decision
from licensing.decisions.weighing.weigh import Rule, obstacles_to_grant, weigh
from licensing.moving import cases as flow
from tests.conftest import YUNTAI
from tests.factories import accepted, company_of, principal_of, staff, submitted

pytestmark = pytest.mark.django_db


def page_of(case, client) -> str:
    return client.get(reverse("desk:case", args=[case.key])).content.decode()


def test_every_condition_of_a_grant_is_told_with_what_it_rests_on(taihang, clerk, sign_in):
    case = accepted(taihang, clerk=clerk)

    weighed = weigh(sheet_of(case))
    page = page_of(case, sign_in(clerk))

    assert all(one.holds for one in weighed)
    assert {Rule.FACT, Rule.AGREES, Rule.COMPETENT, Rule.REGISTER, Rule.AGE, Rule.COMMITMENT} <= {
        one.rule for one in weighed
    }
    evidence = next(
        one.evidence for one in weighed if one.fact and one.fact.need.question.material == "business-licence"
    )
    assert evidence.number in page.split('id="reasons"')[1].split("</section>")[0]
    assert "No obstacles" in page


def test_what_is_in_the_way_is_what_the_act_refuses_with(world, taihang, clerk, sign_in):
    case = submitted(taihang)
    with time_machine.travel(timezone.now() + datetime.timedelta(days=9), tick=False):
        barred = obstacles_to_grant(sheet_of(case))
        page = page_of(case, sign_in(clerk))

    assert barred
    reasons = page.split('id="reasons"')[1].split("</section>")[0]
    assert all(one.words in reasons for one in barred)
    assert "Obstacles" in page


def test_what_others_did_since_my_last_look_is_marked_and_stays_so_for_the_sitting(taihang, clerk, sign_in):
    case, colleague = submitted(taihang), staff("colleague", "counter-clerk")
    first = page_of(case, sign_in(clerk))
    later = timezone.now() + datetime.timedelta(hours=2)
    with time_machine.travel(later, tick=False):
        sign_in(colleague).post(reverse("desk:take", args=[case.key]))
    with time_machine.travel(later + datetime.timedelta(hours=1), tick=False):
        second = page_of(case, sign_in(clerk))
        reloaded = page_of(case, sign_in(clerk))
    with time_machine.travel(later + datetime.timedelta(hours=3), tick=False):
        next_sitting = page_of(case, sign_in(clerk))

    assert "is new since you looked" not in first
    assert "1 thing is new since you looked" in second
    assert "1 thing is new since you looked" in reloaded
    assert "is new since you looked" not in next_sitting


def test_a_corrected_value_is_read_with_the_one_it_replaced(taihang, clerk, sign_in):
    case = submitted(taihang)
    point = {"section": "safety", "row": -1, "field": "safety-phone", "label": "电话", "words": "核对"}
    flow.ask_for_correction(case, [point], by=clerk)
    by = principal_of(taihang)
    amending.save_correction(case, lambda held: ({"safety-phone": "13903910009"}, {}))
    case.refresh_from_db()
    flow.answer_correction(case, by=by)

    page = page_of(case, sign_in(clerk))

    assert "13903910009" in page
    assert "<del>13903910001</del>" in page


def test_rows_find_what_they_were_by_what_they_say():
    before = [{"plate": "A", "vin": "1"}, {"plate": "B", "vin": "2"}, {"plate": "C", "vin": "3"}]
    now = [{"plate": "B", "vin": "9"}, {"plate": "C", "vin": "3"}, {"plate": "D", "vin": "4"}]

    assert counterparts(now, before) == [before[1], before[2], None]


def test_like_cases_are_those_of_the_same_item_and_procedure_a_person_decided_within_ones_sight(
    taihang, clerk, sign_in
):
    theirs = staff("theirs", "counter-clerk", "decider", division="410821")
    decided = accepted(company_of(YUNTAI), clerk=theirs)
    flow.decide(decided, Decision.Outcome.GRANTED, by=theirs)
    case = accepted(taihang, clerk=clerk)

    found = most_similar(case, at=[case.authority_id, decided.authority_id])
    out_of_sight = most_similar(case, at=[case.authority_id])
    case.procedure = Procedure.ORDINARY

    assert [one.decision.application for one in found] == [decided]
    assert found[0].alike == ("applicant", "fleet", "against", "corrected")
    assert out_of_sight == []
    assert most_similar(case, at=[case.authority_id, decided.authority_id]) == []
