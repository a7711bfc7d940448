"""Terms of certificates, limits that are watched, and days that are told: they follow the law, not the worker."""

import datetime

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from licensing.applications.actions.drafting import save_section
from licensing.applications.models.application import Application
from licensing.applications.rules import competent_authority
from licensing.applications.sheet import sheet_of
from licensing.certificates.models import Certificate, Publication
from licensing.decisions.limits import first_hearing_day
from licensing.decisions.models.checking import Review
from licensing.decisions.models.ends import Decision
from licensing.decisions.models.letters import Letter
from licensing.decisions.models.limits import Escalation
from licensing.decisions.weighing.weigh import obstacles_to_grant
from licensing.moving import cases as flow
from licensing.moving.finish import finish
from licensing.moving.progress import limits_of, open_node
from licensing.moving.timers import escalate, pass_expiry
from materials.catalogue.models.items import ServiceItem
from materials.catalogue.queries import item_in_force
from tests.factories import accepted, draft, drafted, granted, picture, principal_of, sign, staff, through

pytestmark = pytest.mark.django_db
POINT = {"section": "", "row": -1, "field": "", "material": "id-principal", "label": "身份证", "words": "不清晰"}


def at(when):
    return time_machine.travel(datetime.datetime.fromisoformat(when), tick=True)


def fresh(case):
    return Application.objects.get(pk=case.pk)


@pytest.fixture
def others(catalogue):
    return staff("first", "reviewer"), staff("second", "reviewer")


@pytest.fixture
def expiring(taihang, clerk, settings):
    """A licence that ends on 2026-05-05."""
    settings.LICENCE_YEARS = 1
    with at("2025-05-06 10:00+08:00"):
        granted(taihang, clerk=clerk)
    return taihang


def renewal_handed_in(company, *, on="2026-03-16 10:00+08:00"):
    with at(on):
        renewal = drafted("freight-licence-renew", company)
        sign(renewal)
        flow.hand_in(renewal, by=principal_of(company))
    return fresh(renewal)


@pytest.mark.parametrize("run", ["2026-05-06 00:10+08:00", "2026-05-20 10:00+08:00"])
def test_a_term_renewed_by_law_begins_the_day_after_the_old_one_whenever_the_worker_runs(expiring, clerk, run):
    renewal = renewal_handed_in(expiring)
    with at("2026-03-17 10:00+08:00"):
        flow.accept(renewal, by=clerk)
    with at(run):
        pass_expiry()
        finish(fresh(renewal))

    new = Certificate.objects.get(kind="licence", version=2)
    told = dict(Letter.objects.get(application=renewal, kind="grant").table)
    assert (str(new.valid_from), str(new.valid_to)) == ("2026-05-06", "2027-05-05")
    assert told["有效期限"] == "2026年5月6日至2027年5月5日"


def test_a_renewal_never_accepted_whose_correction_went_unanswered_is_not_granted_by_law(expiring, clerk):
    renewal = renewal_handed_in(expiring)
    with at("2026-03-17 10:00+08:00"):
        flow.ask_for_correction(renewal, [POINT], by=clerk)
    with at("2026-05-06 00:10+08:00"):
        moved = pass_expiry()

    assert moved == 0
    assert open_node(fresh(renewal)) == "correct"
    assert not Decision.objects.filter(application=renewal).exists()


def test_a_renewal_completed_only_after_the_expiry_is_not_granted_by_law(expiring, clerk):
    renewal = renewal_handed_in(expiring)
    with at("2026-03-17 10:00+08:00"):
        flow.ask_for_correction(renewal, [POINT], by=clerk)
    with at("2026-05-10 10:00+08:00"):
        flow.answer_correction(fresh(renewal), by=principal_of(expiring))
        flow.accept(fresh(renewal), by=clerk)

        assert pass_expiry() == 0


def test_a_damaged_vehicle_certificate_is_exchanged_at_any_time_and_keeps_its_term(taihang, clerk, others):
    with at("2026-03-02 10:00+08:00"):
        granted(taihang, clerk=clerk, vehicles=2)
    first = Certificate.objects.filter(kind="vehicle").first()
    with at("2026-04-01 10:00+08:00"):
        ending = drafted("vehicle-permit-renew", taihang, **{"exchange-kind": "expired"})
        early = [m for m in what_is_missing(ending) if "renewal can be applied for from" in m]
        through(drafted("vehicle-permit-renew", taihang, **{"exchange-kind": "damaged"}), clerk=clerk, others=others)

    new = Certificate.objects.get(kind="vehicle", subject=first.subject, version=2)
    assert early
    assert new.valid_to == first.valid_to


def what_is_missing(application):

    return [m.message for m in sheet_of(application).missing]


def test_a_new_version_without_a_new_term_adds_no_day_to_what_has_run_out(expiring, clerk, others):
    with at("2026-03-02 10:00+08:00"):
        change = drafted("freight-licence-change", expiring, **{"change-kinds": ["address"]})
        flow.hand_in(change, by=principal_of(expiring))
    from licensing.certificates.granted.terms import term_of

    late = Decision(application=fresh(change), decided_at=datetime.datetime.fromisoformat("2026-06-01 10:00+08:00"))

    assert term_of(late, sheet_of(late.application), datetime.date(2026, 5, 5))[1] == datetime.date(2026, 5, 5)


