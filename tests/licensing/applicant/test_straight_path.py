"""The form as a straight path: short topics share a page, it leads on, rows look themselves up."""

import pytest
from django.urls import reverse

from licensing.applicant.path.form_page import page_of
from licensing.applicant.path.grouping import next_page, pages_of
from licensing.applications.actions import drafting
from licensing.applications.models.application import Application
from licensing.applications.sheet import sheet_of
from materials.catalogue.queries import item_in_force
from tests.factories import PASSWORD, draft
from tests.journeys.test_two_tabs import sent_back
from tests.registry_server import WORLD

pytestmark = pytest.mark.django_db

SHORT = "?topic=applicant&topic=agent&topic=business"


@pytest.fixture
def begun(taihang, chen):
    return drafting.start(item_in_force("freight-licence-establish"), taihang, by=chen)


@pytest.fixture
def own(chen, sign_in):
    return sign_in(chen)


def address(application, name="section", topic="applicant", more=""):
    return reverse(f"applications:{name}", args=[application.key, topic]) + more


def test_short_topics_share_a_page_and_many_rows_have_one_of_their_own(taihang, begun):
    assert pages_of(sheet_of(begun)) == (
        ("applicant", "agent", "business", "vehicle", "driver"),
        ("safety", "route", "delivery"),
    )
    large = draft(taihang, vehicles=4)
    assert ("vehicle",) in pages_of(sheet_of(large))


def test_a_page_of_several_topics_is_kept_whole_and_leads_on(own, begun):
    page = own.get(reverse("applications:overview", args=[begun.key])).content.decode()
    typed = sent_back(page)
    vehicle = WORLD["fleets"][begun.company.uscc]["vehicles"][0]
    typed |= {
        "act": "continue",
        "freight-scope": "general",
        "contact-phone": "13903910009",
        "vehicle-0-plate": vehicle["plate"],
        "vehicle-0-plate-colour": vehicle["plate-colour"],
        "driver-0-driver-id": WORLD["fleets"][begun.company.uscc]["drivers"][0][1],
    }
    together = f"{SHORT}&topic=vehicle&topic=driver"
    assert address(begun, more=together).replace("&", "&amp;") in page

    answer = own.post(address(begun, more=together), typed)

    assert answer.url == reverse("applications:overview", args=[begun.key])
    kept = Application.objects.get(pk=begun.pk)
    assert kept.answers.fields["contact-phone"] == "13903910009"
    assert kept.answers.rows["vehicle"][0]["plate"] == vehicle["plate"]
    assert next_page(sheet_of(kept)) == ("safety", "route", "delivery")
    progress = own.get(answer.url).context["progress"]
    assert [task.section for task in progress.tasks if task.section and not task.done] == ["safety"]
    assert progress.minutes > 0


def test_a_topic_sent_alone_leaves_all_others_alone(own, begun):
    own.post(address(begun, more=SHORT), {"freight-scope": "general", "contact-phone": "13903910009"})

    own.post(address(begun, topic="agent"), {"has-agent": "false", "act": "continue"})

    assert Application.objects.get(pk=begun.pk).answers.fields["freight-scope"] == ["general"]


def test_of_two_tabs_neither_overwrites_a_topic_it_shares_a_page_with(own, begun):
    first, second = (sent_back(own.get(address(begun, more=SHORT)).content.decode()) for _tab in range(2))
    own.post(address(begun, more=SHORT), {**first, "freight-scope": "general", "contact-phone": "13903910001"})

    answer = own.post(address(begun, more=SHORT), {**second, "freight-scope": "large-items"})

    assert answer.status_code == 409
    assert answer.context["stale"].about in ("applicant", "business")
    assert Application.objects.get(pk=begun.pk).answers.fields["freight-scope"] == ["general"]


def test_what_is_marked_on_another_part_leads_to_that_part_of_that_page(begun):
    vehicle = page_of(sheet_of(begun), ["vehicle"])
    shared = page_of(sheet_of(begun), ["business", "vehicle"])

    assert vehicle.part_address(vehicle.first, 2, checked=True) == f"{vehicle.address}?part=2&checked=1"
    assert shared.part_address(shared.topics[1], 2, checked=True) == f"{shared.address}&vehicle.part=2&checked=1"


@pytest.fixture
def both_stale(own, begun):
    """A page of which two topics were changed elsewhere, and a third was not."""
    first, second = (sent_back(own.get(address(begun, more=SHORT)).content.decode()) for _tab in range(2))
    mine = {**second, "contact-phone": "13903910002", "freight-scope": "large-items", "has-agent": "true"}
    own.post(address(begun, more=SHORT), {**first, "contact-phone": "13903910001", "freight-scope": "general"})
    return own.post(address(begun, more=SHORT), {**mine, "agent-name": "吴经办"})


def test_two_stale_topics_of_a_page_are_overwritten_one_after_the_other(both_stale, own, begun):
    topics, answer = [], both_stale
    while answer.status_code == 409 and len(topics) < 3:
        topics.append(answer.context["stale"].about)
        typed = sent_back(answer.content.decode())
        answer = own.post(
            address(begun, more=SHORT), {**typed, f"{topics[-1]}.anyway": answer.context["stale"].version}
        )

    assert topics == ["applicant", "business"]
    fields = Application.objects.get(pk=begun.pk).answers.fields
    assert (fields["contact-phone"], fields["freight-scope"]) == ("13903910002", ["large-items"])


