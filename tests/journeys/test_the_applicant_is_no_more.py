"""Who applied dies, or a company ends, before the decision: terminated by an article, and never on a silence."""

import pytest
from django.urls import reverse

from accounts.authorities import Division
from accounts.represented.registering import act_as_oneself
from desk.refusals import NotNow, NotYourTask
from licensing.applications.models.application import Application
from licensing.decisions.ends.terminating import termination_letter
from licensing.decisions.models.ends import Ending
from licensing.decisions.standing.looks import standing_of
from licensing.decisions.standing.models import Standing
from licensing.decisions.writing.reasons import standard_reasons
from licensing.moving import cases as flow
from licensing.moving.finish import finish
from licensing.moving.progress import open_node
from tests.factories import (
    PASSWORD,
    accepted,
    answered_since,
    applicant,
    drafted,
    principal_of,
    proved,
    staff,
    submitted,
)

pytestmark = pytest.mark.django_db
Kind = Ending.Kind


@pytest.fixture
def head(catalogue):
    return staff("head", "head", "decider")


def fresh(case):
    return Application.objects.get(pk=case.pk)


def page(client, case):
    return client.get(reverse("desk:case", args=[case.key])).content.decode()


def act(client, case, **values):
    told = {"act": "do", "kind": "ended", "password": PASSWORD, **values}
    return client.post(reverse("desk:act", args=[case.key, "terminate-gone"]), told, follow=True)


def struck_off(case, status="注销"):
    answered_since(case, "business-licence", "conflict", **{"entity-status": status})


def test_a_company_struck_off_after_acceptance_ends_the_case_by_a_letter_that_names_its_articles(
    taihang, clerk, head, sign_in
):
    case = accepted(taihang, clerk=clerk, procedure="ordinary")
    before = page(sign_in(head), case)
    struck_off(case)

    assert "/terminate-gone/" not in before
    assert "/terminate-gone/" in page(sign_in(head), case)
    assert act(sign_in(head), case, password="wrong").status_code == 422
    act(sign_in(head), case)
    finish(fresh(case))

    letter = case.letters.get(kind="termination")
    told = "\n".join(letter.paragraphs)
    assert "《中华人民共和国行政许可法》第二条、第七十条第三项" in told
    assert "清算组" in told
    assert "可以再次提出申请" not in told
    assert standing_of(fresh(case)) == Standing.TERMINATED
    assert open_node(fresh(case)) == ""


@pytest.mark.parametrize(
    ("outcome", "status", "why"),
    [
        ("found", "存续", "in normal standing"),
        ("conflict", "吊销", "not come to its end"),
        ("conflict", "经营异常", "not come to its end"),
        ("unavailable", "", "in normal standing"),  # what it said before stands
        ("not-found", "", "does not say"),
    ],
)
def test_no_company_has_ended_by_a_silence_nor_by_a_licence_taken_away(taihang, clerk, head, outcome, status, why):
    case = accepted(taihang, clerk=clerk, procedure="ordinary")
    answered_since(case, "business-licence", outcome, **{"entity-status": status})

    with pytest.raises(NotNow, match=why):
        flow.terminate(case, Kind.ENDED, reasons="", by=head)


def test_it_is_the_deciders_to_do_before_and_after_acceptance(taihang, clerk, head):
    case = submitted(taihang, procedure="ordinary")
    struck_off(case)
    reviewer = staff("only-reviews", "reviewer")

    with pytest.raises(NotYourTask):
        flow.terminate(case, Kind.ENDED, reasons="", by=reviewer)
    flow.terminate(case, Kind.ENDED, reasons="", by=head)

    assert fresh(case).ending.kind == Kind.ENDED


def test_a_person_who_died_is_named_by_what_shows_it_and_a_company_cannot_die(taihang, clerk, head, sign_in):
    company_case = accepted(taihang, clerk=clerk, procedure="ordinary")
    person = applicant(name="李驾驶", id_number="410802199001010010")
    holder = act_as_oneself(proved(person), division=Division.objects.get(code="410802")).company
    case = drafted("driver-qual-road", holder, by=principal_of(holder))
    flow.hand_in(case, by=case.started_by)
    decider = staff("prefecture", "decider", division=case.authority.division_id)

    with pytest.raises(NotNow, match="another kind"):
        flow.terminate(company_case, Kind.DIED, reasons="", shown="死亡证明1号", by=head)
    unshown = act(sign_in(decider), fresh(case), kind="died")
    act(sign_in(decider), fresh(case), kind="died", shown="死亡医学证明2026-118号，2026年11月20日")

    assert unshown.status_code == 422
    assert "Say what shows it" in unshown.content.decode()
    told = "\n".join(fresh(case).letters.get(kind="termination").paragraphs)
    assert "第七十条第二项" in told
    assert "死亡医学证明2026-118号" in told


@pytest.mark.parametrize("of_type", ["licence", "filing", "confirmation", "other"])
def test_each_termination_has_a_ground_and_a_licences_names_its_article(of_type):
    grounds = standard_reasons("termination", of_type=of_type)

    assert [ground.check for ground in grounds] == ["unanswered", "died", "ended"]
    assert all(bool(ground.articles) == (of_type == "licence") for ground in grounds)


def test_an_unanswered_correction_is_terminated_by_the_article_of_the_correction(taihang, clerk):
    case = submitted(taihang, procedure="ordinary")

    told = "\n".join(termination_letter(case, Kind.UNANSWERED, reasons="逾期未补正。").paragraphs)

    assert "依据《中华人民共和国行政许可法》第三十二条第一款第四项的规定，本机关终止办理。" in told
    assert told.endswith("你单位可以再次提出申请。")
