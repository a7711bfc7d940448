"""Silence is never consent: every registry × every way to fail, from the draft to the decision, over real HTTP."""

import datetime
from collections import Counter
from typing import Any

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from desk.refusals import NotNow
from licensing.applications.actions import asking, attaching, drafting
from licensing.applications.evidence.certainty import Doubt
from licensing.applications.evidence.resolution import Treatment
from licensing.applications.models.application import Application
from licensing.applications.models.evidence import FactCheck, Found, Waiver
from licensing.applications.sheet import sheet_of
from licensing.decisions.actions.deciding import NotYetCertain
from licensing.decisions.models.ends import Decision
from licensing.decisions.weighing.weigh import obstacles_to_grant
from licensing.moving import cases as flow
from materials.lookups.ask import forget
from materials.lookups.circuit import close_all
from materials.lookups.contract import Outcome
from tests.conftest import TAIHANG
from tests.factories import answers_for, company_of, drafted, item_in_force, picture, principal_of, sign, staff
from tests.registry_server import WORLD
from trail.models import Event

pytestmark = pytest.mark.django_db
CONFIRMS = {
    "mkt-business": {"business-licence"},
    "ps-vehicle": {"vehicle-licence"},
    "ps-driver": {"driving-licence"},
    "ps-identity": {"id-principal"},
    "credit": {"credit-standing"},
    "bureau-licence": {"road-transport-licence"},
    "bureau-vehicle": {"vehicle-tech-grade"},
    "bureau-driver": {"practitioner-cert"},
}
"""Registry → the materials whose facts rest on it in an application for a new licence."""
REASONS = {
    "down": {"http-503"},
    "slow": {"timeout"},
    "garbage": {"not-json"},
    "wrong-type": {"not-json"},
    "wrong-schema": {"wrong-schema"},
    "huge": {"too-large"},
    "bad-signature": {"bad-signature"},
    "not-connected": {"not-connected"},
}
"""Way to fail → what the look-up must have met; that it did is asserted every time."""


@pytest.fixture
def everything_over_http(world, settings):
    """The bureau's own registers are asked over HTTP as well, so that they can fail in every way."""
    world.server.records = {**WORLD["records"], **WORLD["ledgers"]}
    settings.REGISTRIES = {**settings.REGISTRIES, **dict.fromkeys(CONFIRMS, world.url)}
    forget()
    close_all()
    yield world
    world.server.records = WORLD["records"]


def accept_where_it_waits(application, *, by):
    """The clerk accepts, unless the rule did: where every registry answered at once nothing needs a person."""
    if not hasattr(fresh(application), "acceptance"):
        flow.accept(fresh(application), by=by)


def fail(world: Any, settings: Any, registry: str, mode: str) -> None:
    """Let one registry fail in one way, the circuit closed and the settings read anew."""
    connected = dict.fromkeys(CONFIRMS, world.url)
    world.mend()
    if mode == "not-connected":
        del connected[registry]
    elif mode != "ok":
        world.fail(mode, registry=registry, seconds=3)
    settings.REGISTRIES = connected
    settings.LOOKUP_SECONDS = 1.0 if mode == "slow" else 60.0
    forget()
    close_all()


def typed_by(company):
    """Every answer, as somebody types it when no registry fills anything in; all of it true."""
    fields, rows = answers_for(company, vehicles=1)
    rows["vehicle"][0] |= WORLD["fleets"][company.uscc]["vehicles"][0] | {"terminal-id": "T000010037"}
    rows["driver"][0] |= {"driving-class": "A2"}
    for material in ("driving-licence", "practitioner-cert"):
        records = {**WORLD["records"], **WORLD["ledgers"]}[material]
        told = next(r["fields"] for r in records if r["fields"]["id-number"] == rows["driver"][0]["driver-id"])
        rows["driver"][0] |= {"driving-class": told.get("class", "A2")} if material == "driving-licence" else {
            "practitioner-number": told["cert-number"], "practitioner-category": told["category"]
        }  # fmt: skip
    graded = next(
        r["fields"] for r in WORLD["ledgers"]["vehicle-tech-grade"] if r["keys"]["plate"] == rows["vehicle"][0]["plate"]
    )
    rows["vehicle"][0] |= {"tech-grade": graded["tech-grade"], "grade-valid-to": graded["grade-valid-to"]}
    return fields, rows


