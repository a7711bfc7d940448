"""Change, renewal, replacement, more and fewer vehicles, suspension, closure: superseded, never edited."""

import datetime

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from licensing.applications.actions.asking import look_up
from licensing.applications.actions.drafting import save_section
from licensing.applications.models.application import Application
from licensing.applications.rules import why_not_in_time
from licensing.applications.sheet import sheet_of
from licensing.applications.standing.records import plate_key
from licensing.certificates.checking.authenticity import by_file, by_number
from licensing.certificates.models import Certificate
from licensing.decisions.models.letters import Letter
from licensing.moving.finish import finish
from licensing.moving.progress import open_node
from licensing.moving.timers import pass_expiry
from materials.lookups.ledger import enter, newest
from tests.factories import bring, drafted, granted, principal_of, staff, through

pytestmark = pytest.mark.django_db


def at(when):
    return time_machine.travel(datetime.datetime.fromisoformat(when), tick=True)


@pytest.fixture
def others(catalogue):
    return staff("first", "reviewer"), staff("second", "reviewer")


def fresh(application):
    return Application.objects.get(pk=application.pk)


def licence_of(company):
    return Certificate.objects.filter(company=company, kind="licence").order_by("-version").first()


def vehicles_in(case, plates):
    return [row for row in case.answers.of_section("vehicle") if row["plate"] in plates]


def test_a_change_issues_the_next_version_and_the_earlier_one_stays_verifiable(taihang, clerk, others):
    granted(taihang, clerk=clerk)
    first = licence_of(taihang)

    change = drafted(
        "freight-licence-change", taihang, **{"change-kinds": ["address"], "after-address": "焦作市解放区人民路1号"}
    )
    through(change, clerk=clerk, others=others)

    second = licence_of(taihang)
    assert (first.version, second.version) == (1, 2)
    assert second.number == first.number
    assert second.valid_to == first.valid_to
    assert by_number(first.number, first.check_code).finding == "superseded"
    assert by_number(first.number, first.check_code).since.superseded_by == second
    assert by_number(second.number, second.check_code).finding == "genuine"
    stored = first.copies.first().document
    with stored.file.open() as file:
        verdict = by_file(file.read())
    assert verdict.finding == "superseded"
    assert verdict.certificate == first


def test_a_changed_name_is_the_holders_from_the_grant_on(taihang, clerk, others):
    granted(taihang, clerk=clerk)

    change = drafted("freight-licence-change", taihang, **{"change-kinds": ["name"]})
    change = through(change, clerk=clerk, others=others)

    taihang.refresh_from_db()
    assert licence_of(taihang).holder_name == taihang.name == change.answers.fields["after-name"]


def test_renewal_opens_in_its_window_and_adds_a_term(taihang, clerk, others, settings):
    settings.LICENCE_YEARS = 1
    with at("2025-05-06 10:00+08:00"):
        granted(taihang, clerk=clerk)
    with at("2025-12-01 10:00+08:00"):
        early = why_not_in_time(sheet_of(drafted("freight-licence-renew", taihang)), on=timezone.localdate())
    with at("2026-03-02 10:00+08:00"):
        through(drafted("freight-licence-renew", taihang), clerk=clerk, others=others)

    assert "2026-02-04" in early
    assert licence_of(taihang).valid_to == datetime.date(2027, 5, 5)


def test_a_renewal_undecided_at_expiry_is_granted_by_law(taihang, clerk, settings):
    settings.LICENCE_YEARS = 1
    with at("2025-05-06 10:00+08:00"):
        granted(taihang, clerk=clerk)
    with at("2026-03-16 10:00+08:00"):
        renewal = drafted("freight-licence-renew", taihang)
        from licensing.moving import cases as flow
        from tests.factories import sign

        sign(renewal)
        flow.hand_in(renewal, by=principal_of(taihang))
        flow.accept(Application.objects.get(pk=renewal.pk), by=clerk)
    with at("2026-05-05 10:00+08:00"):
        on_the_last_day = pass_expiry()
    with at("2026-05-06 00:10+08:00"):
        after = pass_expiry()
        finish(Application.objects.get(pk=renewal.pk))

        case = Application.objects.get(pk=renewal.pk)
        assert (on_the_last_day, after) == (0, 1)
        assert case.decision.is_deemed
        assert case.decision.decided_by is None
        assert "视为准予延续" in "".join(Letter.objects.get(application=case, kind="grant").paragraphs)
        assert licence_of(taihang).version == 2
        assert open_node(case) == ""


def test_a_lost_licence_is_replaced_and_the_lost_one_is_void(taihang, clerk, others):
    granted(taihang, clerk=clerk)
    lost = licence_of(taihang)

    through(drafted("freight-licence-reissue", taihang), clerk=clerk, others=others)

    assert by_number(lost.number, lost.check_code).finding == "superseded"
    assert licence_of(taihang).valid_to == lost.valid_to


