"""One licence of a kind, one certificate of a vehicle for its owner, and nothing is changed that has ended."""

import datetime
from contextlib import contextmanager

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.represented.companies import Membership
from licensing.applications.actions import asking, attaching, drafting, handing_in
from licensing.applications.evidence.resolution import Treatment
from licensing.applications.models.application import Application
from licensing.applications.sheet import sheet_of
from licensing.certificates import actions as issuing
from licensing.certificates.models import Certificate, IssueOrder
from licensing.decisions import checking
from licensing.decisions.actions import deciding
from licensing.decisions.actions.deciding import NotYetCertain
from licensing.decisions.models.checking import Review
from licensing.decisions.models.ends import Decision
from licensing.moving import cases as flow
from licensing.moving.finish import finish
from licensing.moving.progress import open_node
from licensing.moving.timers import pass_expiry
from licensing.register.actions import Claim, PlaceTaken, hold
from licensing.register.models import Place
from licensing.register.places import licence_place
from materials.catalogue.queries import item_in_force
from materials.lookups.ledger import enter
from tests.conftest import TAIHANG, YUNTAI
from tests.factories import (
    accepted,
    applicant,
    company_of,
    draft,
    drafted,
    granted,
    picture,
    principal_of,
    retracted,
    sign,
    staff,
    through,
)
from tests.registry_server import WORLD

pytestmark = pytest.mark.django_db
ESTABLISH = "freight-licence-establish"


def fresh(case):
    return Application.objects.get(pk=case.pk)


def messages_of(refused):
    return " ".join(missing.message for missing in refused.value.missing)


def reasons_of(refused):
    return " ".join(obstacle.reason for obstacle in refused.value.obstacles)


@contextmanager
def told(registry, material, keys, **fields):
    """A registry says something else of a record for a while."""
    with registry.telling(material, keys, **fields):
        yield


@contextmanager
def registered_to(registry, vehicle, owner):
    """The vehicle registry names another owner for a while."""
    keys = {name: vehicle[name] for name in ("plate", "plate-colour", "vin")}
    with told(registry, "vehicle-licence", keys, owner=owner.name):
        yield


def complete(application, *, by):
    asking.look_up(application, by=f"person:{by.pk}")
    for row in sheet_of(application).resolved:
        if row.treatment == Treatment.MISSING:
            attaching.attach(application, row.material.code, picture(), by=by)
    return fresh(application)


def handed_in(application):
    if application.procedure == "commitment":
        sign(application)
    flow.hand_in(application, by=application.started_by)
    return fresh(application)


def about_vehicles(code, company, vehicles):
    """A complete draft of an item about some vehicles."""
    by = principal_of(company)
    application = drafted(code, company)
    keys = ("plate", "plate-colour", "vin")
    rows = [{**application.answers.of_section("vehicle")[0], **{k: v[k] for k in keys}} for v in vehicles]
    application = drafting.save_section(application, fields={}, rows={"vehicle": rows}, doubts={})
    return complete(application, by=by)


@pytest.fixture
def others(catalogue):
    return staff("first", "reviewer"), staff("second", "reviewer")


# One licence of a kind


def test_a_second_draft_is_warned_of_and_cannot_be_handed_in_beside_the_first(taihang, clerk, sign_in):
    first = draft(taihang)
    colleague = applicant(name="王同事")
    Membership.objects.create(company=taihang, person=colleague, kind="handler", since="2020-01-01")
    page = sign_in(colleague).get(reverse("applications:new", args=[ESTABLISH])).content.decode()
    second = draft(taihang, by=colleague, vehicles=1)
    overview = sign_in(colleague).get(reverse("applications:overview", args=[second.key])).content.decode()
    handed_in(first)

    with pytest.raises(handing_in.NotComplete) as refused:
        handed_in(second)

    assert "began a draft for the same licence" in page
    assert "began a draft for the same licence" in overview
    assert "has not been decided yet" in messages_of(refused)


