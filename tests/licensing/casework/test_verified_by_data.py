"""Promises verified by data, many at once: every statement told and kept, now; nothing on silence."""

import pytest
from django.urls import reverse

from desk.models import OpenStep
from licensing.applications.models.application import Application
from licensing.casework.by_data.checking import Came, verify_by_data
from licensing.flow.open_steps import open_step_name
from licensing.verification import statements
from licensing.verification.models import Inspection
from pages.jobs import running
from pages.jobs.models import Job
from tests.factories import granted, principal_of, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def verifier(catalogue):
    return staff("verifier", "verifier")


@pytest.fixture
def all_of_data(monkeypatch):
    """An office whose data say that registries answer every statement that is no declaration."""
    told = statements._data()
    declared = [*told["of_the_will"], "true", "vehicles-planned", "safety"]
    whole = list(told["answered_by"])
    monkeypatch.setattr(statements, "_data", lambda: {**told, "of_the_will": declared, "whole": whole})


@pytest.fixture
def promise(taihang, clerk, verifier):
    case = granted(taihang, clerk=clerk)
    assert case.verification.method == "data"
    return case


def fresh(case):
    return Application.objects.get(pk=case.pk)


def test_a_promise_is_verified_where_the_registries_tell_every_statement_now(promise, verifier, all_of_data):
    result = verify_by_data(promise, by=verifier)

    filed = Inspection.objects.get()
    assert result.came == Came.KEPT
    assert (filed.outcome, filed.officer) == ("kept", verifier)
    assert all(row["kept"] and row["note"].startswith("数据核对") for row in filed.results)
    assert open_step_name(fresh(promise)) != "verify"
    assert verify_by_data(fresh(promise), by=verifier).came == Came.NOT_NOW


def test_a_registry_that_is_silent_now_verifies_nothing_whatever_it_said_before(world, promise, verifier, all_of_data):
    world.fail("down")

    result = verify_by_data(promise, by=verifier)

    assert result.came == Came.LEFT
    assert not Inspection.objects.exists()
    assert open_step_name(fresh(promise)) == "verify"


def test_a_registry_that_speaks_against_a_promise_verifies_nothing_and_says_which(
    world, promise, verifier, all_of_data
):
    with world.forgetting("business-licence", {"uscc": promise.company.uscc}):
        result = verify_by_data(promise, by=verifier)

    assert result.came == Came.AGAINST
    assert "营业执照" in result.why
    assert not Inspection.objects.exists()


def test_a_record_alone_is_not_what_was_promised_and_nobody_is_looked_up_for_it(promise, verifier):
    before = promise.evidence.count()

    result = verify_by_data(promise, by=verifier)

    assert result.came == Came.LEFT
    assert promise.evidence.count() == before


def test_whoever_may_not_file_it_asks_nothing(promise, verifier, all_of_data):
    before = promise.evidence.count()
    elsewhere = staff("elsewhere", "verifier", division="410821")

    assert verify_by_data(promise, by=elsewhere).came == Came.NOT_NOW
    assert verify_by_data(promise, by=principal_of(promise.company)).came == Came.NOT_NOW
    assert promise.evidence.count() == before


def test_what_no_registry_can_tell_is_left_to_a_person_and_named(promise, verifier):
    result = verify_by_data(promise, by=verifier)

    assert result.came == Came.LEFT
    assert "安全" in result.why
    assert not Inspection.objects.exists()


def test_many_are_done_as_long_work_with_a_row_each_and_another_offices_are_not(
    promise, verifier, all_of_data, sign_in
):
    step = OpenStep.objects.at("AfterGrantFlow", "verify").get()
    elsewhere = staff("elsewhere", "verifier", division="410821")
    sent = {"row": [step.pk, 999999], "act": "by-data"}

    refused = sign_in(elsewhere).post(reverse("desk:by_data"), sent, follow=True).content.decode()
    sign_in(verifier).post(reverse("desk:by_data"), sent)
    job = Job.objects.get()
    while running.work_on(job.pk):
        pass

    assert "Select at least one promise" in refused
    assert Inspection.objects.get().officer == verifier
    job.refresh_from_db()
    assert job.done == 1