def test_vehicles_are_added_suspended_and_cancelled_one_by_one(taihang, clerk, others, next_year, sign_in):
    case = granted(taihang, clerk=clerk, vehicles=1)
    plate = case.answers.of_section("vehicle")[0]["plate"]
    more = drafted("vehicle-permit-issue", taihang)
    second = [row for row in more.answers.of_section("vehicle") if row["plate"] != plate]
    more = save_section(more, fields={}, rows={"vehicle": second}, doubts={})
    look_up(more, by="test")
    bring(more, by=principal_of(taihang), anyway=True)
    through(more, clerk=clerk, others=others)
    fleet = Certificate.objects.filter(kind="vehicle").in_force().count()

    def about_the_first(code, **answers):
        application = drafted(code, taihang, **answers)
        only = vehicles_in(application, {plate})
        return save_section(application, fields={}, rows={"vehicle": only}, doubts={})

    through(about_the_first("vehicle-suspend"), clerk=clerk, others=others)
    suspended = Certificate.objects.get(kind="vehicle", plate=plate).state
    back = through(about_the_first("vehicle-suspend", **{"stop-kind": "resume"}), clerk=clerk, others=others)
    resumed = Certificate.objects.get(kind="vehicle", plate=plate).state
    through(about_the_first("vehicle-permit-cancel"), clerk=clerk, others=others)
    gone = Certificate.objects.get(kind="vehicle", plate=plate)

    assert fleet == 2
    table = Letter.objects.get(application=back, kind="grant").table
    assert {("办理内容", "恢复营运"), ("涉及车辆", f"{plate}（黄色）")} <= {tuple(row) for row in table}
    assert (suspended, resumed, gone.state) == ("suspended", "in-force", "struck-off")
    assert [row.state for row in gone.states.order_by("pk")] == ["in-force", "suspended", "in-force", "struck-off"]
    assert Certificate.objects.filter(kind="vehicle").in_force().count() == 1


@pytest.mark.parametrize(("chosen", "stands"), [("suspend", "suspended"), ("resume", "in-force")])
def test_what_a_vehicle_does_already_cannot_be_applied_for_and_the_answer_says_so(
    taihang, clerk, others, sign_in, chosen, stands
):
    granted(taihang, clerk=clerk, vehicles=2)
    if stands == "suspended":
        through(drafted("vehicle-suspend", taihang), clerk=clerk, others=others)
    again = drafted("vehicle-suspend", taihang, **{"stop-kind": chosen})
    address = reverse("applications:section", args=[again.key, "business"])
    client = sign_in(principal_of(taihang))

    page = client.get(f"{address}?checked=1").content.decode()

    kind = {"suspended": "vehicle-suspended", "in-force": "vehicle-running"}[stands]
    assert {(c.kind, c.field) for c in sheet_of(again).conflicts} == {(kind, "stop-kind")}
    assert 'href="#id_stop-kind"' in page
    assert "choose “Suspend operation”" in page or "choose “Resume operation”" in page


@pytest.mark.parametrize("status", ["有效", "停用"])
def test_a_vehicle_certified_before_the_portal_stops_and_goes_on_by_its_record(taihang, clerk, others, status):
    first = drafted("vehicle-suspend", taihang)
    row = first.answers.of_section("vehicle")[0]
    record = newest("vehicle-operation-permit", plate_key(row))
    enter(
        material="vehicle-operation-permit",
        keys={**plate_key(row), "cert-number": record.fields["cert-number"]},
        fields={**record.fields, "cert-status": status},
        source="test",
        as_of=timezone.now(),
    )
    wrong, right = ("resume", "suspend") if status == "有效" else ("suspend", "resume")

    def told(kind):
        application = save_section(fresh(first), fields={"stop-kind": kind}, rows={}, doubts={})
        return {c.label for c in sheet_of(application).conflicts}

    assert row["plate"] in told(wrong)
    assert row["plate"] not in told(right)


def test_closing_down_strikes_off_the_licence_and_all_that_rests_on_it(taihang, clerk, others):
    granted(taihang, clerk=clerk)

    through(drafted("freight-licence-close", taihang), clerk=clerk, others=others)

    assert {c.state for c in Certificate.objects.all()} == {"struck-off"}


def test_the_wallet_leads_to_everything_that_can_be_done_with_a_certificate(taihang, clerk, sign_in):
    granted(taihang, clerk=clerk)

    page = sign_in(principal_of(taihang)).get(reverse("certificates:wallet")).content.decode()

    for code in ("freight-licence-change", "freight-licence-renew", "freight-licence-close", "vehicle-suspend"):
        assert reverse("applications:new", args=[code]) in page
