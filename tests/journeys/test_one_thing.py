"""One thing: one form, one set of materials, one submission; items side by side, each with its own decision."""

import json
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from licensing.applications.models.application import Application
from licensing.applications.models.bundles import ExternalStep
from licensing.applications.sheet import sheet_of
from licensing.certificates.models import Certificate
from licensing.decisions.models.checking import Review
from licensing.decisions.models.ends import Decision, Delivery
from licensing.decisions.standing.told import misplaced
from licensing.flow.models import LicensingProcess
from licensing.moving import cases as flow
from licensing.moving.bundles import state_done, steps_of
from licensing.moving.finish import finish
from licensing.moving.progress import open_node
from licensing.moving.timers import advance_bundles
from licensing.verification.models import RemedyOutcome
from licensing.verification.remedies import Told
from licensing.verification.remedying import record_remedy
from materials.catalogue.bundling import carried, is_own, issues
from materials.catalogue.forms import form_for
from materials.catalogue.models.items import ServiceItem
from materials.catalogue.queries import catalogue_in_force, item_in_force
from post.models import Message
from post.telling import tail
from tests.factories import check_by_hand, drafted, granted, principal_of, sign, staff

pytestmark = pytest.mark.django_db
DATA = Path(settings.BASE_DIR) / "materials/catalogue/data"
BUNDLES = [b["code"] for b in json.loads((DATA / "onething.json").read_text(encoding="utf-8"))["bundles"]]


@pytest.fixture
def reviewers(catalogue):
    return staff("first", "reviewer"), staff("second", "reviewer")


def handed_in(code, company, **answers):
    application = drafted(code, company, **{f"steps-{code}": [], **answers})
    if application.procedure == "commitment":
        sign(application)
    flow.hand_in(application, by=principal_of(company))
    return Application.objects.get(pk=application.pk)


def states(application):
    fresh = Application.objects.get(pk=application.pk)
    return {step.node: step.state for step in steps_of(fresh)}


def case_at(application, node):
    return Application.objects.get(parent=application, node=node)


def decide(case, clerk, reviewers, outcome=Decision.Outcome.GRANTED):
    first, second = reviewers
    if open_node(case) == "check":
        flow.accept(case, by=clerk)
    for _step in range(4):
        case = Application.objects.get(pk=case.pk)
        node = open_node(case)
        if node in ("review", "second_review"):
            by = first if node == "review" else second
            flow.review(case, recommendation=Review.Recommendation.GRANT, opinion="同意。", by=by, node=node)
        elif node == "site_check":
            day = timezone.localdate()
            flow.check_on_site(case, by=first, second=second, checked_on=day, passed=True, findings="合格。")
            flow.confirm_site_check(Application.objects.get(pk=case.pk), agrees=True, by=second)
        else:
            break
    if outcome == "granted":
        check_by_hand(case, by=clerk)
    words = {} if outcome == "granted" else {"reasons": "不符合条件。", "articles": "第二十一条"}
    flow.decide(case, outcome, by=clerk, **words)
    finish(Application.objects.get(pk=case.pk))


def test_six_bundles_are_applied_for_like_items_and_counted_as_none(world):
    version = catalogue_in_force()

    assert len(BUNDLES) == 6
    assert ServiceItem.objects.filter(version=version).count() == 60
    assert ServiceItem.everything.filter(version=version).count() == 66


def test_the_form_of_a_bundle_asks_every_field_once_and_its_materials_once(taihang):
    application = drafted("start-freight-company", taihang)
    codes = [spec.code for section in form_for(application.item) for spec in (*section.fields, *section.row_fields)]
    materials = [row.material.code for row in sheet_of(application).resolved]

    assert len(codes) == len(set(codes))
    assert len(materials) == len(set(materials))
    assert "business-licence" in materials


