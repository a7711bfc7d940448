"""Who applies is what the account knows: nothing a form sends can put another in its place."""

import json

import pytest
from django.urls import reverse

from accounts.authorities import Division
from accounts.represented.companies import Membership
from accounts.represented.registering import act_as_oneself
from licensing.applications.actions import asking, drafting
from licensing.applications.answers.identity import OF_COMPANY
from licensing.applications.evidence.questions import digest_of
from licensing.applications.models.application import Application
from licensing.applications.sheet import sheet_of
from licensing.certificates.models import Certificate
from licensing.decisions.models.ends import Decision
from licensing.moving import cases as flow
from licensing.moving.finish import finish
from materials.catalogue.forms import form_for
from materials.catalogue.models.form import ItemForm
from tests.conftest import SHUNDA, TAIHANG, YUNTAI
from tests.factories import answers_for, applicant, company_of, draft, item_in_force, proved, sign
from tests.registry_server import WORLD

pytestmark = pytest.mark.django_db
OTHER = next(r["fields"] for r in WORLD["records"]["business-licence"] if r["fields"]["uscc"] == SHUNDA)
FORGED = {
    "uscc": SHUNDA,
    "operator-name": OTHER["name"],
    "legal-rep": OTHER["legal-rep"],
    "legal-rep-id": OTHER["legal-rep-id"],
    "entity-type": "个体工商户",
    "registered-address": "假地址1号",
    "business-place": "假地址1号",
    "applicant-kind": "individual",
    "applicant-name": OTHER["legal-rep"],
    "applicant-id": OTHER["legal-rep-id"],
    "after-name": "未申请的名称",
    "no-such-field": "x",
}
"""Everything a form might be made to send that is not its to say."""


def post(client, application, topic, data):
    return client.post(reverse("applications:section", args=[application.key, topic]), {"act": "continue", **data})


def told_of(application, company):
    """Whether everything the answers say of the applicant is what the account or a registry knows of it."""
    fields = application.answers.fields
    return all(fields[code] == getattr(company, name) for code, name in OF_COMPANY.items() if code in fields)


def test_another_companys_code_posted_to_a_topic_changes_nothing_down_to_the_certificate(
    world, taihang, chen, clerk, sign_in
):
    application = draft(taihang)
    client = sign_in(chen)
    for section in form_for(application.item):
        if not section.repeatable:
            post(client, application, section.code, FORGED)
    held = Application.objects.get().answers.fields
    assert (held["uscc"], held["operator-name"], held["legal-rep"]) == (TAIHANG, taihang.name, taihang.legal_rep)
    assert not {"after-name", "no-such-field", "applicant-kind"} & held.keys()

    application = draft_again(application)
    flow.hand_in(application, by=chen)
    flow.accept(Application.objects.get(), by=clerk)
    flow.decide(Application.objects.get(), Decision.Outcome.GRANTED, by=clerk)
    finish(Application.objects.get())

    licence = Certificate.objects.get(kind="licence")
    assert licence.holder_name == taihang.name
    assert licence.particulars["legal-rep"] == taihang.legal_rep
    assert licence.particulars["address"] == taihang.registered_address
    assert licence.particulars["entity-type"] == taihang.entity_type
    assert OTHER["legal-rep"] not in json.dumps(licence.particulars, ensure_ascii=False)
    asked = {row.key_digest for row in Application.objects.get().evidence.filter(material="business-licence")}
    assert asked == {digest_of({"uscc": TAIHANG})}


def draft_again(application):
    """The rest of the answers, as they were before the forged posts blanked the inputs."""
    fields, rows = answers_for(application.company)
    application = drafting.save_section(application, fields=fields, rows=rows, doubts={})
    return sign(application)


@pytest.mark.parametrize("mode", ["ok", "down"])
def test_no_item_and_no_bundle_takes_the_applicant_from_the_form(world, catalogue, mode):
    """Every item open to a company, with the registries answering and silent."""
    company = company_of(YUNTAI)
    person = company.memberships.get().person
    world.fail(mode)
    for form in ItemForm.objects.select_related("item").filter(
        item__version=item_in_force("charter-sign-issue").version
    ):
        try:
            application = drafting.start(form.item, company, by=person)
        except drafting.CannotStart:
            continue
        drafting.save_section(application, fields=FORGED, rows={}, doubts={})

        application = Application.objects.get(pk=application.pk)

        assert told_of(application, company), form.item.code
        assert application.answers.fields.get("uscc", YUNTAI) == YUNTAI
        assert "applicant-kind" not in application.answers.fields


