"""Every page that writes says on which version it stands: correction form, catalogue draft, letter text."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role, recorded_roles
from licensing.applications.actions import attaching, drafting
from licensing.applications.models.application import Application, Procedure
from licensing.moving import cases as flow
from materials.catalogue.models.editions import CatalogueDraft
from papers.letters.models import LetterText
from tests.factories import draft, picture, staff, submitted

pytestmark = pytest.mark.django_db
ITEM = "freight-licence-establish"


@pytest.fixture
def writer(catalogue, sign_in):
    return sign_in(staff("writer", "administrator"))


@pytest.fixture
def second(catalogue, sign_in):
    return sign_in(staff("releaser", "administrator"))


def text_page(client):
    page = client.get(reverse("texts:text", args=["acceptance"]))
    return {**page.context["form"].initial, "stands-on": page.context["stands_on"], "act": "save"}


def test_two_who_write_the_same_letter_are_shown_each_others_words(writer, second):
    address = reverse("texts:text", args=["acceptance"])
    mine, theirs = text_page(writer), text_page(second)
    second.post(address, {**theirs, "body": theirs["body"] + "\n另一人的话。"})

    both = writer.post(address, {**mine, "body": mine["body"] + "\n我的话。"})
    kept = LetterText.objects.count()
    writer.post(address, {**mine, "body": mine["body"] + "\n我的话。", "anyway": both.context["stale"].version})

    assert both.status_code == 409
    assert "另一人的话。" in both.content.decode()
    assert "我的话。" in both.content.decode()
    assert kept == 1
    assert LetterText.objects.count() == 2


def item_page(client, draft, code=ITEM):
    page = client.get(reverse("catalogue:draft_item", args=[draft.pk, code]))
    values = {**page.context["form"].initial, "stands-on": page.context["stands_on"]}
    for _label, form in page.context["rows"]:
        values[f"{form.prefix}-waiver"] = form.initial["waiver"]
        values[f"{form.prefix}-condition"] = form.initial["condition"] or ""
    return values


def days(draft, code=ITEM):
    content = CatalogueDraft.objects.get(pk=draft.pk).content
    return next(entry for entry in content["items"]["items"] if entry["code"] == code)["promised_days"]


def test_a_stale_page_of_the_catalogue_overwrites_nothing_and_another_item_is_not_stale(writer, second):
    writer.post(reverse("catalogue:editions"), {"version": "2027-01"})
    draft = CatalogueDraft.objects.get()
    codes = [entry["code"] for entry in draft.content["items"]["items"]]
    other = next(code for code in codes if code != ITEM)
    mine, theirs, elsewhere = item_page(writer, draft), item_page(second, draft), item_page(second, draft, other)
    address = reverse("catalogue:draft_item", args=[draft.pk, ITEM])
    second.post(address, {**theirs, "promised_days": 2})

    both = writer.post(address, {**mine, "promised_days": 1})
    kept = days(draft)
    note = second.post(reverse("catalogue:draft_item", args=[draft.pk, other]), {**elsewhere, "note_zh": "附注"})
    writer.post(address, {**mine, "promised_days": 1, "anyway": both.context["stale"].version})

    assert both.status_code == 409
    assert "promised_days" in both.content.decode()
    assert kept == 2
    assert note.status_code == 302
    assert days(draft) == 1
    assert CatalogueDraft.objects.get().content["extensions"]["items"][other]


def test_what_was_changed_after_a_reviewer_looked_is_not_released_unseen(writer, second):
    writer.post(reverse("catalogue:editions"), {"version": "2027-01"})
    draft = CatalogueDraft.objects.get()
    address = reverse("catalogue:draft_item", args=[draft.pk, ITEM])
    writer.post(address, {**item_page(writer, draft), "promised_days": 2})
    writer.post(reverse("catalogue:send", args=[draft.pk]))
    seen = second.get(reverse("catalogue:draft", args=[draft.pk])).context["stands_on"]
    writer.post(address, {**item_page(writer, draft), "promised_days": 1})
    writer.post(reverse("catalogue:send", args=[draft.pk]))
    tomorrow = (timezone.localdate() + datetime.timedelta(days=1)).isoformat()

    told = second.post(
        reverse("catalogue:release", args=[draft.pk]), {"in_force_from": tomorrow, "stands-on": seen}, follow=True
    )

    assert "Look at it again" in told.content.decode()
    assert not hasattr(CatalogueDraft.objects.get(), "release")


@pytest.fixture
def asked(taihang, clerk):
    case = submitted(taihang)
    words = {"material": "", "label": "电话", "words": "请核对。"}
    points = [{"section": "safety", "row": -1, "field": code, **words} for code in ("safety-phone", "safety-person")]
    flow.ask_for_correction(case, points, by=clerk)
    return Application.objects.get(pk=case.pk)


def test_a_stale_page_of_a_correction_shows_both(asked, chen, sign_in):
    client, address = sign_in(chen), reverse("applications:correct", args=[asked.key])
    version = client.get(address).context["stands_on"]
    mine = {"safety-phone": "13800000001", "safety-person": "王", "stands-on": version, "act": "save"}
    client.post(address, {**mine, "safety-phone": "13800000002"})

    both = client.post(address, mine)
    kept = Application.objects.get(pk=asked.pk).draft["fields"]["safety-phone"]
    client.post(address, {**mine, "anyway": both.context["stale"].version})

    assert both.status_code == 409
    assert "13800000002" in both.content.decode()
    assert "13800000001" in both.content.decode()
    assert kept == "13800000002"
    assert Application.objects.get(pk=asked.pk).draft["fields"]["safety-phone"] == "13800000001"


def test_fields_that_were_not_on_the_page_are_not_emptied(asked, chen, sign_in):
    address = reverse("applications:correct", args=[asked.key])

    sign_in(chen).post(address, {"safety-phone": "13800000001", "act": "save"})

    kept = Application.objects.get(pk=asked.pk).draft["fields"]
    assert kept["safety-phone"] == "13800000001"
    assert kept["safety-person"]


def test_words_of_a_correction_request_are_never_cut(taihang, clerk, sign_in):
    case = submitted(taihang)
    point = "safety:-1:safety-phone"

    told = sign_in(clerk).post(
        reverse("desk:ask_correction", args=[case.key]), {"point": point, f"words-{point}": "长" * 301, "act": "send"}
    )

    assert told.status_code == 422
    assert "at most 300 characters" in told.content.decode()
    assert "长" * 301 in told.content.decode()


def roles_of_page(client, person):
    page = client.get(reverse("accounts:person", args=[person.pk]))
    return {"roles": page.context["form"].initial["roles"], "stands-on": page.context["stands_on"]}


def test_two_administrators_who_change_the_same_roles_see_each_other(writer, second):
    clerk = staff("many-hats", "counter-clerk")
    address = reverse("accounts:person", args=[clerk.pk])
    mine, theirs = roles_of_page(writer, clerk), roles_of_page(second, clerk)
    second.post(address, {**theirs, "roles": ["counter-clerk", "reviewer"]})

    both = writer.post(address, {**mine, "roles": ["verifier"]})
    kept = recorded_roles(clerk)
    writer.post(address, {**mine, "roles": ["verifier"], "anyway": both.context["stale"].version})

    assert both.status_code == 409
    assert "Reviewer" in both.context["stale"].differences[0].theirs
    assert "Verifier" in both.context["stale"].differences[0].mine
    assert both.context["form"]["roles"].value() == ["verifier"]
    assert kept == {Role.COUNTER_CLERK, Role.REVIEWER}
    assert recorded_roles(clerk) == {Role.VERIFIER}


@pytest.mark.parametrize("change", ["answers", "files", "way"])
def test_what_changed_after_it_was_looked_at_is_not_handed_in(change, taihang, chen, sign_in):
    case = draft(taihang, procedure="ordinary")
    client, address = sign_in(chen), reverse("applications:submit", args=[case.key])
    check = reverse("applications:check", args=[case.key])
    seen = client.get(check).context["stands_on"]
    if change == "answers":
        drafting.save_section(case, fields={"safety-person": "另一人"}, rows={}, doubts={})
    elif change == "files":
        attaching.attach(case, "id-principal", picture(), by=chen)
    else:
        drafting.choose_procedure(case, Procedure.COMMITMENT, by=chen)

    refused = client.post(address, {"stands-on": seen}, follow=True)
    held_back = not Application.objects.get(pk=case.pk).is_submitted
    if change == "way":
        drafting.choose_procedure(case, Procedure.ORDINARY, by=chen)
    client.post(address, {"stands-on": client.get(check).context["stands_on"]})

    assert held_back
    assert "Please check it again" in refused.content.decode()
    assert Application.objects.get(pk=case.pk).is_submitted
