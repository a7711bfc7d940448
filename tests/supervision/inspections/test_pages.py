"""The day of officer, head and company on their pages: draft, approve, enter, record, tell, report, rate, refuse."""

import pytest
from django.urls import reverse
from django.utils import timezone

from post.telling import tail
from post.telling.models import Message
from supervision.draws import actions as drawing
from supervision.draws.models import DrawObject
from supervision.draws.queries import result_of
from supervision.inspections.doing.visiting import checklist
from supervision.inspections.flow.open_steps import step_name
from supervision.inspections.letters.models import InspectionLetter
from supervision.inspections.models import CompanyInspection
from supervision.inspections.result_models import (
    Rating,
    TurnedAway,
)
from tests.factories import PASSWORD, principal_of
from tests.supervision.inspecting import approved, drafted, ordered
from trail import checkpoints
from trail.models import Event

pytestmark = pytest.mark.django_db


def send(client, inspection, name, **values):
    told = {"act": "do", "password": PASSWORD, **values}
    return client.post(reverse("inspections:act", args=[inspection.number, name]), told)


def test_an_inspection_from_draft_to_result_on_the_pages(yellow, team, head, sign_in):
    officer, other, boss = (sign_in(person) for person in (team[0].person, team[1].person, head))
    sent = {
        "uscc": yellow.company.name,
        "sector": "freight",
        "source": "complaint",
        "items": ["source-overload"],
        "words": "12328工单。",
        "first": team[0].pk,
        "second": team[1].pk,
        "planned_on": timezone.localdate().isoformat(),
        "on_site": "on",
    }

    assert officer.post(reverse("inspections:draft"), sent).status_code == 302
    inspection = CompanyInspection.objects.get()
    preview = boss.post(
        reverse("inspections:act", args=[inspection.number, "approve"]), {"act": "preview", "answer": "yes"}
    )
    assert "行政检查通知书" in preview.content.decode()
    assert send(boss, inspection, "approve", answer="yes").status_code == 302
    assert send(officer, inspection, "enter").status_code == 302
    lines = {f"answer-{number}": "yes" for number, _line in enumerate(checklist(inspection))}
    lines |= {"answer-0": "no", "note-0": "未称重"}
    assert send(officer, inspection, "record", signed="refused", signed_words="拒签", **lines).status_code == 302
    assert send(other, inspection, "confirm", answer="yes").status_code == 302
    page = officer.get(reverse("inspections:inspection", args=[inspection.number])).content.decode()
    assert "No problem found" not in page
    assert "Loading at the source" in page, "what the programme says is told in the reader's language"
    assert "Vehicles are weighed and entered before they leave" in page
    assert "12328工单。" in page, "what people typed stays as it was typed"
    assert send(officer, inspection, "tell", outcome="transferred", words="").status_code == 302
    assert step_name(inspection) == "closed"


def test_what_stands_against_a_draft_is_told_on_it_and_nothing_typed_is_lost(yellow, team, sign_in):
    sent = {
        "uscc": yellow.company.uscc,
        "sector": "freight",
        "source": "plan",
        "items": ["source-overload"],
        "words": "年度计划内。",
        "first": team[0].pk,
        "second": team[0].pk,
        "planned_on": timezone.localdate().isoformat(),
        "on_site": "on",
    }

    answer = sign_in(team[0].person).post(reverse("inspections:draft"), sent)

    assert answer.status_code == 422
    assert "An inspection needs two officers" in answer.content.decode()
    assert "年度计划内。" in answer.content.decode()


def test_an_urgent_one_begins_from_the_draft_with_the_bodies_that_come_along(yellow, team, sign_in):
    sent = {
        "uscc": yellow.company.uscc,
        "sector": "freight",
        "source": "accident",
        "items": ["source-overload"],
        "words": "事故现场。",
        "first": team[0].pk,
        "second": team[1].pk,
        "planned_on": timezone.localdate().isoformat(),
        "on_site": "on",
        "joint": "公安交管部门",
        "urgent": "on",
    }

    assert sign_in(team[0].person).post(reverse("inspections:draft"), sent).status_code == 302

    inspection = CompanyInspection.objects.get()
    notice = InspectionLetter.objects.get(about=inspection.number, kind="inspect-notice")
    assert step_name(inspection) == "record"
    assert any("公安交管部门一并参加" in line for line in notice.paragraphs)


@pytest.mark.parametrize(
    ("act", "sent", "most"),
    [("approve", {"answer": "no", "reasons": "由" * 501}, "500"), ("cancel", {"words": "由" * 301}, "300")],
)
def test_reasons_longer_than_the_row_keeps_are_told_and_not_cut(yellow, team, head, sign_in, act, sent, most):
    inspection = drafted(yellow, team)
    by = head if act == "approve" else team[0].person

    answer = send(sign_in(by), inspection, act, **sent)

    assert answer.status_code == 422
    assert f"at most {most} characters" in answer.content.decode()
    assert "由" * 300 in answer.content.decode()
    assert step_name(inspection) == "approve"


def test_who_approves_is_offered_it_and_who_inspects_is_not(yellow, team, head, sign_in):
    inspection = drafted(yellow, team)
    address = reverse("inspections:inspection", args=[inspection.number])

    assert 'id="act-approve"' in sign_in(head).get(address).content.decode()
    assert 'id="act-approve"' not in sign_in(team[0].person).get(address).content.decode()


