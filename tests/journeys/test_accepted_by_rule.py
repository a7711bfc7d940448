"""What needs no person is accepted as it is handed in, with its reasons; everything else waits for the clerk."""

import contextlib
import datetime

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from viewflow.workflow.models import Task
from viewflow.workflow.status import STATUS

from desk.refusals import NotYourTask
from licensing.applications.actions import asking, drafting
from licensing.applications.actions.handing_in import NotComplete
from licensing.applications.models.application import Application
from licensing.applications.sheet import sheet_of
from licensing.decisions.models.checking import Acceptance
from licensing.flow.flows import LicensingFlow
from licensing.moving import by_rule
from licensing.moving import cases as flow
from licensing.moving.finish import finish
from licensing.moving.progress import open_node
from licensing.moving.timers import deem_accepted
from materials.lookups.ask import forget
from tests.factories import PASSWORD, draft, sign, staff, submitted

pytestmark = pytest.mark.django_db


def test_nothing_needs_a_person_so_it_is_accepted_as_it_is_handed_in_and_says_why(taihang, chen, clerk, sign_in):
    case = submitted(taihang, anyway=False)
    desk = sign_in(clerk).get(reverse("desk:case", args=[case.key])).content.decode()
    progress = sign_in(chen).get(reverse("applications:progress", args=[case.key])).content.decode()
    letter = "".join(case.letters.get(kind="acceptance").paragraphs)

    assert case.acceptance.is_by_rule
    assert case.acceptance.accepted_by is None
    assert not case.acceptance.is_deemed
    assert open_node(case) == "decide"
    assert {row["code"] for row in case.acceptance.grounds} == {
        "form", "waived", "found", "promised", "credit", "nothing-brought", "no-obstacle",
    }  # fmt: skip
    assert "Materials the catalogue waives, looked up, fresh and in force: 3." in desk
    assert "The application was accepted automatically by rule" in desk
    assert "At once, by rule: nothing needed a person" in progress
    assert "由系统按规则即时受理" in letter
    assert "签署的告知承诺书代替" in letter


def test_the_decision_stays_a_person_s(taihang, clerk, sign_in):
    case = submitted(taihang, anyway=False)

    official = sign_in(clerk)
    again = official.post(reverse("desk:accept", args=[case.key]), {"act": "accept"})
    official.post(reverse("desk:decide", args=[case.key]), {"outcome": "granted", "password": PASSWORD})
    case = Application.objects.get(pk=case.pk)
    finish(case)

    assert again.status_code == 302
    assert case.decision.decided_by == clerk
    assert Acceptance.objects.filter(application=case).count() == 1
    performed = Task.objects.filter(process=case.process, status=STATUS.DONE, owner__isnull=False)
    assert [task.flow_task.name for task in performed] == ["decide"]


def left_to_the_clerk(case):
    case = Application.objects.get(pk=case.pk)
    return case.is_submitted and open_node(case) == "check" and not hasattr(case, "acceptance")


def test_a_file_somebody_brought_is_looked_at_by_a_person(taihang):
    assert left_to_the_clerk(submitted(taihang, anyway=True))


def test_a_value_the_applicant_doubts_is_looked_at_by_a_person(taihang, chen):
    case = draft(taihang, anyway=False)
    drafting.save_section(case, fields={}, rows={}, doubts={"vehicle-0-gross-mass": "与实车不符"})
    case = sign(Application.objects.get(pk=case.pk))
    flow.hand_in(case, by=chen)

    assert left_to_the_clerk(case)


@pytest.mark.parametrize("mode", ["down", "slow", "garbage", "wrong-type", "huge", "bad-signature"])
def test_while_a_registry_is_silent_nothing_is_accepted_by_rule(taihang, chen, registry, mode, settings):
    settings.LOOKUP_SECONDS = 1.0
    case = sign(draft(taihang, anyway=False))
    registry.fail(mode)
    forget()

    with time_machine.travel(timezone.now() + datetime.timedelta(hours=30)):  # every answer is too old by then
        asked_again = asking.look_up(Application.objects.get(pk=case.pk), by="test")
        with contextlib.suppress(NotComplete):
            flow.hand_in(Application.objects.get(pk=case.pk), by=chen)

    assert "unavailable" in {row.outcome for row in asked_again}
    assert not Acceptance.objects.filter(application=case).exists()