def test_a_draft_begun_before_the_grant_is_refused_when_handed_in_after_it(taihang, clerk):
    waiting = draft(taihang, vehicles=1)
    granted(taihang, clerk=clerk)

    with pytest.raises(handing_in.NotComplete) as refused:
        handed_in(waiting)

    assert "already holds this licence" in messages_of(refused)


def test_a_licence_entered_in_the_register_while_a_case_waits_stops_its_grant(taihang, clerk):
    case = accepted(taihang, clerk=clerk)
    valid_to = (timezone.localdate() + datetime.timedelta(days=900)).isoformat()
    enter(
        material="road-transport-licence",
        keys={"uscc": taihang.uscc, "cert-number": "豫交运管许可焦字410802000077号"},
        fields={"cert-number": "豫交运管许可焦字410802000077号", "cert-status": "有效", "valid-to": valid_to},
        source="import:1",
        as_of=timezone.now(),
    )

    with pytest.raises(NotYetCertain) as refused:
        flow.decide(case, Decision.Outcome.GRANTED, by=clerk)

    assert "already holds this licence" in reasons_of(refused)
    assert not Decision.objects.exists()


def test_of_two_cases_that_wait_only_one_is_granted_and_the_other_can_still_be_refused(taihang, clerk):
    first = accepted(taihang, clerk=clerk)
    somebody = company_of(YUNTAI)
    # Handed in before such a second application was refused.
    Application.objects.filter(pk=first.pk).update(company=somebody)
    second = _second(taihang, clerk)
    Application.objects.filter(pk=first.pk).update(company=taihang)
    flow.decide(fresh(first), Decision.Outcome.GRANTED, by=clerk)

    with pytest.raises(NotYetCertain):
        flow.decide(fresh(second), Decision.Outcome.GRANTED, by=clerk)
    flow.decide(fresh(second), Decision.Outcome.REFUSED, by=clerk, reasons="已持有许可。", articles="第二十四条")

    assert Certificate.objects.filter(kind="licence").in_force().count() == 1
    assert fresh(second).decision.outcome == "refused"


def _second(company, clerk):
    case = draft(company)
    third = WORLD["fleets"][company.uscc]["vehicles"][2]
    row = {"plate": third["plate"], "plate-colour": third["plate-colour"], "vin": third["vin"]}
    case = drafting.save_section(case, fields={}, rows={"vehicle": [row]}, doubts={})
    case = handed_in(complete(case, by=principal_of(company)))
    flow.accept(case, by=clerk)
    return fresh(case)


def test_the_database_itself_refuses_a_second_holder_of_a_place(taihang, clerk):
    granted(taihang, clerk=clerk)
    place = Place.objects.get(key__startswith="licence/")
    columns = {name: getattr(place, name) for name in ("licence", "company", "holder_name", "valid_to")}

    with pytest.raises(IntegrityError), transaction.atomic():
        Place.objects.create(key=place.key, number="另一号", **columns)
    with pytest.raises(PlaceTaken):
        hold(Claim(number="另一号", version=1, keys=[place.key], **columns))


def test_what_has_expired_makes_room_for_a_new_licence(taihang, clerk, settings):
    settings.LICENCE_YEARS = 1
    with time_machine.travel(datetime.datetime.fromisoformat("2025-03-03 10:00+08:00"), tick=True):
        granted(taihang, clerk=clerk)

    granted(taihang, clerk=clerk)

    assert Certificate.objects.filter(kind="licence").count() == 2
    assert Certificate.objects.filter(kind="licence").in_force().count() == 1
    assert Place.objects.filter(key__startswith="licence/").count() == 1


# One certificate of a vehicle, for its registered owner


def test_another_companys_vehicle_is_refused_when_handed_in(world, taihang):
    row = WORLD["fleets"][YUNTAI]["vehicles"][0]
    case = draft(taihang)
    rows = [{"plate": row["plate"], "plate-colour": row["plate-colour"], "vin": row["vin"]}]
    case = drafting.save_section(case, fields={}, rows={"vehicle": rows}, doubts={})

    with pytest.raises(handing_in.NotComplete) as refused:
        handed_in(complete(case, by=principal_of(taihang)))

    assert f"{row['plate']}: The vehicle registry names another owner" in messages_of(refused)


