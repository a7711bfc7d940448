"""Handing cases on, repeating what grew old, and years without a calendar."""

import datetime

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from licensing.applications.actions import drafting
from licensing.applications.models.application import Application
from licensing.applications.models.evidence import Evidence
from licensing.casework.queue import stuck
from licensing.decisions.models.checking import Acceptance
from licensing.decisions.models.ends import Decision
from licensing.moving import cases as flow
from licensing.moving.finish import finish
from licensing.moving.progress import open_node
from materials.lookups.ledger import enter
from tests.factories import PASSWORD, accepted, draft, sign, staff, submitted, year_of_work

pytestmark = pytest.mark.django_db


def test_a_case_is_taken_handed_to_a_colleague_and_put_back(taihang, clerk, sign_in):
    case = submitted(taihang)
    colleague = staff("colleague", "counter-clerk")
    first, second = sign_in(clerk), sign_in(colleague)
    first.post(reverse("desk:take", args=[case.key]))

    first.post(reverse("desk:hand_over", args=[case.key]), {"to": colleague.pk})
    theirs = second.get("/desk/", {"box": "mine"}).content.decode()
    second.post(reverse("desk:put_back", args=[case.key]))
    waiting = first.get("/desk/", {"box": "queue"}).content.decode()

    assert case.receipt_number in theirs
    assert case.receipt_number in waiting


def test_a_case_is_never_handed_to_somebody_without_the_role(taihang, clerk, sign_in):
    case = submitted(taihang)
    auditor = staff("auditor", "auditor")

    page = sign_in(clerk).post(reverse("desk:hand_over", args=[case.key]), {"to": auditor.pk}, follow=True)

    assert "cannot take this step" in page.content.decode()


def test_look_ups_older_than_their_freshness_are_repeated_before_the_decision(taihang, clerk):
    with time_machine.travel(timezone.now() - datetime.timedelta(days=3)):
        case = accepted(taihang, clerk=clerk)
    before = Evidence.objects.count()

    flow.decide(case, Decision.Outcome.GRANTED, by=clerk)

    assert Evidence.objects.count() > before
    newest = Evidence.objects.filter(material="business-licence").latest("pk")
    assert timezone.now() - newest.answered_at < datetime.timedelta(minutes=1)


def test_a_record_that_lapsed_meanwhile_bars_the_grant_and_says_which(world, taihang, clerk, sign_in):
    case = accepted(taihang, clerk=clerk)
    driver = case.answers.of_section("driver")[0]["driver-id"]
    enter(
        material="practitioner-cert",
        keys={"id-number": driver},
        fields={"cert-number": driver, "cert-status": "注销"},
        source="test",
        as_of=timezone.now(),
    )
    with time_machine.travel(timezone.now() + datetime.timedelta(days=2)):
        page = sign_in(clerk).post(
            reverse("desk:decide", args=[case.key]), {"outcome": "granted", "password": PASSWORD, "act": "decide"}
        )

    assert page.status_code == 409
    assert "proves nothing: expired, abnormal" in page.content.decode()
    assert not Decision.objects.exists()


def test_a_year_without_calendar_stops_the_letter_and_names_the_year(taihang, clerk, sign_in):
    with time_machine.travel(datetime.datetime(2027, 3, 1, 2, tzinfo=datetime.UTC)):
        case = submitted(taihang)
        client = sign_in(clerk)

        page = client.post(reverse("desk:accept", args=[case.key]), follow=True).content.decode()
        assert "working days of 2027 have not been entered yet" in page
        assert not Acceptance.objects.exists()

        year_of_work(2027, off=[datetime.date(2027, 5, 3)])
        client.post(reverse("desk:accept", args=[case.key]))
        assert Acceptance.objects.count() == 1


def test_a_failed_issue_can_be_tried_again_from_the_case_page(taihang, clerk, sign_in):
    case = accepted(taihang, clerk=clerk)
    flow.decide(case, Decision.Outcome.GRANTED, by=clerk)
    client = sign_in(clerk)

    page = client.post(reverse("desk:retry_issue", args=[case.key]), follow=True).content.decode()

    assert "Issuing is being tried again." in page
    assert Application.objects.get().decision.issue_order.completed_at is None


def test_the_desk_tells_of_what_the_worker_still_makes_and_not_of_what_waits_for_delivery(taihang, clerk):
    case = draft(taihang)
    drafting.save_section(case, fields={"delivery-way": "counter"}, rows={}, doubts={})
    flow.hand_in(sign(Application.objects.get(pk=case.pk)), by=case.started_by)
    flow.accept(Application.objects.get(pk=case.pk), by=clerk)
    flow.decide(Application.objects.get(pk=case.pk), Decision.Outcome.GRANTED, by=clerk)

    making = list(stuck(at=[clerk.authority_id]))
    finish(Application.objects.get(pk=case.pk))
    made = list(stuck(at=[clerk.authority_id]))

    assert making == [case]
    assert open_node(Application.objects.get(pk=case.pk)) == "deliver"
    assert made == []
