"""A file is brought, asked for and looked at beside the very answer it proves."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from licensing.applications.evidence.beside import beside_fields, to_bring_beside
from licensing.applications.models.application import Application
from licensing.applications.sheet import sheet_of
from licensing.moving import cases as flow
from tests.factories import draft, picture, principal_of, submitted

pytestmark = pytest.mark.django_db


def section(application, topic="applicant"):
    return reverse("applications:section", args=[application.key, topic])


def place(application, code):
    sheet = sheet_of(application)
    return [
        (one.section, one.row, [spec.code for spec in one.fields])
        for one in beside_fields(sheet, sheet.resolved)
        if one.code == code
    ]


def test_the_catalogue_tells_which_answers_a_material_proves(taihang):
    application = draft(taihang, procedure="ordinary", vehicles=2)

    [principal] = place(application, "id-principal")
    vehicles = place(application, "vehicle-licence")

    assert principal == ("applicant", None, ["legal-rep", "legal-rep-id"])
    assert [(topic, row) for topic, row, _fields in vehicles] == [("vehicle", 0), ("vehicle", 1)]
    assert all("gross-mass" in fields for _topic, _row, fields in vehicles)
    assert place(application, "safety-rules") == [("safety", None, ["rules-ready"])]


def test_a_file_is_taken_in_with_what_was_typed_and_taken_out_again(taihang, sign_in):
    application = draft(taihang, procedure="ordinary")
    own, address = sign_in(principal_of(taihang)), section(application, "safety")
    [one] = [one for one in to_bring_beside(sheet_of(application)) if one.code == "safety-rules"]
    page = own.get(address).content.decode()
    typed = {"safety-person": "王安全", "files-safety-rules": [picture("rules.png")], "act": f"attach-{one.id}"}

    answer = own.post(address, typed)
    brought = own.get(address).content.decode()

    assert page.index('name="rules-ready"') < page.index('name="files-safety-rules"')
    assert answer.url == f"{address}#proof-safety-safety-rules"
    assert "rules.png" in brought
    assert Application.objects.get(pk=application.pk).answers.fields["safety-person"] == "王安全"
    newest = application.attachments.standing().order_by("-pk").first()
    own.post(address, {"act": f"detach-{newest.pk}"})
    assert "rules.png" not in own.get(address).content.decode()


def test_a_refused_file_says_why_at_its_place_and_what_was_typed_is_kept(taihang, sign_in):
    application = draft(taihang, procedure="ordinary")
    bad = SimpleUploadedFile("证件.png", b"MZ this is a program", "image/png")

    answer = sign_in(principal_of(taihang)).post(
        section(application, "safety"), {"safety-person": "王安全", "files-safety-rules": [bad], "act": "continue"}
    )

    assert answer.status_code == 422
    assert 'href="#proof-safety-safety-rules"' in answer.content.decode()
    assert 'value="王安全"' in answer.content.decode()


def test_a_correction_asks_for_the_file_beside_the_field_and_the_clerk_looks_at_it_there(taihang, clerk, sign_in):
    case = submitted(taihang, procedure="ordinary")
    point = {"section": "", "row": -1, "field": "", "material": "", "label": "", "words": ""}
    asked = [
        point | {"section": "safety", "field": "rules-ready"},
        point | {"material": "safety-rules", "words": "缺少责任制"},
    ]
    flow.ask_for_correction(case, asked, by=clerk)
    own, address = sign_in(principal_of(taihang)), reverse("applications:correct", args=[case.key])
    every = ["responsibility", "operation", "inspection", "driver-vehicle"]

    page = own.get(address).content.decode()
    answer = own.post(address, {"files-safety-rules": [picture("anew.png")], "rules-ready": every, "act": "answer"})
    seen = sign_in(clerk).get(reverse("desk:case", args=[case.key])).content.decode()

    [part] = page.split('class="card mb-4"')[1:]
    assert part.index('name="rules-ready"') < part.index('name="files-safety-rules"')
    assert answer.status_code == 302
    lines = seen.split("<dt")
    assert any("anew.png" in line and "Safety" in line for line in lines)