def draft_typed(company):
    person = principal_of(company)
    application = drafting.start(item_in_force("freight-licence-establish"), company, by=person)
    fields, rows = typed_by(company)
    return drafting.save_section(application, fields=fields, rows=rows, doubts={})


def bring_what_is_missing(application):
    for row in sheet_of(application).resolved:
        if row.treatment == Treatment.MISSING and not row.attachments:
            attaching.attach(application, row.material.code, picture(), by=application.started_by)


def fresh(application):
    return Application.objects.get(pk=application.pk)


def doubts(application, materials):
    return {fact.doubt for fact in sheet_of(application).facts if fact.need.question.material in materials}


def met(application, registry, before):
    """The reasons of the newest look-ups at a registry since some moment."""
    return set(application.evidence.filter(registry=registry, pk__gt=before).values_list("reason", flat=True))


def last_evidence(application):
    return application.evidence.order_by("-pk").values_list("pk", flat=True).first() or 0


@pytest.mark.parametrize("source", CONFIRMS)
def test_no_registry_that_fails_in_any_way_waives_opens_or_grants_anything(
    everything_over_http, settings, taihang, clerk, source
):
    world, materials = everything_over_http, CONFIRMS[source]
    application = draft_typed(taihang)
    asked: Counter[str] = Counter()
    for mode, reasons in REASONS.items():
        fail(world, settings, source, mode)
        before = last_evidence(application)
        asking.look_up(fresh(application), by="test")
        asked.update(met(application, source, before))
        # What has no registry at all is not asked of it, but brought.
        assert met(application, source, before) <= reasons, mode
        assert met(application, source, before) or mode == "not-connected", mode
        settled = {r.material.code for r in sheet_of(fresh(application)).resolved if r.treatment in ("waived", "found")}
        assert not settled & materials, mode
    bring_what_is_missing(fresh(application))
    sign(fresh(application))
    fail(world, settings, source, "down")
    flow.hand_in(fresh(application), by=application.started_by)
    assert not Waiver.objects.filter(requirement__material__code__in=materials).exists()
    assert not Found.objects.filter(requirement__material__code__in=materials).exists()

    accept_where_it_waits(application, by=clerk)
    for mode, reasons in REASONS.items():
        fail(world, settings, source, mode)
        before = last_evidence(application)
        with pytest.raises(NotYetCertain) as unsure:
            flow.decide(fresh(application), Decision.Outcome.GRANTED, by=clerk)
        assert met(application, source, before) <= reasons, mode
        assert met(application, source, before) or mode == "not-connected", mode
        silent = {fact.name for fact in sheet_of(fresh(application)).facts if not fact.is_certain}
        assert {obstacle.material for obstacle in unsure.value.obstacles} == silent, mode
        assert not Decision.objects.exists()

    fail(world, settings, source, "ok")
    decision = flow.decide(fresh(application), Decision.Outcome.GRANTED, by=clerk)
    assert decision.is_granted
    assert doubts(fresh(application), materials) == {Doubt.NONE}


@pytest.mark.parametrize("source", CONFIRMS)
def test_a_flapping_registry_grants_only_what_it_answered(everything_over_http, settings, taihang, clerk, source):
    world = everything_over_http
    application = draft_typed(taihang)
    fail(world, settings, source, "flapping")
    world.server.asked = 0
    asking.look_up(fresh(application), by="test")
    bring_what_is_missing(fresh(application))
    sign(fresh(application))
    flow.hand_in(fresh(application), by=application.started_by)
    accept_where_it_waits(application, by=clerk)
    try:
        flow.decide(fresh(application), Decision.Outcome.GRANTED, by=clerk)
    except NotYetCertain:
        assert not Decision.objects.exists()
    else:
        assert doubts(fresh(application), CONFIRMS[source]) == {Doubt.NONE}
    assert world.server.asked > 0