def test_the_vehicles_are_granted_with_the_licence_and_nothing_is_asked_for_twice(taihang, clerk, reviewers, sign_in):
    parent = handed_in("start-freight-company", taihang)
    alone = drafted("freight-licence-establish", taihang)
    guide = sign_in(principal_of(taihang)).get(reverse("services:guide", args=["start-freight-company"]))

    decide(case_at(parent, "licence"), clerk, reviewers)

    assert {row.material.code for row in sheet_of(parent).resolved} == {
        row.material.code for row in sheet_of(alone).resolved
    }
    assert not Application.objects.filter(parent=parent, node="vehicle-permit").exists()
    assert Certificate.objects.filter(kind="vehicle").count() == 2
    assert states(parent)["vehicle-permit"] == "done"
    assert "Granted together with" in guide.content.decode()


def to_bring(application):
    return {row.material.code for row in sheet_of(application).resolved if row.treatment in ("uploaded", "missing")}


@pytest.mark.parametrize("code", BUNDLES)
def test_a_bundle_asks_no_more_than_its_items_and_grants_no_step_that_issues_nothing(
    code, taihang, next_year, settings
):
    settings.RENEWAL_WINDOW_DAYS = 4000
    item = item_in_force(code)
    optional = [n["id"] for n in item.bundle.nodes if n["optional"] and n["item"]]
    answers = {f"steps-{code}": optional, "change-kinds": ["address"]}
    parent = drafted(code, taihang, anyway=False, **answers)
    asked = to_bring(parent)

    known = {i.code: i for i in ServiceItem.objects.filter(version=item.version)}
    own = [n for n in item.bundle.nodes if is_own(n, known)]
    with_another = carried(item.bundle.nodes, known)
    alone: set[str] = set()
    for node in own:
        if node["id"] in with_another:
            continue
        single = drafted(node["item"], taihang, anyway=False, **answers)
        single.procedure = parent.procedure
        alone |= to_bring(single)

    assert asked <= alone, asked - alone
    for node in own:
        later = [n for n in own if node["id"] in n["depends_on"] and n["id"] not in with_another]
        assert not any(issues(known[n["item"]]) & issues(known[node["item"]]) for n in later)


def test_items_run_as_their_dependencies_allow_and_end_in_one_delivery(taihang, clerk, reviewers, sign_in):
    parent = handed_in("start-freight-company", taihang)
    begun = states(parent)
    told = set(ExternalStep.objects.filter(application=parent).values_list("node", "how"))

    decide(case_at(parent, "licence"), clerk, reviewers)
    second = states(parent)

    assert begun == {
        "registration": "done", "licence": "running", "vehicle-registration": "done", "vehicle-permit": "waiting",
    }  # fmt: skip
    assert told == {("registration", "looked-up"), ("vehicle-registration", "looked-up")}
    assert second["licence"] == "done"
    assert second["vehicle-permit"] == "done"
    parent = Application.objects.get(pk=parent.pk)
    assert parent.bundle_process.finished is not None
    assert parent.standing.ended_at == parent.bundle_process.finished
    assert not misplaced().exists()
    assert parent.delivery.way == Delivery.Way.ELECTRONIC
    plates = list(Certificate.objects.filter(kind="vehicle").values_list("plate", flat=True))
    assert len(plates) == len(set(plates)) == 2
    page = sign_in(principal_of(taihang)).get(reverse("applications:progress", args=[parent.key])).content.decode()
    assert page.count("Done") >= 4


def test_each_item_is_a_sub_process_with_its_own_letters_and_the_same_proofs(taihang):
    parent = handed_in("start-freight-company", taihang)
    child = case_at(parent, "licence")

    process = LicensingProcess.objects.get(application=child)
    assert process.parent_task.process_id == parent.bundle_process.pk
    assert child.procedure == parent.procedure
    assert child.commitments.get().notice.item == child.item
    assert child.evidence.count() == parent.evidence.count()
    assert child.waivers.exists()
    assert child.receipt_number != parent.receipt_number