def test_an_answer_too_old_is_no_answer(taihang, chen):
    case = sign(draft(taihang, anyway=False))

    with time_machine.travel(timezone.now() + datetime.timedelta(hours=30)):
        flow.hand_in(case, by=chen)

    assert left_to_the_clerk(case)


def test_the_authority_may_have_a_clerk_accept_each(taihang, settings):
    settings.ACCEPT_BY_RULE = False

    assert left_to_the_clerk(submitted(taihang, anyway=False))


def test_a_year_without_a_calendar_leaves_the_case_to_the_clerk_and_the_submission_as_it_is(taihang, monkeypatch):
    from clock.working_days import CalendarUnknown

    def unknown(*_args, **_more):
        raise CalendarUnknown(2031)

    monkeypatch.setattr("licensing.decisions.actions.accepting.add_working_days", unknown)

    assert left_to_the_clerk(submitted(taihang, anyway=False))


def test_a_fault_in_the_rule_never_takes_the_submission_back(taihang, monkeypatch, caplog):
    def broken(*_args):
        raise RuntimeError("rule")

    monkeypatch.setattr(by_rule, "needs_a_person", broken)

    assert left_to_the_clerk(submitted(taihang, anyway=False))
    assert "acceptance by rule failed" in caplog.text


def test_after_five_days_of_silence_no_rule_accepts_what_the_law_accepted_long_ago(taihang, settings):
    settings.ACCEPT_BY_RULE = False
    with time_machine.travel("2026-03-02 10:00+08:00", tick=False):
        case = submitted(taihang, anyway=False)
    settings.ACCEPT_BY_RULE = True
    with time_machine.travel("2026-03-10 09:00+08:00", tick=False):
        again = by_rule.accept_if_nothing_needs_a_person(sheet_of(Application.objects.whole().get(pk=case.pk)))
        deem_accepted()

    acceptance = Acceptance.objects.get(application=case)
    assert (again, acceptance.is_deemed) == (False, True)
    assert timezone.localdate(acceptance.accepted_at) == datetime.date(2026, 3, 2)


def test_what_was_sent_back_for_correction_is_looked_at_by_a_person_again(taihang, chen, clerk):
    case = submitted(taihang)
    point = {"section": "safety", "row": -1, "field": "safety-person", "material": "", "label": "安全", "words": "补正"}
    flow.ask_for_correction(case, [point], by=clerk)
    case = Application.objects.get(pk=case.pk)
    flow.answer_correction(case, by=chen)

    assert left_to_the_clerk(case)


def test_where_no_step_lies_between_the_clerk_accepts_and_decides_in_one_step(taihang, clerk, sign_in):
    case = submitted(taihang)
    official = sign_in(clerk)
    page = official.get(reverse("desk:case", args=[case.key])).content.decode()

    official.post(reverse("desk:decide", args=[case.key]), {"outcome": "granted", "password": PASSWORD})
    case = Application.objects.get(pk=case.pk)
    finish(case)

    assert "Accept and decide in one step" in page
    assert case.acceptance.accepted_by == case.decision.decided_by == clerk
    assert {"acceptance", "grant"} <= set(case.letters.values_list("kind", flat=True))
    performed = Task.objects.filter(process=case.process, status=STATUS.DONE, owner__isnull=False)
    assert [task.flow_task for task in performed] == [LicensingFlow.check]
    assert open_node(Application.objects.get(pk=case.pk)) == ""


def test_one_step_is_for_whoever_may_do_both(taihang):
    case = submitted(taihang)

    with pytest.raises(NotYourTask):
        flow.decide(case, "granted", by=staff("only-accepts", "counter-clerk"))

    assert left_to_the_clerk(case)


def test_where_a_step_lies_between_nobody_decides_at_the_check(taihang, clerk):
    case = submitted(taihang, procedure="ordinary")

    with pytest.raises(NotYourTask):
        flow.decide(case, "granted", by=clerk)

    assert left_to_the_clerk(case)


def test_an_empty_box_for_doubts_is_no_doubt(taihang, chen, sign_in):
    application = draft(taihang, anyway=False)
    client, page = sign_in(chen), reverse("applications:section", args=[application.key, "business"])
    sent = {"freight-scope": "general", "doubt-business-place": "", "act": "continue"}
    sent["stands-on"] = client.get(page).context["topic"].version
    client.post(page, sent)
    flow.hand_in(sign(Application.objects.get(pk=application.pk)), by=chen)

    assert Application.objects.get(pk=application.pk).acceptance.is_by_rule