@pytest.mark.parametrize("source", CONFIRMS)
def test_what_no_registry_confirmed_is_granted_once_an_official_says_what_he_checked_and_on_what(
    everything_over_http, settings, taihang, clerk, sign_in, source
):
    world = everything_over_http
    fail(world, settings, source, "not-connected")
    application = draft_typed(taihang)
    asking.look_up(fresh(application), by="test")
    bring_what_is_missing(fresh(application))
    sign(fresh(application))
    flow.hand_in(fresh(application), by=application.started_by)
    accept_where_it_waits(application, by=clerk)
    with pytest.raises(NotYetCertain):
        flow.decide(fresh(application), Decision.Outcome.GRANTED, by=clerk)
    client, case = sign_in(clerk), reverse("desk:case", args=[application.key])
    act = reverse("desk:act", args=[application.key, "check-facts-at-decision"])
    open_facts = [fact.key for fact in sheet_of(fresh(application)).facts if not fact.is_certain]
    page = client.get(case).content.decode()
    assert all(f'value="{key}"' in page for key in open_facts)

    without = client.post(act, {"facts": open_facts, "basis": ""})
    assert without.status_code == 422
    assert not FactCheck.objects.exists()
    client.post(act, {"facts": open_facts, "basis": "当面核对原件，11月25日。"})

    assert set(FactCheck.objects.values_list("basis", flat=True)) == {"当面核对原件，11月25日。"}
    assert Event.objects.filter(kind="facts.checked").exists()
    assert "当面核对原件" in client.get(case).content.decode()
    assert flow.decide(fresh(application), Decision.Outcome.GRANTED, by=clerk).is_granted


def test_a_check_covers_what_was_stated_and_brought_then_and_nothing_later(
    everything_over_http, settings, taihang, clerk, sign_in
):
    world = everything_over_http
    fail(world, settings, "ps-vehicle", "down")
    application = draft_typed(taihang)
    asking.look_up(fresh(application), by="test")
    bring_what_is_missing(fresh(application))
    sign(fresh(application))
    flow.hand_in(fresh(application), by=application.started_by)
    reader = staff("reader", "counter-clerk")
    act = reverse("desk:act", args=[application.key, "check-facts"])
    keys = [fact.key for fact in sheet_of(fresh(application)).facts if not fact.is_certain]
    sign_in(reader).post(act, {"facts": keys, "basis": "看了行驶证原件。"})
    assert all(fact.is_certain for fact in sheet_of(fresh(application)).facts)

    plate = WORLD["fleets"][TAIHANG]["vehicles"][0]["plate"]
    world.server.records = {
        **world.server.records,
        "vehicle-licence": [r for r in WORLD["records"]["vehicle-licence"] if r["keys"]["plate"] != plate],
    }
    fail(world, settings, "ps-vehicle", "ok")
    accept_where_it_waits(application, by=clerk)

    with pytest.raises(NotYetCertain) as unsure:
        flow.decide(fresh(application), Decision.Outcome.GRANTED, by=clerk)
    assert Doubt.NOT_FOUND in {obstacle.kind for obstacle in unsure.value.obstacles}


def company_with(flag):
    code = next(r["fields"]["uscc"] for r in WORLD["records"]["credit-standing"] if r["fields"].get(flag) == "yes")
    return company_of(code)


@pytest.mark.parametrize("mode", ["down", "garbage", "bad-signature", "slow"])
def test_a_bad_record_is_not_forgotten_because_the_registry_falls_silent(everything_over_http, settings, mode):
    company = company_with("false-commitment")
    first = drafting.start(item_in_force("freight-licence-establish"), company, by=principal_of(company))
    asking.look_up(first, by="test")
    assert sheet_of(fresh(first)).closed
    fail(everything_over_http, settings, "credit", mode)

    asking.look_up(fresh(first), by="test", anew=True)
    drafting.discard(fresh(first), by=principal_of(company))
    second = drafting.start(item_in_force("freight-licence-establish"), company, by=principal_of(company))
    asking.look_up(second, by="test")

    assert fresh(first).evidence.filter(registry="credit", outcome=Outcome.UNAVAILABLE).exists()
    assert sheet_of(fresh(first)).closed
    assert sheet_of(fresh(second)).closed, "what it said in an earlier case stands"


def test_without_the_bureaus_own_register_no_second_licence_is_granted_unchecked(world, settings, taihang, clerk):
    settings.REGISTRIES = {k: v for k, v in settings.REGISTRIES.items() if k != "bureau-licence"}
    forget()
    application = draft_typed(taihang)
    asking.look_up(application, by="test")
    bring_what_is_missing(fresh(application))
    sign(fresh(application))
    flow.hand_in(fresh(application), by=application.started_by)
    accept_where_it_waits(application, by=clerk)

    with pytest.raises(NotYetCertain) as unsure:
        flow.decide(fresh(application), Decision.Outcome.GRANTED, by=clerk)

    assert [o.kind for o in unsure.value.obstacles] == [Doubt.NOT_CONNECTED]