@pytest.mark.parametrize("code", ["vehicle-permit-issue", "vehicle-permit-renew", "vehicle-annual-review"])
def test_every_item_that_certifies_vehicles_asks_whose_they_are(world, taihang, code):
    foreign = WORLD["fleets"][YUNTAI]["vehicles"][:1]

    with pytest.raises(handing_in.NotComplete) as refused:
        handed_in(about_vehicles(code, taihang, foreign))

    assert "names another owner" in messages_of(refused)


def test_a_vehicle_sold_while_its_case_waits_is_not_certified_for_the_seller(world, taihang, clerk):
    sold = WORLD["fleets"][TAIHANG]["vehicles"][0]
    with time_machine.travel(datetime.datetime.fromisoformat("2026-03-02 10:00+08:00"), tick=True):
        case = accepted(taihang, clerk=clerk)
    later = time_machine.travel(datetime.datetime.fromisoformat("2026-03-04 10:00+08:00"), tick=True)
    with later, registered_to(world, sold, company_of(YUNTAI)), pytest.raises(NotYetCertain) as refused:
        flow.decide(case, Decision.Outcome.GRANTED, by=clerk)

    assert "names another owner" in reasons_of(refused)


def test_a_certified_vehicle_gets_no_second_certificate(taihang, clerk):
    case = granted(taihang, clerk=clerk)
    held = [row for row in WORLD["fleets"][TAIHANG]["vehicles"] if row["plate"] in str(case.answers.rows)]

    with pytest.raises(handing_in.NotComplete) as refused:
        handed_in(about_vehicles("vehicle-permit-issue", taihang, held))

    assert "already has a certificate in force" in messages_of(refused)


def test_a_vehicle_that_moves_takes_its_certificate_from_the_former_holder(world, taihang, clerk, others):
    moved = WORLD["fleets"][TAIHANG]["vehicles"][0]
    granted(taihang, clerk=clerk)
    yuntai = company_of(YUNTAI)
    desk = staff("xiuwu", "counter-clerk", "decider", division="410821")
    eyes = (staff("x1", "reviewer", division="410821"), staff("x2", "reviewer", division="410821"))
    granted(yuntai, clerk=desk)

    with registered_to(world, moved, yuntai):
        with pytest.raises(handing_in.NotComplete) as refused:
            handed_in(about_vehicles("vehicle-permit-issue", yuntai, [moved]))
        through(about_vehicles("vehicle-permit-change", yuntai, [moved]), clerk=desk, others=eyes)

    standing = Certificate.objects.filter(plate=moved["plate"]).in_force()
    former = Certificate.objects.get(plate=moved["plate"], company=taihang)
    assert "with another holder" in messages_of(refused)
    assert [c.company for c in standing] == [yuntai]
    assert former.state == "struck-off"
    assert standing[0].number != former.number


# A change only of what stands


CHANGES = ["freight-licence-change", "freight-licence-scope", "freight-licence-reissue", "freight-licence-close"]


@pytest.mark.parametrize("code", CHANGES)
def test_what_ended_while_a_change_waited_is_not_changed(taihang, clerk, others, code):
    case = granted(taihang, clerk=clerk)
    change = handed_in(drafted(code, taihang))
    head = staff("head", "decider")
    retracted(case, by=head)

    with pytest.raises(NotYetCertain) as refused:
        decided_at_the_end(change, clerk, others)

    assert "no such certificate in force" in reasons_of(refused)
    assert not Decision.objects.filter(application=change).exists()
    assert not Certificate.objects.filter(kind="licence").in_force().exists()


def decided_at_the_end(application, clerk, others):
    """Every step of a handed-in case to the grant."""
    flow.accept(application, by=clerk)
    for _step in range(6):
        case = fresh(application)
        node = open_node(case)
        if node == "decide":
            if sheet_of(case).differences:  # what the registries say now is taken over before it is granted
                checking.take_over(case, by=clerk)
                case = fresh(application)
            return flow.decide(case, Decision.Outcome.GRANTED, by=clerk)
        if node == "site_check":
            day = timezone.localdate()
            flow.check_on_site(case, by=others[0], second=others[1], checked_on=day, passed=True, findings="合格。")
        else:
            by = others[1] if node == "second_review" else others[0]
            flow.review(case, recommendation=Review.Recommendation.GRANT, opinion="同意。", by=by, node=node)
    return None


