"""A vehicle registered to another is certified by a hire or financing agreement with its owner, read by a person."""

import datetime
from contextlib import contextmanager

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from licensing.applications.actions import asking, attaching, drafting, handing_in
from licensing.applications.agreements.models import VehicleAgreement
from licensing.applications.evidence.certainty import Doubt
from licensing.applications.evidence.resolution import Treatment
from licensing.applications.models.application import Application
from licensing.applications.models.evidence import FactCheck
from licensing.applications.sheet import sheet_of
from licensing.certificates.models import Certificate
from licensing.certificates.papers import papers_of
from licensing.decisions import checking
from licensing.decisions.actions.deciding import NotYetCertain
from licensing.decisions.models.ends import Decision
from licensing.decisions.weighing.weigh import obstacles_to_grant
from licensing.moving import cases as flow
from licensing.moving.finish import finish
from licensing.moving.timers import pass_expiry
from licensing.register.models import Place
from licensing.register.places import plate_place
from licensing.telling.models import Forewarning
from licensing.telling.warnings import warn
from materials.catalogue.queries import item_in_force
from papers.pdf import html_of
from post.models import Message
from post.telling import tail
from tests.conftest import YUNTAI
from tests.factories import (
    accepted,
    company_of,
    draft,
    drafted,
    held_on_paper,
    picture,
    principal_of,
    sign,
    staff,
    through,
)
from tests.registry_server import WORLD

pytestmark = pytest.mark.django_db
MATERIAL = "vehicle-agreement"
VEHICLE = WORLD["fleets"][YUNTAI]["vehicles"][0]
OWNER = next(r["fields"]["name"] for r in WORLD["records"]["business-licence"] if r["fields"]["uscc"] == YUNTAI)


def fresh(case):
    return Application.objects.get(pk=case.pk)


def in_days(days):
    return (timezone.localdate() + datetime.timedelta(days=days)).isoformat()


def agreed(**more):
    """A row of the form: the vehicle of another company, used under an agreement with it."""
    keys = {code: VEHICLE[code] for code in ("plate", "plate-colour", "vin")}
    term = {"agreement-from": in_days(-30), "agreement-to": in_days(400)}
    return {**keys, "used-under": "hire", "lessor": OWNER, **term, **more}


def with_row(case, row, *, brings=True):
    by = principal_of(case.company)
    before = case.answers.of_section("vehicle")
    row = {**({**before[0], **row} if before else row)}
    case = drafting.save_section(case, fields={}, rows={"vehicle": [row]}, doubts={})
    asking.look_up(case, by=f"person:{by.pk}")
    for found in sheet_of(case).resolved if brings else ():
        if found.treatment == Treatment.MISSING:
            attaching.attach(case, found.material.code, picture(), by=by)
    return fresh(case)


def hand_in(case):
    if case.procedure == "commitment":
        sign(case)
    flow.hand_in(case, by=case.started_by)
    return fresh(case)


def refusal_of(case):
    with pytest.raises(handing_in.NotComplete) as refused:
        hand_in(case)
    return " ".join(missing.message for missing in refused.value.missing)


def materials_of(case):
    return {row.material.code: row.treatment for row in sheet_of(fresh(case)).resolved}


def waiting(company, clerk, **more):
    """Handed in and accepted, nothing checked by hand yet."""
    case = hand_in(with_row(draft(company), agreed(**more)))
    if not hasattr(case, "acceptance"):
        flow.accept(case, by=clerk)
    return fresh(case)


def checked(case, clerk):
    found = checking.to_be_checked(sheet_of(fresh(case)))
    checking.check_facts(fresh(case), [fact.key for fact in found], basis="核对合同原件第1、7页。", by=clerk)
    return fresh(case)


def granted_under(company, clerk, **more):
    case = checked(waiting(company, clerk, **more), clerk)
    flow.decide(case, Decision.Outcome.GRANTED, by=clerk)
    finish(fresh(case))
    return fresh(case)


@contextmanager
def registry_names(world, owner):
    keys = {name: VEHICLE[name] for name in ("plate", "plate-colour", "vin")}
    old = world.server.find("vehicle-licence", keys)
    world.server.records["vehicle-licence"].append({**old, "fields": {**old["fields"], "owner": owner}})
    try:
        yield
    finally:
        world.server.records["vehicle-licence"].pop()