@pytest.mark.parametrize("status", ["吊销", "注销", "经营异常"])
def test_a_company_out_of_normal_standing_is_not_granted_whatever_is_brought(
    everything_over_http, taihang, clerk, status
):
    application = draft_typed(taihang)
    asking.look_up(application, by="test")
    bring_what_is_missing(fresh(application))
    sign(fresh(application))
    flow.hand_in(fresh(application), by=application.started_by)
    accept_where_it_waits(application, by=clerk)
    record = next(r for r in WORLD["records"]["business-licence"] if r["fields"]["uscc"] == TAIHANG)
    ended = {**record, "fields": {**record["fields"], "entity-status": status}}
    world = everything_over_http
    world.server.records = {**world.server.records, "business-licence": [ended]}
    asking.look_up(fresh(application), by="test", anew=True)

    with pytest.raises(NotYetCertain) as unsure:
        flow.decide(fresh(application), Decision.Outcome.GRANTED, by=clerk)

    assert Doubt.NOT_NORMAL in {o.kind for o in unsure.value.obstacles}
    assert not any(f.may_be_checked for f in sheet_of(fresh(application)).facts if f.doubt == Doubt.NOT_NORMAL)


def test_a_record_that_leaves_out_what_was_stated_confirms_nothing_of_it(everything_over_http, taihang, clerk):
    world = everything_over_http
    held = WORLD["records"]["vehicle-licence"]
    thin = [{**r, "fields": {k: v for k, v in r["fields"].items() if k != "gross-mass"}} for r in held]
    world.server.records = {**world.server.records, "vehicle-licence": thin}
    application = draft_typed(taihang)
    asking.look_up(application, by="test")
    bring_what_is_missing(fresh(application))
    sign(fresh(application))
    flow.hand_in(fresh(application), by=application.started_by)
    accept_where_it_waits(application, by=clerk)

    with pytest.raises(NotYetCertain) as unsure:
        flow.decide(fresh(application), Decision.Outcome.GRANTED, by=clerk)

    assert {obstacle.kind for obstacle in unsure.value.obstacles} == {Doubt.PARTIAL}


EVERY_ACT = [
    "freight-licence-establish", "freight-licence-change", "freight-licence-renew", "freight-licence-scope",
    "freight-licence-reissue", "freight-licence-close", "vehicle-permit-issue", "vehicle-permit-change",
    "vehicle-permit-renew", "vehicle-permit-reissue", "vehicle-permit-cancel", "vehicle-annual-review",
    "vehicle-suspend",
    "start-freight-company", "add-freight-vehicles", "close-freight-company",
]  # fmt: skip


@pytest.mark.parametrize("code", EVERY_ACT)
def test_whatever_is_applied_for_nothing_is_granted_once_all_registries_have_fallen_silent(
    everything_over_http, settings, taihang, clerk, code
):
    settings.RENEWAL_WINDOW_DAYS = 4000
    world, first = everything_over_http, timezone.localtime().replace(hour=10)
    with time_machine.travel(first, tick=True):
        case = drafted(code, taihang, **{f"steps-{code}": [], "change-kinds": ["address"], "exchange-kind": "expired"})
        if case.procedure == "commitment":
            sign(case)
        flow.hand_in(case, by=case.started_by)
    cases = list(Application.objects.filter(parent=case)) or [fresh(case)]
    with time_machine.travel(first + datetime.timedelta(days=3), tick=True):
        world.fail("down")
        forget()
        close_all()
        for one in cases:
            accept_where_it_waits(one, by=clerk)
            waivers = Waiver.objects.filter(application=one).count()
            with pytest.raises((NotYetCertain, NotNow)):  # where a step lies between, it is not time to decide yet
                flow.decide(fresh(one), Decision.Outcome.GRANTED, by=clerk)
            kinds = {obstacle.kind for obstacle in obstacles_to_grant(sheet_of(fresh(one)))}
            assert kinds & {Doubt.STALE, Doubt.SILENT}
            assert Waiver.objects.filter(application=one).count() == waivers
    assert not Decision.objects.exists()
    world.mend()