def test_nothing_held_is_nothing_to_change(taihang):
    change = drafting.start(item_in_force("freight-licence-change"), taihang, by=principal_of(taihang))

    missing = [m.message for m in sheet_of(change).missing]

    assert any("no such certificate in force" in message for message in missing)


def test_a_vehicle_is_added_only_while_the_licence_it_rests_on_stands(taihang, clerk, others):
    case = granted(taihang, clerk=clerk)
    third = WORLD["fleets"][TAIHANG]["vehicles"][2:3]
    added = handed_in(about_vehicles("vehicle-permit-issue", taihang, third))
    retracted(case, by=staff("head", "decider"))

    with pytest.raises(NotYetCertain) as refused:
        decided_at_the_end(added, clerk, others)

    assert "it depends on is not in force" in reasons_of(refused)


def test_a_renewal_is_not_granted_by_law_when_its_licence_has_ended(taihang, clerk, settings):
    settings.LICENCE_YEARS = 1
    with time_machine.travel(datetime.datetime.fromisoformat("2025-05-06 10:00+08:00"), tick=True):
        case = granted(taihang, clerk=clerk)
    with time_machine.travel(datetime.datetime.fromisoformat("2026-03-16 10:00+08:00"), tick=True):
        renewal = handed_in(drafted("freight-licence-renew", taihang))
        flow.accept(renewal, by=clerk)
        retracted(case, by=staff("head", "decider"))
    with time_machine.travel(datetime.datetime.fromisoformat("2026-05-06 00:10+08:00"), tick=True):
        moved = pass_expiry()

    assert moved == 0
    assert not Decision.objects.filter(application=renewal).exists()


def test_two_changes_at_once_each_change_only_what_they_ask_for(world, taihang, clerk, others):
    granted(taihang, clerk=clerk)
    scope = handed_in(drafted("freight-licence-scope", taihang))
    address = "河南省焦作市解放区人民路1号"

    with told(world, "business-licence", {"uscc": TAIHANG}, address=address):
        moving = handed_in(drafted("freight-licence-change", taihang, **{"change-kinds": ["address"]}))
        decided_at_the_end(moving, clerk, others)
    decided_at_the_end(scope, clerk, others)

    newest = Certificate.objects.filter(kind="licence").order_by("-version").first()
    assert newest.version == 3
    assert newest.particulars["address"] == address


def test_a_grant_is_in_the_register_from_its_decision_on(taihang, clerk):
    case = accepted(taihang, clerk=clerk)

    flow.decide(case, Decision.Outcome.GRANTED, by=clerk)

    assert Certificate.objects.filter(kind="licence").in_force().count() == 1
    assert IssueOrder.objects.get().registered_at is not None
    assert IssueOrder.objects.get().completed_at is None


def test_a_grant_that_has_no_place_in_the_register_is_a_failure_people_see_and_can_end(taihang, clerk):
    case = accepted(taihang, clerk=clerk)
    # As an earlier version left it: granted, not entered, and the place taken meanwhile.
    issuing.order_issue(deciding.decide(case, Decision.Outcome.GRANTED, by=clerk))
    valid_to = timezone.localdate() + datetime.timedelta(days=900)
    key = licence_place("road-freight", taihang.pk)
    hold(
        Claim(
            number="另一号",
            version=1,
            licence="road-freight",
            keys=[key],
            company=taihang,
            holder_name="",
            valid_to=valid_to,
        )
    )

    with pytest.raises(PlaceTaken):
        finish(fresh(case))
    failed = IssueOrder.objects.get()
    retracted(case, by=staff("head", "decider"))
    finish(fresh(case))

    assert (failed.attempts, failed.last_error, failed.registered_at) == (1, "PlaceTaken", None)
    assert IssueOrder.objects.get().completed_at is not None
    assert not Certificate.objects.exists()