def test_who_keeps_what_is_stored_of_a_topic_loses_no_other(both_stale, own, begun):
    back = address(begun, more=SHORT)

    assert f'href="{back.replace("&", "&amp;")}"' in both_stale.content.decode()
    fields = Application.objects.get(pk=begun.pk).answers.fields
    assert (fields["contact-phone"], fields["agent-name"]) == ("13903910001", "吴经办")
    typed = {**sent_back(both_stale.content.decode()), "agent-name": "吴经办人"}
    assert own.post(back, typed).context["stale"].about != "agent", "a page knows what it has stored itself"


def test_the_last_page_of_the_form_leads_to_the_promise(own, taihang):
    application = draft(taihang, anyway=False)

    answer = own.post(address(application, topic="delivery"), {"delivery-way": "electronic", "act": "continue"})

    assert answer.url == reverse("applications:commitment", args=[application.key])


def test_signing_and_handing_in_is_one_act_when_nothing_else_is_missing(own, taihang):
    application = draft(taihang, anyway=False)
    page = reverse("applications:commitment", args=[application.key])
    typed = sent_back(own.get(page).content.decode())
    affirmed = [s["code"] for s in application.item.notice.statements]

    refused = own.post(page, {**typed, "affirm": affirmed[1:], "act": "hand-in", "password": PASSWORD})
    answer = own.post(page, {**typed, "affirm": affirmed, "act": "hand-in", "password": PASSWORD})

    assert refused.status_code == 422
    assert answer.url == reverse("applications:submitted", args=[application.key])


def test_nothing_is_signed_that_was_changed_after_it_was_read(own, taihang):
    application = draft(taihang, anyway=False)
    page = reverse("applications:commitment", args=[application.key])
    read = own.get(page)
    affirmed = [s["code"] for s in application.item.notice.statements]
    drafting.save_section(application, fields={"safety-person": "另一人"}, rows={}, doubts={})

    typed = {"stands-on": read.context["stands_on"], "affirm": affirmed, "password": PASSWORD}
    answers = [own.post(page, {**typed, "act": act}, follow=True) for act in ("hand-in", "sign")]

    assert all("nothing was signed" in answer.content.decode() for answer in answers)
    assert not application.commitments.exists()


def row_of(own, application, typed, topic="vehicle"):
    return own.post(
        address(application, "section_row", topic, "?place=0"), {**typed, "rows": 1, f"{topic}-0-row": "a1"}
    )


def test_a_row_looks_itself_up_and_only_what_was_typed_is_checked(own, begun):
    vehicle = WORLD["fleets"][begun.company.uscc]["vehicles"][0]
    typed = {"vehicle-0-plate": vehicle["plate"], "vehicle-0-plate-colour": vehicle["plate-colour"]}

    row = row_of(own, begun, typed).content.decode()
    wrong = row_of(own, begun, {"driver-0-driver-id": "410804198612221078"}, "driver").content.decode()

    assert "Looked up" in row
    assert vehicle["vin"] in row
    assert wrong.count("invalid-feedback") == 1, (
        "the number is wrong; what a registry would tell by it is not asked for"
    )


def test_a_registry_that_is_down_is_said_at_the_row(own, begun, world):
    world.fail("down", registry="ps-vehicle")
    typed = {"vehicle-0-plate": "豫H11111", "vehicle-0-plate-colour": "yellow"}

    row = row_of(own, begun, typed).content.decode()

    assert "The registry does not answer: continue, it will be asked again" in row


def test_what_a_registry_told_of_a_row_may_be_doubted_until_the_row_is_gone(own, taihang, chen):
    application = draft(taihang, vehicles=1)
    page = address(application, topic="vehicle")
    typed = sent_back(own.get(page).content.decode())
    own.post(page, {**typed, "doubt-vehicle-0-tech-grade": "应为二级", "act": "continue"})
    kept = Application.objects.get(pk=application.pk)

    assert list(kept.answers.doubts.values()) == ["应为二级"]
    assert "应为二级" in own.get(reverse("applications:check", args=[application.key])).content.decode()

    own.post(page, {**sent_back(own.get(page).content.decode()), "act": "remove-0"})
    assert Application.objects.get(pk=application.pk).answers.doubts == {}


def test_one_figure_says_what_is_brought_of_what_is_asked_for(taihang, own):
    application = draft(taihang, anyway=False)

    page = own.get(reverse("applications:materials", args=[application.key])).content.decode()

    assert f"You bring 0 of {len(sheet_of(application).resolved)} documents" in page


def test_the_way_is_chosen_where_both_are_explained(own, taihang):
    page = reverse("applications:new", args=["freight-licence-establish"])
    shown = own.get(page).content.decode()
    own.post(page, {"procedure": "ordinary"})

    assert "What you promise is verified within 30 working days" in shown
    assert Application.objects.get(company=taihang).procedure == "ordinary"
