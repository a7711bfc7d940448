"""Registries, workers and colleagues that get in the way: the case goes on, visibly, and nothing happens twice."""

import json

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from accounts.represented.companies import Membership
from licensing.applications.actions import attaching, drafting
from licensing.applications.actions.asking import look_up
from licensing.applications.actions.drafting import start
from licensing.applications.models.application import Application
from licensing.applications.models.evidence import Waiver
from licensing.applications.tracking import tracking_code
from licensing.certificates.models import Certificate, CertificateCopy, IssueOrder
from licensing.decisions.actions.deciding import NotYetCertain
from licensing.decisions.models.ends import Decision
from licensing.decisions.models.letters import Letter
from licensing.moving import cases as flow
from licensing.moving.finish import finish
from licensing.moving.worker import sweep
from materials.lookups.ask import forget
from materials.lookups.circuit import close_all
from portal.models import Heartbeat
from tests.conftest import TAIHANG
from tests.factories import (
    PASSWORD,
    accepted,
    answers_for,
    company_of,
    draft,
    granted,
    picture,
    sign,
    staff,
    submitted,
)
from tests.registry_server import WORLD
from trail.models import Event

pytestmark = pytest.mark.django_db


def company_with(flag, value):
    code = next(r["fields"]["uscc"] for r in WORLD["records"]["credit-standing"] if r["fields"].get(flag) == value)
    return company_of(code)


@pytest.mark.parametrize("mode", ["down", "garbage", "huge", "wrong-type", "bad-signature"])
def test_a_registry_in_trouble_never_waives_and_never_stops_the_application(world, taihang, chen, item, clerk, mode):
    world.fail(mode)
    application = start(item, taihang, by=chen)
    fields, rows = answers_for(taihang)
    world_vehicle = WORLD["fleets"][TAIHANG]["vehicles"][0]
    typed = ("vehicle-type", "gross-mass", "load-mass", "use-nature")
    rows["vehicle"] = [rows["vehicle"][0] | {code: world_vehicle[code] for code in typed}]
    rows["driver"][0]["driving-class"] = "A2"
    fields |= {"entity-type": "有限责任公司", "registered-address": "焦作", "business-place": "焦作"}
    application = drafting.save_section(application, fields=fields, rows=rows, doubts={})
    look_up(application, by="test")
    attaching.attach(application, "id-principal", picture(), by=chen)
    sign(application)

    flow.hand_in(application, by=chen)

    application = Application.objects.get()
    assert application.is_submitted
    assert not Waiver.objects.filter(requirement__material__code="business-licence").exists()

    forget()

    close_all()
    flow.accept(application, by=clerk)
    with pytest.raises(NotYetCertain):
        flow.decide(Application.objects.get(), Decision.Outcome.GRANTED, by=clerk)
    assert not Decision.objects.exists()

    world.mend()
    forget()
    close_all()
    flow.decide(Application.objects.get(), Decision.Outcome.GRANTED, by=clerk)
    assert Decision.objects.get().is_granted


def test_the_applicant_is_told_that_the_registry_is_away_and_may_go_on(world, taihang, chen, item, sign_in):
    world.fail("down")
    application = start(item, taihang, by=chen)
    client = sign_in(chen)
    client.post(reverse("applications:run_lookups", args=[application.key]))

    page = client.get(reverse("applications:materials", args=[application.key])).content.decode()

    assert "Registry cannot be reached: continue, the authority will ask again" in page


def test_a_company_with_a_bad_record_is_told_why_and_led_to_the_ordinary_procedure(world, sign_in, item):
    company = company_with("serious-bad-record", "yes")
    person = company.memberships.get().person
    application = start(item, company, by=person)
    look_up(application, by="test")
    client = sign_in(person)

    page = client.get(reverse("applications:overview", args=[application.key])).content.decode()
    client.post(reverse("applications:choose_procedure", args=[application.key]), {"procedure": "ordinary"})

    assert "serious adverse record" in page
    assert Application.objects.get().procedure == "ordinary"