def test_one_refused_item_does_not_lose_the_others(taihang, clerk, reviewers):
    parent = handed_in(
        "reissue-freight-certificates", taihang, **{"steps-reissue-freight-certificates": ["licence", "vehicle-permit"]}
    )
    decide(case_at(parent, "licence"), clerk, reviewers, outcome=Decision.Outcome.REFUSED)
    between = states(parent)
    decide(case_at(parent, "vehicle-permit"), clerk, reviewers)

    assert between == {"licence": "lost", "vehicle-permit": "running"}
    assert states(parent) == {"licence": "lost", "vehicle-permit": "done"}
    refused, passed = (case_at(parent, node).decision.letter.number for node in ("licence", "vehicle-permit"))
    letter = parent.letters.get(kind="bundle-result")
    assert [came_to for _title, came_to in letter.table[-2:]] == [f"不予准予（{refused}）", f"准予（{passed}）"]
    assert "未启动" not in "".join(letter.paragraphs)
    assert Application.objects.get(pk=parent.pk).bundle_process.finished


def test_what_depends_on_a_refused_item_does_not_begin_and_the_applicant_is_told_in_writing(
    taihang, clerk, reviewers, sign_in
):
    parent = handed_in("start-freight-company", taihang)

    decide(case_at(parent, "licence"), clerk, reviewers, outcome=Decision.Outcome.REFUSED)

    assert states(parent)["vehicle-permit"] == "lost"
    assert not Application.objects.filter(parent=parent, node="vehicle-permit").exists()
    assert Application.objects.get(pk=parent.pk).bundle_process.finished
    letter = parent.letters.get(kind="bundle-result")
    assert letter.table[-1][1].startswith("未启动")
    assert "可以另行提出申请" in "".join(letter.paragraphs)
    while tail.listen():
        pass
    assert Message.objects.filter(person=principal_of(taihang), event__kind="bundle.closed").exists()
    page = sign_in(principal_of(taihang)).get(reverse("applications:progress", args=[parent.key])).content.decode()
    assert letter.number in page


def test_what_never_began_is_offered_once_the_refusal_before_it_is_undone_and_granted_anew(
    taihang, clerk, reviewers, sign_in
):
    granted(taihang, clerk=clerk)
    parent = handed_in(
        "change-freight-company",
        taihang,
        **{"steps-change-freight-company": ["vehicle-permit"], "change-kinds": ["address"]},
    )
    if states(parent)["registration"] == "outside":
        state_done(Application.objects.get(pk=parent.pk), "registration", by=principal_of(taihang))
    decide(case_at(parent, "licence"), clerk, reviewers, outcome=Decision.Outcome.REFUSED)
    refusal = case_at(parent, "licence").letters.get(kind="refusal")
    never_began = states(parent)["vehicle-permit"]
    today = timezone.localdate()
    annulled = Told(
        way=RemedyOutcome.Way.RECONSIDERATION,
        body="焦作市解放区人民政府",
        document="焦解政复决〔2026〕3号",
        dated=today,
        received_on=today,
        outcome=RemedyOutcome.Outcome.ANEW,
        words="原决定认定事实不清。",
        undoes=True,
        days=10,
    )
    record_remedy(refusal, annulled, by=staff("head", "head"))
    before = Application.objects.filter(item__code="vehicle-permit-change", parent=None).count()

    anew = drafted("freight-licence-change", taihang, **{"change-kinds": ["address"]})
    if anew.procedure == "commitment":
        sign(anew)
    flow.hand_in(anew, by=principal_of(taihang))
    decide(Application.objects.get(pk=anew.pk), clerk, reviewers)
    finish(Application.objects.get(pk=anew.pk))  # again: harmless

    offered = Application.objects.get(item__code="vehicle-permit-change", parent=None)
    while tail.listen():
        pass
    message = Message.objects.get(person=principal_of(taihang), event__kind="bundle.part_offered")
    assert (never_began, before) == ("lost", 0)
    assert offered.answers.fields["contact-phone"] == parent.answers.fields["contact-phone"]
    assert str(offered.key) in message.address
    assert sign_in(principal_of(taihang)).get(message.address).status_code == 200


