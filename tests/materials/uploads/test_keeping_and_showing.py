"""An upload lies sealed, is shown in a sandbox, and a telephone's picture is one that every browser shows."""

import io
import re
import stat
from pathlib import Path

import pikepdf
import pillow_heif
import pytest
from cryptography.exceptions import InvalidTag
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import Context, Template
from django.urls import reverse
from PIL import Image

from desk.fields import Photos
from licensing.applications.actions import attaching
from materials.uploads.actions import accept
from materials.uploads.models import Upload
from materials.uploads.rules import ACCEPTED
from tests.factories import applicant, draft, picture, principal_of


def pdf(pages=2):
    document = pikepdf.new()
    for _page in range(pages):
        document.add_blank_page()
    content = io.BytesIO()
    document.save(content)
    return SimpleUploadedFile("证明.pdf", content.getvalue())


@pytest.mark.django_db
def test_an_upload_lies_encrypted_for_the_portals_account_alone(catalogue):
    content = picture().read()
    stored = accept(picture(), by=applicant())
    place = Path(settings.PRIVATE_DIR) / stored.file.name

    assert b"PNG" not in place.read_bytes()
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700
    with stored.file.open() as file:
        assert file.read() == content


@pytest.mark.django_db
def test_a_file_put_in_the_place_of_another_cannot_be_opened(catalogue):
    one, other = accept(picture(), by=applicant()), accept(pdf(), by=applicant())
    root = Path(settings.PRIVATE_DIR)
    (root / one.file.name).write_bytes((root / other.file.name).read_bytes())

    with pytest.raises(InvalidTag):
        one.file.open()
    (root / one.file.name).unlink()


@pytest.mark.django_db
def test_a_pdf_is_shown_as_pictures_in_a_sandbox_and_saved_only_as_a_download(taihang, sign_in):
    application = draft(taihang)
    attachment = attaching.attach(application, "id-principal", pdf(pages=12), by=principal_of(taihang))
    address = reverse("applications:attachment", args=[application.key, attachment.pk])
    client = sign_in(principal_of(taihang))

    shown, rest, saved = (client.get(address, query) for query in ({}, {"from": 10}, {"save": 1}))

    assert shown["Content-Type"].startswith("text/html")
    assert shown.content.count(b"data:image/jpeg;base64,") == 10
    assert rest.content.count(b"data:image/jpeg;base64,") == 2
    for answer in (shown, saved):
        assert "sandbox" in answer["Content-Security-Policy"]
        assert "script" not in re.sub(r"sandbox.*", "", answer["Content-Security-Policy"])
        assert answer["X-Content-Type-Options"] == "nosniff"
    assert saved["Content-Disposition"].startswith("attachment")
    assert b"".join(saved.streaming_content).startswith(b"%PDF-")


@pytest.mark.django_db
def test_a_picture_is_shown_in_a_sandbox(taihang, sign_in):
    application = draft(taihang)
    attachment = attaching.attach(application, "id-principal", picture(), by=principal_of(taihang))

    answer = sign_in(principal_of(taihang)).get(
        reverse("applications:attachment", args=[application.key, attachment.pk])
    )

    assert answer["Content-Disposition"].startswith("inline")
    assert "sandbox" in answer["Content-Security-Policy"]


@pytest.mark.django_db
def test_a_heic_picture_of_a_telephone_becomes_a_jpeg(catalogue):
    content = io.BytesIO()
    pillow_heif.from_pillow(Image.new("RGB", (640, 480), "teal")).save(content)

    stored = accept(SimpleUploadedFile("IMG_0001.HEIC", content.getvalue()), by=applicant())

    assert stored.kind == Upload.Kind.JPEG
    with stored.file.open() as file, Image.open(file) as shown:
        assert (shown.format, shown.size) == ("JPEG", (640, 480))


def test_file_choosers_offer_the_same_kinds_on_every_page():
    """Whatever asks for materials or proofs offers what the check takes in, and nothing else."""
    asked = set()
    for page in Path("templates").rglob("*.html"):
        asked |= set(re.findall(r'accept="([^"]*)"', page.read_text(encoding="utf-8")))

    shown = Template("{% load uploads %}{% accepted_uploads %}").render(Context())

    # The phone of a visit draws any picture anew as a JPEG before it is sealed.
    asked -= {"image/*"}
    assert asked <= {"{% accepted_uploads %}", "{% accepted_tables %}", "application/json,.json"}
    assert shown == Photos.widget.attrs["accept"] == ACCEPTED