def test_an_untrue_commitment_not_yet_repaired_closes_the_commitment(world, sign_in, item):
    company = company_with("false-commitment", "yes")
    application = start(item, company, by=company.memberships.get().person)
    look_up(application, by="test")
    client = sign_in(company.memberships.get().person)

    page = client.get(reverse("applications:commitment", args=[application.key])).content.decode()

    assert "earlier untrue commitment" in page
    assert 'name="password"' not in page


def test_a_crash_while_certificates_are_made_leaves_the_decision_and_is_mended_once(taihang, clerk, monkeypatch):
    application = accepted(taihang, clerk=clerk)
    flow.decide(application, Decision.Outcome.GRANTED, by=clerk)
    application = Application.objects.get()
    save = default_storage.save
    calls = []

    def full_disk(*args, **kwargs):
        calls.append(args)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")
        return save(*args, **kwargs)

    monkeypatch.setattr(default_storage, "save", full_disk)
    with pytest.raises(OSError, match="No space left"):
        finish(application)
    numbers = set(Certificate.objects.values_list("number", flat=True))
    order = IssueOrder.objects.get()
    assert (order.attempts, order.last_error) == (1, "OSError")

    finish(application)
    finish(application)

    assert set(Certificate.objects.values_list("number", flat=True)) == numbers
    assert CertificateCopy.objects.count() == 4
    assert IssueOrder.objects.get().completed_at is not None


def test_while_the_worker_is_stopped_the_case_waits_visibly_and_then_goes_on(taihang, clerk, sign_in):
    application = accepted(taihang, clerk=clerk)
    flow.decide(application, Decision.Outcome.GRANTED, by=clerk)
    desk = sign_in(clerk).get("/desk/").content.decode()
    case = sign_in(clerk).get(reverse("desk:case", args=[application.key])).content.decode()
    assert application.receipt_number in desk
    assert "not finished yet" in desk
    assert "The certificates and letters are being made" in case

    order = IssueOrder.objects.get()
    IssueOrder.objects.filter(pk=order.pk).update(ordered_at=order.ordered_at.replace(year=2025))
    assert sweep() == 1
    finish(Application.objects.get())

    assert Certificate.objects.filter(kind="licence").exists()
    assert sweep() == 0


def test_the_second_clerk_finds_the_case_taken_and_nothing_done_twice(taihang, clerk, sign_in):
    case = submitted(taihang)
    colleague = staff("colleague", "counter-clerk")
    sign_in(clerk).post(reverse("desk:take", args=[case.key]))

    page = sign_in(colleague).post(reverse("desk:accept", args=[case.key]), follow=True).content.decode()

    assert "someone else has taken it" in page
    assert not hasattr(Application.objects.get(), "acceptance")


def test_who_ever_acted_for_the_applicant_cannot_handle_the_case(taihang, sign_in):
    case = submitted(taihang)
    cousin = staff("cousin", "counter-clerk", "decider")
    Membership.objects.create(company=taihang, person=cousin, kind=Membership.Kind.HANDLER)
    client = sign_in(cousin)

    page = client.get(reverse("desk:case", args=[case.key])).content.decode()
    answer = client.post(reverse("desk:accept", args=[case.key]))

    assert "cannot handle this case" in page
    assert answer.status_code == 403
    assert not hasattr(Application.objects.get(), "acceptance")


def test_a_refusal_needs_reasons_shows_its_letter_first_and_names_the_remedies(taihang, clerk, sign_in):
    case = accepted(taihang, clerk=clerk)
    client = sign_in(clerk)
    url = reverse("desk:decide", args=[case.key])

    without = client.post(url, {"outcome": "refused", "password": PASSWORD, "act": "decide"}).content.decode()
    preview = client.post(url, {"outcome": "refused", "standard": ["rules"], "act": "preview"}).content.decode()
    assert "Give reasons" in without
    assert "六十日内向" in preview
    assert "申请行政复议" in preview
    assert "第二十一条第三项" in preview
    assert not Decision.objects.exists()

    client.post(url, {"outcome": "refused", "standard": ["rules"], "password": PASSWORD, "act": "decide"})
    finish(Application.objects.get())
    letter = Decision.objects.get().letter
    assert "未建立健全的安全生产管理制度。" in letter.paragraphs
    assert letter.remedies
    progress = sign_in(case.started_by).get(reverse("applications:progress", args=[case.key])).content.decode()
    assert "未建立健全的安全生产管理制度" in progress


