"""Applying again from last time: what was typed is taken over, what is known is looked up anew."""

from __future__ import annotations

import pytest

from licensing.applicant.home.again import earlier_of
from licensing.applications.models.application import Application
from licensing.applications.models.evidence import Evidence
from licensing.applications.sheet import sheet_of
from licensing.moving import cases as flow
from tests.conftest import SHUNDA
from tests.factories import company_of, principal_of, submitted
from trail.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def withdrawn(taihang):
    case = submitted(taihang)
    flow.withdraw(case, by=principal_of(taihang), reason="地址有误")
    return Application.objects.get(pk=case.pk)


def test_the_form_is_filled_in_with_what_was_typed_and_registries_are_asked_anew(withdrawn, taihang, sign_in):
    client = sign_in(principal_of(taihang))
    assert "Apply again with last time's answers" in client.get("/mine/").content.decode()

    answer = client.post(f"/applications/{withdrawn.key}/again/", follow=True)
    (draft,) = Application.objects.of_company(taihang).drafts()
    sheet = sheet_of(draft)

    assert answer.redirect_chain[-1][0] == f"/applications/{draft.key}/"
    before = withdrawn.answers
    assert [row["plate"] for row in sheet.stated.of_section("vehicle")] == [
        row["plate"] for row in before.of_section("vehicle")
    ]
    assert sheet.answers.fields["safety-person"] == before.fields["safety-person"]
    assert not draft.attachments.exists()
    assert not draft.commitments.exists()
    # What a registry tells is not taken over: it is its answer of now, with a number of its own.
    assert "vehicle-type" not in sheet.answers.of_section("vehicle")[0]
    assert sheet.stated.of_section("vehicle")[0]["vehicle-type"]
    assert Evidence.objects.filter(application=draft).exists()
    assert Event.objects.get(kind="application.begun_again").values["receipt"] == withdrawn.receipt_number


def test_a_second_click_begins_nothing_twice(withdrawn, taihang, sign_in):
    client = sign_in(principal_of(taihang))
    address = f"/applications/{withdrawn.key}/again/"

    first, second = client.post(address), client.post(address)

    assert first["Location"] == second["Location"]
    assert Application.objects.of_company(taihang).drafts().count() == 1
    assert not earlier_of(taihang, most=5)


def test_neither_a_case_that_runs_nor_a_strangers_is_begun_anew(taihang, sign_in):
    running, other = submitted(taihang), company_of(SHUNDA)

    assert sign_in(principal_of(taihang)).post(f"/applications/{running.key}/again/").status_code == 404
    assert sign_in(principal_of(other)).post(f"/applications/{running.key}/again/").status_code == 404