def test_a_person_applies_with_their_own_number_only(world):
    person = applicant(name="陈建国", id_number="410802199001010010")
    me = act_as_oneself(proved(person), division=Division.objects.get(pk="410802")).company
    application = drafting.start(item_in_force("driver-qual-renew"), me, by=person)

    drafting.save_section(application, fields=FORGED, rows={}, doubts={})
    asking.look_up(Application.objects.get(), by="test")

    held = Application.objects.get()
    assert held.answers.fields["applicant-id"] == "410802199001010010"
    assert held.answers.fields["applicant-name"] == "陈建国"
    asked = set(held.evidence.values_list("key_digest", flat=True))
    assert asked == {digest_of({"id-number": "410802199001010010"})}


def test_a_handler_cannot_write_somebody_else_or_nobody_as_agent(world, taihang, sign_in):
    handler = applicant(name="韩经办", id_number="410821198506151235")
    Membership.objects.create(company=taihang, person=handler, kind=Membership.Kind.HANDLER, since="2020-01-01")
    application = drafting.start(item_in_force("freight-licence-establish"), taihang, by=handler)

    page = sign_in(handler).get(reverse("applications:section", args=[application.key, "agent"])).content.decode()
    post(sign_in(handler), application, "agent", {"has-agent": "false", "agent-name": "别人", "agent-id": "x"})

    fields = Application.objects.get().answers.fields
    assert (fields["has-agent"], fields["agent-name"], fields["agent-id"]) == (True, "韩经办", "410821198506151235")
    assert 'name="agent-name"' not in page
    assert "from your account" in page


def test_a_row_keeps_no_value_a_registry_knows_typed_posted_or_imported(world, taihang, chen, sign_in):
    application = draft(taihang)
    vehicle = WORLD["fleets"][TAIHANG]["vehicles"][0]
    forged = {"vehicle-type": "微型货车", "gross-mass": "4600", "load-mass": "1", "use-nature": "自用"}
    client = sign_in(chen)

    keys = {"plate": vehicle["plate"], "plate-colour": vehicle["plate-colour"]}
    row = {f"vehicle-0-{code}": value for code, value in {**keys, **forged}.items()}
    post(client, application, "vehicle", {**row, "rows": 1})
    stored = Application.objects.get().draft["rows"]["vehicle"][0]
    lines = f"plate\tplate-colour\tvehicle-type\tgross-mass\n{vehicle['plate']}\t黄\t微型货车\t4600"
    client.post(reverse("applications:section_import", args=[application.key, "vehicle"]), {"lines": lines})

    assert not forged.keys() & stored.keys()
    world.fail("down")
    application = Application.objects.get()
    asking.look_up(application, by="test", anew=True)
    filled = sheet_of(Application.objects.get()).filled.rows["vehicle"]
    assert {row["gross-mass"] for row in filled} == {vehicle["gross-mass"]}, "a later silence takes nothing back"


def test_a_correction_cannot_change_who_applies(world, taihang, chen, clerk, sign_in):
    application = sign(draft(taihang))
    flow.hand_in(application, by=chen)
    application = Application.objects.get()
    points = [
        {"section": "applicant", "row": -1, "field": code, "material": "", "label": code, "words": ""}
        for code in ("uscc", "operator-name", "legal-rep", "registered-address", "contact-phone")
    ]
    flow.ask_for_correction(application, points, by=clerk)
    url = reverse("applications:correct", args=[application.key])

    page = sign_in(chen).get(url).content.decode()
    sign_in(chen).post(url, {**FORGED, "contact-phone": "13903919999", "act": "answer"})

    fields = Application.objects.get().answers.fields
    assert Application.objects.get().amendment
    assert fields["contact-phone"] == "13903919999"
    assert (fields["uscc"], fields["legal-rep"]) == (TAIHANG, taihang.legal_rep)
    assert fields["registered-address"] == taihang.registered_address
    assert 'name="uscc"' not in page
    assert taihang.name in page