def test_a_wrong_password_decides_nothing_and_keeps_the_reasons(taihang, clerk, sign_in):
    case = accepted(taihang, clerk=clerk)
    data = {"outcome": "refused", "reasons": "理由甲", "articles": "第一条", "password": "wrong", "act": "decide"}

    page = sign_in(clerk).post(reverse("desk:decide", args=[case.key]), data).content.decode()

    assert "The password is wrong." in page
    assert "理由甲" in page
    assert not Decision.objects.exists()


def test_the_applicant_withdraws_until_the_decision_and_not_after(taihang, chen, clerk, sign_in):
    case = submitted(taihang)
    client = sign_in(chen)

    client.post(reverse("applications:withdraw", args=[case.key]), {"reason": "改主意"})
    again = client.post(reverse("applications:withdraw", args=[case.key]), follow=True).content.decode()
    late = sign_in(clerk).post(reverse("desk:accept", args=[case.key]), follow=True).content.decode()

    assert Application.objects.get().withdrawal.reason == "改主意"
    assert "can no longer be withdrawn" in again
    assert "This step has already been done" in late


def test_a_case_can_be_followed_with_receipt_number_and_code_alone(taihang, client):
    case = submitted(taihang)

    found = client.get(
        "/applications/track/",
        {"receipt": case.receipt_number, "code": tracking_code(case.receipt_number)},
        HTTP_ACCEPT_LANGUAGE="en",
    )
    wrong = client.get(
        "/applications/track/",
        {"receipt": case.receipt_number, "code": "2222-2222"},
        HTTP_ACCEPT_LANGUAGE="en",
    )

    assert "Received" in found.content.decode()
    assert "No case matches this receipt number" in wrong.content.decode()


def test_a_wrong_check_code_tells_no_more_than_a_wrong_number(taihang, clerk, client):
    granted(taihang, clerk=clerk)
    licence = Certificate.objects.get(kind="licence")

    pages = [
        client.get("/verify/", {"number": number, "code": "XXXXXXXX"}, HTTP_ACCEPT_LANGUAGE="en").content.decode()
        for number in (licence.number, "豫交运管许可焦字410802999999号")
    ]

    assert all("No certificate has this number and check code." in page for page in pages)
    assert licence.holder_name not in pages[0]


def test_nothing_personal_stands_in_trail_letters_or_certificates(taihang, clerk):
    granted(taihang, clerk=clerk)

    written = json.dumps(
        [list(Event.objects.values()), list(Letter.objects.values()), list(Certificate.objects.values())],
        default=str,
        ensure_ascii=False,
    )
    numbers = [taihang.legal_rep_id, *(number for _name, number in WORLD["fleets"][TAIHANG]["drivers"])]
    assert not [number for number in numbers if number in written]


def test_health_tells_database_storage_worker_and_registries(world, next_year, client):
    before = client.get("/health/")
    Heartbeat.beat("worker")
    after = client.get("/health/").json()

    assert before.status_code == 503
    assert after["ok"] is True
    assert after["database"]["ok"]
    assert after["storage"]["ok"]
    assert after["worker"]["ok"]
    assert "mkt-business" in after["registries"]


def test_a_draft_put_away_is_not_listed_any_more(taihang, chen, sign_in):
    application = draft(taihang)
    client = sign_in(chen)

    client.post(reverse("applications:discard", args=[application.key]))

    assert client.get(reverse("applications:overview", args=[application.key])).status_code == 404
    assert Application.objects.filter(pk=application.pk).exists(), "kept, not deleted"
