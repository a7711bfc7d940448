"""A certificate's QR code is read from a photograph, and only this portal's code is followed."""

import io
import random

import pypdfium2
import pytest
import segno
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image, ImageFilter

from licensing.certificates.checking.scanned import NotOurs, number_and_code
from licensing.certificates.models import Certificate
from licensing.certificates.papers import verify_url
from materials.uploads.models import Upload
from papers.core import core_of
from tests.factories import granted
from tests.papers.test_papers import LICENCE

pytestmark = pytest.mark.django_db
VERIFY = reverse("verify:verify")


@pytest.fixture
def certificate(taihang, clerk):
    granted(taihang, clerk=clerk)
    return Certificate.objects.get(kind="licence")


def code_of(text):
    """A QR code as a picture."""
    written = io.BytesIO()
    segno.make(text, error="m", micro=False).save(written, kind="png", scale=5, border=4)
    return Image.open(written)


def page_of(certificate):
    """The first page of the certificate's own PDF, as a printer would print it."""
    pdf = pypdfium2.PdfDocument(certificate.copies.first().document.content())
    return pdf[0].render(scale=200 / 72).to_pil()


def photograph(picture, *, turned=0, noise=0, blur=0.0, kind="PNG"):
    """A picture as somebody photographs it: not straight, on a table, not quite sharp."""
    paper = picture.convert("L").rotate(turned, Image.Resampling.BICUBIC, expand=True, fillcolor=168)
    table = Image.new("L", (paper.width + 300, paper.height + 200), 168)
    table.paste(paper, (200, 90))
    if noise:
        grain = Image.frombytes("L", table.size, random.Random(7).randbytes(table.width * table.height))
        table = Image.blend(table, grain, noise / 100)
    taken = io.BytesIO()
    table.filter(ImageFilter.GaussianBlur(blur)).convert("RGB").save(taken, kind, quality=60)
    return SimpleUploadedFile(f"photo.{kind.lower()}", taken.getvalue())


@pytest.mark.parametrize(
    "taken",
    [{}, {"turned": 17}, {"turned": 143, "noise": 25, "blur": 1.0, "kind": "JPEG"}],
    ids=["straight", "turned", "by hand"],
)
def test_a_photograph_of_a_certificate_leads_to_what_the_register_says(certificate, client, taken):
    kept = Upload.objects.count()

    page = client.post(VERIFY, {"by": "code", "picture": photograph(page_of(certificate), **taken)}, follow=True)

    assert page.redirect_chain == [(verify_url(certificate).removeprefix(settings.PUBLIC_URL), 302)]
    assert certificate.number in page.content.decode()
    assert Upload.objects.count() == kept


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "https://evil.example/verify/?number=410802000001&code=ABC",
            "not the QR code of a certificate of this portal",
        ),
        ("https://example.org/", "not the QR code of a certificate of this portal"),
        ("http://127.0.0.1:8000/verify/?number=410802000001&code=ABC#T1.410802.e30.AAAA", "not genuine"),
    ],
)
def test_a_code_that_leads_elsewhere_is_not_followed(client, catalogue, text, said):
    page = client.post(VERIFY, {"by": "code", "picture": photograph(code_of(text))}, headers={"accept-language": "en"})

    assert page.status_code == 422
    assert said in page.content.decode()
    assert "evil.example" not in page.content.decode()


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (SimpleUploadedFile("x.png", b"GIF89a" + b"0" * 99), "Only PDF, JPEG, PNG and HEIC"),
        (SimpleUploadedFile("x.png", b"\x89PNG\r\n\x1a\n" + b"0" * 99), "damaged"),
        (SimpleUploadedFile("x.png", b"%PDF-1.7\n" + b"0" * 99), "PDF"),
    ],
)
def test_what_is_no_picture_is_refused(client, catalogue, file, said):
    page = client.post(VERIFY, {"by": "code", "picture": file}, headers={"accept-language": "en"})

    assert page.status_code == 422
    assert said in page.content.decode()


def test_a_picture_without_a_code_says_how_to_take_a_better_one(client, catalogue):
    blank = io.BytesIO()
    Image.new("L", (600, 400), 200).save(blank, "PNG")

    page = client.post(VERIFY, {"by": "code", "picture": SimpleUploadedFile("x.png", blank.getvalue())})

    assert page.status_code == 422


def test_a_core_of_another_certificate_is_not_genuine():
    with pytest.raises(NotOurs):
        number_and_code([f"http://127.0.0.1:8000/verify/?number=999999999999&code=A#{core_of(LICENCE)}"])