def test_the_list_says_where_each_stands_and_is_narrowed_by_it(yellow, team, head, sign_in):
    waits, begun, done = drafted(yellow, team), approved(yellow, team, head), ordered(yellow, team, head)
    client = sign_in(head)

    page = client.get(reverse("inspections:list")).content.decode()
    narrowed = client.get(reverse("inspections:list"), {"step": "enter"}).content.decode()

    assert all(one.number in page for one in (waits, begun, done))
    assert "waits for approval" in page
    assert begun.number in narrowed
    assert waits.number not in narrowed
    assert done.number not in narrowed


def test_the_company_sees_what_is_approved_and_not_what_is_only_drafted(yellow, team, head, sign_in):
    seen, hidden = approved(yellow, team, head), drafted(yellow, team)
    client = sign_in(principal_of(yellow.company))

    page = client.get(reverse("inspections:ours")).content.decode()

    assert seen.number in page
    assert hidden.number not in page
    assert client.get(reverse("inspections:our", args=[hidden.number])).status_code == 404
    assert team[0].number in client.get(reverse("inspections:at_the_door")).content.decode()


def test_company_and_head_are_told_and_of_an_unannounced_one_only_the_head(yellow, team, head):
    tail.listen()
    shown = approved(yellow, team, head)
    hidden = approved(yellow, team, head, unannounced="防止转移证据")
    tail.listen()

    told = Message.objects.filter(event__kind__startswith="inspection.")
    to_company = {row.event.subject for row in told.filter(person=principal_of(yellow.company))}
    to_head = {row.event.subject for row in told.filter(person=head)}
    assert to_company == {f"inspection:{shown.number}"}
    assert to_head == {f"inspection:{one.number}" for one in (shown, hidden)}


def test_an_unannounced_one_is_not_shown_before_it_begins(yellow, team, head, sign_in):
    inspection = approved(yellow, team, head, unannounced="防止转移证据")

    page = sign_in(principal_of(yellow.company)).get(reverse("inspections:ours")).content.decode()

    assert inspection.number not in page


def test_the_company_reports_rates_and_reads_its_papers_but_not_the_approval_form(yellow, team, head, sign_in):
    inspection = ordered(yellow, team, head)
    client = sign_in(principal_of(yellow.company))
    page = client.get(reverse("inspections:our", args=[inspection.number])).content.decode()

    assert "责令改正通知书" in page
    assert "行政检查审批表" not in page
    assert client.post(reverse("inspections:report", args=[inspection.number]), {"words": " "}).status_code == 422
    assert client.post(reverse("inspections:report", args=[inspection.number]), {"words": "已改。"}).status_code == 302
    assert client.post(reverse("inspections:rate", args=[inspection.number]), {"stars": "4"}).status_code == 302
    assert client.post(reverse("inspections:rate", args=[inspection.number]), {"stars": "5"}).status_code == 422
    assert Rating.objects.get().stars == 4
    assert step_name(inspection) == "recheck"


def test_a_company_refuses_an_unpublished_inspection_and_the_authority_reads_it(yellow, head, sign_in):
    sent = {"reason": "not-published", "shown": "X1", "words": "要求检查消防。"}

    assert sign_in(principal_of(yellow.company)).post(reverse("inspections:at_the_door"), sent).status_code == 302

    assert TurnedAway.objects.get().company == yellow.company
    assert "要求检查消防。" in sign_in(head).get(reverse("inspections:turned_away")).content.decode()


def test_a_drawn_company_is_inspected_by_the_officers_of_the_draw_once(yellow, team, head, sign_in):
    draw = drawing.freeze(yellow.authority, "freight", wanted=1, purpose="抽查", on_site=True, by=team[0].person)
    checkpoints.make(upto=Event.objects.latest("pk").pk)
    drawing.carry_out_due()
    line = result_of(draw).drawn[0]
    key = DrawObject.objects.get(draw=draw, subject=yellow).key
    sent = {"items": ["source-overload"], "words": "抽查。", "planned_on": timezone.localdate().isoformat()}
    sent["on_site"] = "on"
    client, address = sign_in(team[0].person), reverse("inspections:from_draw", args=[draw.number, key])

    draft = client.get(address)
    assert draft.status_code == 200
    assert f"{draw.purpose} · {draw.number}" in draft.content.decode()
    assert client.post(address, sent).status_code == 302
    again = client.post(address, sent)

    made = CompanyInspection.objects.get()
    assert [made.first.number, made.second.number] == line["officers"][:2]
    assert again.status_code == 422
    assert "already an inspection" in again.content.decode()


def test_items_plan_limits_and_results_are_public(yellow, team, head, client):
    inspection = ordered(yellow, team, head)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"

    programme = client.get(reverse("inspections:programme")).content.decode()
    results = client.get(reverse("inspections:results")).content.decode()

    assert "Loading at the source" in programme
    assert "《道路运输条例》第六十一条" in programme
    assert inspection.company.name in results
    assert "Loading at the source" in results
    assert "To be put right" in results


def test_the_next_edition_is_written_on_a_page_and_released_by_the_head(team, head, sign_in):
    officer, boss = sign_in(team[0].person), sign_in(head)
    assert officer.get(reverse("inspections:write")).status_code == 200
    for document in ('{"items": []}', "[" * 100_000, '{"items": NaN}', "{", '{"items": "\\u0000\\ud800"}'):
        bad = officer.post(
            reverse("inspections:write"), {"note": "x", "in_force_from": "2026-12-01", "document": document}
        )
        assert bad.status_code == 422, document[:20]
        assert "document" in bad.context["form"].errors, document[:20]

    assert boss.get(reverse("inspections:editions")).status_code == 200