@pytest.fixture
def others(catalogue):
    return staff("first", "reviewer"), staff("second", "reviewer")


@pytest.mark.parametrize("procedure", ["commitment", "ordinary"])
@pytest.mark.parametrize("kind", ["hire", "financing"])
def test_a_vehicle_under_an_agreement_is_certified_once_a_person_has_read_it(
    world, taihang, clerk, others, kind, procedure
):
    case = with_row(draft(taihang, procedure=procedure), agreed(**{"used-under": kind}))

    through(case, clerk=clerk, others=others)

    certificate = Certificate.objects.get(kind="vehicle")
    kept = VehicleAgreement.objects.get()
    assert (certificate.plate, certificate.valid_to) == (VEHICLE["plate"], kept.ends_on)
    assert (kept.kind, kept.lessor, kept.check_by_hand.checked_by) == (kind, OWNER, clerk)
    assert Place.objects.get(key=plate_place(VEHICLE["plate"], VEHICLE["plate-colour"])).valid_to == kept.ends_on


def test_it_is_asked_for_of_such_a_vehicle_and_of_no_other(world, taihang):
    own = draft(taihang)
    of_another = with_row(draft(company_of(list(WORLD["fleets"])[2])), agreed(), brings=False)

    resolved = {row.material.code: row for row in sheet_of(of_another).resolved}

    assert MATERIAL not in materials_of(own)
    assert resolved[MATERIAL].treatment == Treatment.MISSING
    assert resolved[MATERIAL].unsettled == (VEHICLE["plate"],)


def test_an_agreement_named_for_a_vehicle_of_ones_own_is_nothing_to_bring(world, taihang):
    case = draft(taihang)
    row = case.answers.of_section("vehicle")[0]

    case = with_row(case, {**agreed(), **{code: row[code] for code in ("plate", "plate-colour", "vin")}})

    assert MATERIAL not in materials_of(case)
    assert not sheet_of(case).of_others


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"used-under": "", "lessor": "", "agreement-from": "", "agreement-to": ""}, "names another owner"),
        ({"lessor": "焦作市某某租赁有限公司"}, "is not the lessor of the agreement"),
        ({"agreement-to": in_days(-1)}, "The agreement ended on"),
        ({"agreement-from": in_days(3)}, "The agreement does not begin until"),
        ({"lessor": ""}, "not complete"),
        ({"agreement-to": ""}, "not complete"),
        ({"agreement-from": in_days(20), "agreement-to": in_days(10)}, "not complete"),
        ({"used-under": "gift"}, "not complete"),
    ],
)
def test_what_the_agreement_lacks_is_told_before_it_is_handed_in(world, taihang, said, why):
    case = with_row(draft(taihang), agreed(**said))

    assert why in refusal_of(case)


def test_the_applicant_is_no_lessor_of_its_own_vehicle(world, taihang):
    assert "The lessor is the applicant" in refusal_of(with_row(draft(taihang), agreed(lessor=taihang.name)))


def test_large_items_are_carried_with_vehicles_of_ones_own(world, taihang):
    case = with_row(draft(taihang), agreed())
    case = drafting.save_section(case, fields={"freight-scope": ["general", "large-items"]}, rows={}, doubts={})

    assert "one's own vehicles" in refusal_of(case)


def test_it_is_never_promised_and_never_waived(world, taihang, clerk):
    case = waiting(taihang, clerk)

    assert case.procedure == "commitment"
    assert materials_of(case)[MATERIAL] == Treatment.UPLOADED


def test_nothing_is_granted_before_a_person_says_it_was_read(world, taihang, clerk):
    case = waiting(taihang, clerk)

    with pytest.raises(NotYetCertain) as refused:
        flow.decide(case, Decision.Outcome.GRANTED, by=clerk)

    assert [obstacle.kind for obstacle in refused.value.obstacles] == [Doubt.AGREEMENT]
    assert not Certificate.objects.exists()