def test_a_driver_who_grew_too_old_since_is_an_obstacle_on_the_day_of_the_decision(taihang, clerk, monkeypatch):
    case = accepted(taihang, clerk=clerk)
    number = case.answers.rows["driver"][0]["driver-id"]
    years = 2026 - int(number[6:10])

    with time_machine.travel(timezone.now() + datetime.timedelta(days=365 * (64 - years)), tick=True):
        told = [(o.label, o.reason) for o in obstacles_to_grant(sheet_of(fresh(case))) if o.kind == "age"]

    assert told == [
        (
            case.answers.rows["driver"][0]["driver-name"],
            "Drivers may not be older than 63 (Road Transport Regulation art. 22).",
        )
    ]


def test_a_child_is_no_driver_whatever_a_silent_registry_does_not_say(taihang, clerk):
    case = accepted(taihang, clerk=clerk)
    number = case.answers.rows["driver"][0]["driver-id"]
    child_of = int(number[6:10]) + 17

    with time_machine.travel(f"{child_of}-06-01 10:00+08:00", tick=True):
        told = [o.reason for o in obstacles_to_grant(sheet_of(fresh(case))) if o.kind == "age"]

    assert told == ["Nobody under 18 holds a driving licence (Road Transport Regulation art. 22)."]


def test_a_drivers_certificate_ends_on_the_birthday_of_the_age_limit(taihang, clerk):
    from licensing.certificates.granted.grants import grants

    case = accepted(taihang, clerk=clerk)
    company = case.company
    company.uscc, company.legal_rep_id = "I00000000000000001", "410802196503010017"
    case.item = item_in_force("driver-qual-road")
    decision = Decision(application=case, decided_at=datetime.datetime.fromisoformat("2026-11-25 10:00+08:00"))

    assert [g.valid_to for g in grants(decision, sheet_of(decision.application))] == [datetime.date(2028, 3, 1)]


def test_transport_across_counties_within_the_city_is_the_citys(catalogue, taihang):
    across = ServiceItem.objects.filter(name_zh__contains="市内跨县")

    assert across.exists()
    for item in across:
        assert item.handling_levels == ["city"]
        assert competent_authority(item, taihang).division_id == "410800"


def test_a_grant_not_made_public_within_seven_working_days_is_told_to_the_supervisor(taihang, clerk):
    with at("2026-03-02 10:00+08:00"):
        case = accepted(taihang, clerk=clerk)
        flow.decide(case, "granted", by=clerk)
    with at("2026-03-11 23:00+08:00"):
        escalate()
        in_time = Escalation.objects.filter(limit="publicity").count()
    with at("2026-03-12 00:30+08:00"):
        escalate()

    assert in_time == 0
    assert Escalation.objects.get(limit="publicity").due == datetime.date(2026, 3, 11)
    finish(fresh(case))
    assert Publication.objects.get().decision.application == case


def test_a_grant_under_commitment_names_the_day_operation_may_start(taihang, clerk):
    with at("2026-03-02 10:00+08:00"):
        granted(taihang, clerk=clerk)

    told = "".join(Letter.objects.get(kind="grant").paragraphs)
    assert "自2026年3月2日起可以开展许可的经营活动" in told


def test_with_vehicles_only_planned_operation_starts_with_them(taihang, clerk):
    with at("2026-03-02 10:00+08:00"):
        case = draft(taihang)
        plan = {"planned-count": "2", "planned-date": "2026-06-01", "planned-type": "重型货车"}
        save_section(case, fields=plan, rows={"vehicle": []}, doubts={})
        sign(fresh(case))
        flow.hand_in(fresh(case), by=principal_of(taihang))
        flow.accept(fresh(case), by=clerk)
        flow.decide(fresh(case), "granted", by=clerk)
        finish(fresh(case))

    told = "".join(Letter.objects.get(kind="grant").paragraphs)
    assert "自2026年6月1日起可以开展许可的经营活动，在此之前不得经营" in told
    assert Certificate.objects.get(kind="licence").particulars["operate-from"] == "2026-06-01"


def test_the_commitment_may_be_left_while_a_hearing_is_offered_and_the_hearing_is_still_owed(
    taihang, clerk, others, sign_in
):
    reviewer, _second = others
    case = accepted(taihang, clerk=clerk)
    flow.offer_hearing(case, reasons="拟不予许可：安全管理制度不健全。", by=clerk)
    applicant = sign_in(principal_of(taihang))
    address = reverse("applications:to_ordinary", args=[case.key])
    wanted = [row.material.code for row in applicant.post(address).context["rows"]]

    applicant.post(address, {f"files-{code}": [picture()] for code in wanted})
    offered = applicant.get(reverse("applications:progress", args=[case.key])).content.decode()
    applicant.post(reverse("applications:hearing", args=[case.key]), {"wants": "yes"})

    assert fresh(case).procedure == "ordinary"
    assert open_node(fresh(case)) == "review"
    assert "You have the right to a hearing" in offered
    assert fresh(case).hearing_offer.answer.wants_hearing
    flow.review(fresh(case), recommendation=Review.Recommendation.GRANT, opinion="齐全。", by=reviewer)
    assert open_node(fresh(case)) == "site_check"
    offered = sign_in(clerk).get(reverse("desk:case", args=[case.key])).content.decode()
    day = first_hearing_day()
    flow.announce_hearing(
        fresh(case), held_on=day, time=datetime.time(9, 30), place="三楼会议室", chair=clerk, by=clerk
    )
    with time_machine.travel(datetime.datetime.combine(day, datetime.time(12), datetime.UTC), tick=True):
        flow.hold_hearing(fresh(case), held_on=day, minutes="笔录。", by=clerk)
    assert "Announce the day and place of the hearing" in offered
    assert open_node(fresh(case)) == "site_check"
    assert not limits_of(fresh(case)).is_stopped