def test_a_bundle_that_was_granted_whole_needs_no_further_letter(taihang, clerk, reviewers):
    parent = handed_in(
        "reissue-freight-certificates", taihang, **{"steps-reissue-freight-certificates": ["licence", "vehicle-permit"]}
    )
    for node in ("licence", "vehicle-permit"):
        decide(case_at(parent, node), clerk, reviewers)

    assert Application.objects.get(pk=parent.pk).bundle_process.finished
    assert not parent.letters.filter(kind="bundle-result").exists()


def test_a_step_of_another_authority_is_told_by_the_applicant_where_no_registry_can(taihang, clerk, sign_in):
    parent = handed_in("add-freight-vehicles", taihang, **{"steps-add-freight-vehicles": ["positioning"]})
    before = states(parent)
    client = sign_in(principal_of(taihang))

    client.post(reverse("applications:external_done", args=[parent.key, "positioning"]), {"act": "state"})

    assert before["positioning"] == "outside"
    assert before["vehicle-permit"] == "waiting"
    assert states(parent)["vehicle-permit"] == "running"
    assert ExternalStep.objects.get(node="positioning").by == principal_of(taihang)


def test_what_was_left_between_two_steps_is_taken_up_by_the_timer(taihang):
    parent = handed_in("add-freight-vehicles", taihang, **{"steps-add-freight-vehicles": ["positioning"]})
    # As if the process had been killed right after the step was written down.
    ExternalStep.objects.create(application=parent, node="positioning", how=ExternalStep.How.STATED)

    first, again = advance_bundles(), advance_bundles()

    assert (first, again) == (1, 0)
    assert states(parent)["vehicle-permit"] == "running"


def test_withdrawing_takes_back_what_is_not_decided_and_keeps_what_is(taihang, clerk, reviewers, sign_in):
    parent = handed_in(
        "reissue-freight-certificates", taihang, **{"steps-reissue-freight-certificates": ["licence", "vehicle-permit"]}
    )
    decide(case_at(parent, "licence"), clerk, reviewers)

    sign_in(principal_of(taihang)).post(reverse("applications:withdraw", args=[parent.key]), {"reason": "找到了"})

    assert case_at(parent, "licence").decision.is_granted
    assert case_at(parent, "vehicle-permit").withdrawal
    assert Application.objects.get(pk=parent.pk).bundle_process.finished


def test_one_delivery_on_paper_for_all_of_it(taihang, clerk, reviewers, sign_in):
    parent = handed_in(
        "reissue-freight-certificates",
        taihang,
        **{"steps-reissue-freight-certificates": ["licence"], "delivery-way": "counter"},
    )
    decide(case_at(parent, "licence"), clerk, reviewers)
    desk = sign_in(clerk)
    listed = desk.get(reverse("desk:queue")).content.decode()

    desk.post(reverse("desk:bundle", args=[parent.key]), {"way": "counter", "note": "陈建国领取"})

    parent = Application.objects.get(pk=parent.pk)
    assert reverse("desk:bundle", args=[parent.key]) in listed
    assert parent.delivery.note == "陈建国领取"
    assert parent.bundle_process.finished


@pytest.mark.parametrize("code", BUNDLES)
def test_every_bundle_can_be_handed_in(code, taihang, next_year, settings):
    settings.RENEWAL_WINDOW_DAYS = 4000
    item = item_in_force(code)
    optional = [n["id"] for n in item.bundle.nodes if n["optional"] and n["item"]]
    parent = handed_in(code, taihang, **{f"steps-{code}": optional, "change-kinds": ["address"]})

    assert parent.receipt_number
    assert set(states(parent).values()) <= {"done", "running", "waiting", "outside"}
    assert parent.children.exists() or "outside" in states(parent).values()