def test_it_goes_to_a_person_never_through_by_rule(world, taihang):
    case = hand_in(with_row(draft(taihang, anyway=False), agreed()))

    assert not hasattr(case, "acceptance")


def test_a_check_falls_when_the_registry_names_another_owner_since(world, taihang, clerk):
    case = checked(waiting(taihang, clerk), clerk)
    assert not obstacles_to_grant(sheet_of(case))

    with registry_names(world, "焦作市丙公司"):
        checking.ask_again(case, by=clerk)

    found = {(obstacle.kind, obstacle.reason) for obstacle in obstacles_to_grant(sheet_of(fresh(case)))}
    assert ("register", "The registered owner of the vehicle is not the lessor of the agreement.") in found
    assert (Doubt.AGREEMENT, "") in found


def test_a_silent_vehicle_registry_consents_to_nothing(world, taihang, clerk):
    world.fail("down", registry="ps-vehicle")
    masses = {"vehicle-type": "重型半挂牵引车", "gross-mass": 18000, "load-mass": 0, "use-nature": "货运"}
    case = hand_in(with_row(draft(taihang), agreed(**masses)))
    if not hasattr(case, "acceptance"):
        flow.accept(case, by=clerk)
    case = fresh(case)

    kinds = {obstacle.kind for obstacle in obstacles_to_grant(sheet_of(case))}

    assert {Doubt.AGREEMENT, Doubt.SILENT} <= kinds
    world.mend()


def test_one_certificate_in_force_stays_the_lessors_has_to_end_first(world, taihang, clerk, others):
    through(
        draft(company_of(YUNTAI)), clerk=staff("there", "counter-clerk", "decider", division="410821"), others=others
    )

    told = refusal_of(with_row(draft(taihang), agreed()))

    assert "certificate in force with another holder" in told


def test_no_agreement_takes_a_certificate_away_from_its_holder(world, taihang, clerk, others):
    through(
        draft(company_of(YUNTAI)), clerk=staff("there", "counter-clerk", "decider", division="410821"), others=others
    )
    held_on_paper("vehicle-permit-change", taihang)

    told = refusal_of(with_row(drafted("vehicle-permit-change", taihang), agreed()))

    assert "certificate in force with another holder" in told


@pytest.mark.parametrize("code", ["vehicle-permit-issue", "add-freight-vehicles"])
def test_vehicles_are_added_under_an_agreement_one_by_one_and_in_a_bundle(world, taihang, clerk, others, code):
    case = with_row(drafted(code, taihang, **{f"steps-{code}": []}), agreed())

    assert materials_of(case)[MATERIAL] == Treatment.UPLOADED
    case = hand_in(case)
    found = case.children.filter(item__code="vehicle-permit-issue").first() or case

    facts = {fact.need.question.material: fact for fact in sheet_of(fresh(found)).facts}
    assert facts[MATERIAL].doubt == Doubt.AGREEMENT
    assert facts[MATERIAL].may_be_checked


def test_the_letter_and_the_certificate_say_it(world, taihang, clerk):
    case = granted_under(taihang, clerk)
    certificate = Certificate.objects.get(kind="vehicle")

    told = dict(case.decision.letter.table)["准予车辆"]
    paper = papers_of(certificate)["original"]

    assert f"租赁车辆，出租人：{OWNER}，合同期至" in told
    assert paper.remark in told
    assert paper.remark in html_of(paper)


def test_a_lost_certificate_is_written_anew_without_asking_for_the_agreement_again(world, taihang, clerk, others):
    granted_under(taihang, clerk)
    bare = {"used-under": "", "lessor": "", "agreement-from": "", "agreement-to": ""}
    case = with_row(drafted("vehicle-permit-reissue", taihang), agreed(**bare))

    assert MATERIAL not in materials_of(case)
    through(case, clerk=clerk, others=others)

    first, second = Certificate.objects.filter(kind="vehicle").order_by("pk")
    assert second.replaces == first
    assert (second.valid_to, second.particulars["agreement"]) == (first.valid_to, first.particulars["agreement"])


