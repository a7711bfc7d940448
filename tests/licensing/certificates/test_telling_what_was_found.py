"""Verification tells what was found: not found is never told as not genuine, and letters of ours are letters."""

import io
import json

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client

from licensing.applications.documents import commitment_document
from licensing.certificates.checking.authenticity import Finding, by_file, by_number
from licensing.decisions.writing.documents import letter_document
from papers.sign import sign
from tests.factories import accepted

pytestmark = pytest.mark.django_db


@pytest.fixture
def client():
    return Client(HTTP_ACCEPT_LANGUAGE="en")


def blank():
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(out)
    return out.getvalue()


def told(client, pdf):
    return client.post("/verify/", {"file": SimpleUploadedFile("x.pdf", pdf)}).content.decode()


def test_letters_and_commitments_of_ours_are_recognised_as_what_they_are(taihang, clerk, client, tmp_path, capsys):
    case = accepted(taihang, clerk=clerk)
    letter = case.letters.get(kind="acceptance")
    papers = {letter.title: letter_document(letter), "承诺": commitment_document(case.commitments.get())}
    for title, document in papers.items():
        page = told(client, document.content())
        file = tmp_path / "paper.pdf"
        file.write_bytes(document.content())
        call_command("verify_certificate", str(file))
        machine = json.loads(capsys.readouterr().out)

        assert "Genuine: a document this portal signed" in page
        assert title in page
        assert machine["state"] == "letter"
        assert title in machine["letter"]["title"]
        assert taihang.name not in page


@pytest.mark.parametrize("number", ["410802000000", " 410823 000000 ", "豫交运管焦字410800000000号"])
def test_what_platforms_write_for_light_vehicles_is_no_unknown_certificate_and_needs_no_code(number, client, catalogue):
    """Up to 4,500 kg neither licence nor certificate is needed (F-1.3); the number itself proves no mass."""
    page = client.get("/verify/", {"number": number, "code": ""}).content.decode()

    assert by_number(number, "").finding is Finding.LIGHT
    assert "which needs none" in page
    assert "total mass in its vehicle licence" in page
    assert "border-danger" not in page


@pytest.mark.parametrize("number", ["410802000001", "410802000000000000", "910802000000", "000000"])
def test_no_other_number_is_taken_for_that_of_a_light_vehicle(number, client, catalogue):
    assert by_number(number, "AAAA").finding is Finding.UNKNOWN
    assert "needs none" not in client.get("/verify/", {"number": number, "code": ""}).content.decode()


def test_not_found_is_told_as_not_found_and_never_as_not_genuine(taihang, client):
    signed_elsewhere = sign(blank(), signer="410802", name="焦作市解放区交通运输局")

    assert by_file(blank()).finding is Finding.FOREIGN
    assert by_file(signed_elsewhere).finding is Finding.UNFILED
    assert by_number("4108020000", "AAAA").finding is Finding.UNKNOWN
    for page in (
        told(client, blank()),
        told(client, signed_elsewhere),
        client.get("/verify/", {"number": "4108020000", "code": "AAAA"}).content.decode(),
    ):
        assert "ot found" in page or "No certificate has" in page
        assert "not genuine" not in page
        assert "Not a certificate" not in page
        assert "border-danger" not in page