def test_an_owner_who_sold_it_since_ends_what_the_agreement_carried(world, taihang, clerk):
    granted_under(taihang, clerk)
    bare = {"used-under": "", "lessor": "", "agreement-from": "", "agreement-to": ""}

    with registry_names(world, "焦作市丙公司"):
        told = refusal_of(with_row(drafted("vehicle-permit-reissue", taihang), agreed(**bare)))

    assert "names another owner" in told


def test_a_renewal_rests_on_the_new_agreement(world, taihang, clerk, others):
    granted_under(taihang, clerk, **{"agreement-to": in_days(60)})
    bare = {"used-under": "", "lessor": "", "agreement-from": "", "agreement-to": ""}
    without = with_row(drafted("vehicle-permit-renew", taihang, **{"exchange-kind": "expired"}), agreed(**bare))

    assert "names another owner" in refusal_of(without)

    through(with_row(without, agreed(**{"agreement-to": in_days(700)})), clerk=clerk, others=others)
    assert Certificate.objects.filter(kind="vehicle").in_force().get().valid_to.isoformat() == in_days(700)


def test_the_holder_is_warned_before_the_agreement_ends_and_the_certificate_ends_with_it(world, taihang, clerk):
    granted_under(taihang, clerk)
    ends = VehicleAgreement.objects.get().ends_on
    at_nine = datetime.datetime.combine(ends - datetime.timedelta(days=29), datetime.time(9))

    with time_machine.travel(timezone.make_aware(at_nine)):
        warn()
        warn()
        tail.listen()
    after = ends + datetime.timedelta(days=1)

    assert Forewarning.objects.get(limit="agreement").due == ends
    message = Message.objects.get(text="warn-agreement", person=principal_of(taihang))
    assert message.address == reverse("certificates:wallet")
    assert Place.objects.get(key__startswith="plate/").has_expired(on=after)


def test_nobody_is_warned_of_an_agreement_whose_certificate_has_ended(world, taihang, clerk):
    granted_under(taihang, clerk)
    ends = VehicleAgreement.objects.get().ends_on
    Place.objects.filter(licence="vehicle").delete()
    at_nine = datetime.datetime.combine(ends - datetime.timedelta(days=29), datetime.time(9))

    with time_machine.travel(timezone.make_aware(at_nine)):
        warn()

    assert not Forewarning.objects.filter(limit="agreement").exists()


@pytest.mark.parametrize("wrong", [{"kind": "gift"}, {"lessor": ""}, {"ends_on": datetime.date(2020, 1, 1)}])
def test_the_database_refuses_what_is_no_agreement(world, taihang, clerk, wrong):
    granted_under(taihang, clerk)
    kept = VehicleAgreement.objects.values().get()
    del kept["id"]

    with pytest.raises(IntegrityError), transaction.atomic():
        VehicleAgreement.objects.create(**{**kept, "plate": "豫H00001", **wrong})
    with pytest.raises(IntegrityError), transaction.atomic():
        VehicleAgreement.objects.create(**kept)


def test_which_agreements_an_item_takes_is_data_of_its_edition_with_its_source(catalogue):
    said = item_in_force("vehicle-permit-issue").effect["by_agreement"]

    assert said["kinds"] == ["hire", "financing"]
    assert said["owned_only"] == ["large-items"]
    assert "第二十一条" in said["source_zh"]
    assert "by_agreement" not in item_in_force("hazmat-vehicle-permit").effect


def test_the_page_asks_for_it_in_the_row_of_such_a_vehicle_alone(world, taihang, sign_in):
    case = draft(taihang)
    rows = [*case.answers.of_section("vehicle"), agreed(**{"used-under": ""})]
    by = principal_of(taihang)
    case = drafting.save_section(case, fields={}, rows={"vehicle": rows}, doubts={})
    asking.look_up(case, by=f"person:{by.pk}")

    page = sign_in(by).get(reverse("applications:section", args=[case.key, "vehicle"])).content.decode()

    last = len(rows) - 1
    assert f'name="vehicle-{last}-used-under"' in page
    assert 'name="vehicle-0-used-under"' not in page
    assert "under a hire or financing agreement with the owner" in page


def test_an_agreement_that_is_still_to_be_brought_names_its_vehicle_and_claims_no_look_up(world, taihang, sign_in):
    case = with_row(draft(taihang), agreed(), brings=False)

    page = sign_in(principal_of(taihang)).get(reverse("applications:materials", args=[case.key])).content.decode()

    concerns = page.partition("Concerns:")[2].partition("</p>")[0]
    assert concerns.strip() == VEHICLE["plate"]
    assert "Not found for:" not in page


def test_a_table_brings_agreements_in_the_words_of_offices(world, taihang, sign_in):
    case = draft(taihang)
    head = "车牌号\t车牌颜色\t使用方式\t出租方\t合同起始日期\t合同到期日"
    row = f"{VEHICLE['plate']}\t黄色\t融资租赁\t{OWNER}\t2026年1月5日\t2028.12.31"

    address = reverse("applications:section_import", args=[case.key, "vehicle"])
    sign_in(principal_of(taihang)).post(address, {"lines": f"{head}\n{row}\n"})

    taken = fresh(case).answers.of_section("vehicle")[-1]
    said = {"used-under": "financing", "lessor": OWNER, "agreement-from": "2026-01-05", "agreement-to": "2028-12-31"}
    assert {code: taken.get(code) for code in said} == said


def test_the_clerk_sees_what_is_to_be_read_and_says_on_what_it_was(world, taihang, clerk, sign_in):
    case = waiting(taihang, clerk)
    page = sign_in(clerk).get(reverse("desk:case", args=[case.key])).content.decode()

    assert VEHICLE["plate"] in page
    assert f"Hire from {OWNER}" in page
    assert not FactCheck.objects.filter(material=MATERIAL).exists()


def test_an_accepted_case_of_ones_own_vehicles_has_no_agreement(taihang, clerk):
    case = accepted(taihang, clerk=clerk)

    assert not [fact for fact in sheet_of(case).facts if fact.need.question.material == MATERIAL]


def test_a_record_that_does_not_say_whose_the_vehicle_is_is_no_consent(world, taihang, clerk):
    vehicle = WORLD["fleets"][taihang.uscc]["vehicles"][0]
    keys = {name: vehicle[name] for name in ("plate", "plate-colour", "vin")}
    old = world.server.find("vehicle-licence", keys)
    silent = {name: value for name, value in old["fields"].items() if name != "owner"}
    world.server.records["vehicle-licence"].append({**old, "fields": silent})
    try:
        case = hand_in(draft(taihang, vehicles=1))
    finally:
        world.server.records["vehicle-licence"].pop()
    if not hasattr(case, "acceptance"):
        flow.accept(case, by=clerk)

    with pytest.raises(NotYetCertain) as refused:
        flow.decide(fresh(case), Decision.Outcome.GRANTED, by=clerk)

    assert [(o.kind, o.label) for o in refused.value.obstacles] == [(Doubt.PARTIAL, vehicle["plate"])]


@pytest.mark.parametrize("is_read", [False, True])
def test_the_law_itself_grants_no_renewal_on_an_agreement_nobody_read(world, taihang, clerk, settings, is_read):
    settings.RENEWAL_WINDOW_DAYS = 90
    with time_machine.travel(datetime.datetime.fromisoformat("2026-03-02 10:00+08:00"), tick=True):
        granted_under(taihang, clerk, **{"agreement-from": "2026-01-01", "agreement-to": "2026-05-06"})
    with time_machine.travel(datetime.datetime.fromisoformat("2026-03-20 10:00+08:00"), tick=True):
        row = agreed(**{"agreement-from": "2026-01-01", "agreement-to": "2028-01-01"})
        renewal = hand_in(with_row(drafted("vehicle-permit-renew", taihang, **{"exchange-kind": "expired"}), row))
        if not hasattr(renewal, "acceptance"):
            flow.accept(renewal, by=clerk)
        if is_read:
            checked(renewal, clerk)
    with time_machine.travel(datetime.datetime.fromisoformat("2026-05-07 00:10+08:00"), tick=True):
        moved = pass_expiry()

    assert moved == (1 if is_read else 0)
    assert Decision.objects.filter(application=renewal).exists() == is_read
    if is_read:
        renewed = Certificate.objects.filter(kind="vehicle").order_by("-pk").first()
        assert renewed.valid_to == datetime.date(2028, 1, 1)
