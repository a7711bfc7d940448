"""A QR code before the camera leads to what the register says; where no camera can be read, a picture of it does."""

import pytest
from playwright.sync_api import expect

from licensing.certificates.models import Certificate
from licensing.certificates.papers import verify_url
from supervision.encounters.pledges.actions import sign_pledge
from tests.factories import granted
from tests.licensing.certificates.test_scanned import page_of, photograph
from tests.supervision.inspecting import officers

pytestmark = pytest.mark.django_db(transaction=True)
CAMERA = """
  const seen = ["https://evil.example/verify/?number=1&code=2", %r];
  const next = () => seen.splice(0, 1).map((rawValue) => ({ rawValue }));
  window.BarcodeDetector = class { async detect() { return next(); } };
  const stream = () => document.createElement("canvas").captureStream();
  Object.defineProperty(navigator, "mediaDevices", { value: { getUserMedia: async () => stream() } });
  HTMLMediaElement.prototype.play = async () => {};
"""


def test_a_certificate_is_scanned_or_photographed(visit, taihang, clerk, live_server):
    granted(taihang, clerk=clerk)
    certificate = Certificate.objects.get(kind="licence")
    here = live_server.url + "/verify/" + verify_url(certificate).partition("/verify/")[2]
    page = visit(width=390)

    page.goto("/verify/")
    expect(page.locator("[data-scanner]")).to_be_hidden()
    picture = photograph(page_of(certificate), turned=8)
    page.set_input_files("#id_picture", {"name": "a.png", "mimeType": "image/png", "buffer": picture.read()})
    page.locator("[aria-labelledby=by-code] [type=submit]").click()
    expect(page.locator("#verdict")).to_contain_text("真实")

    page.add_init_script(CAMERA % here)
    page.goto("/verify/")
    page.locator("[data-scanner] button").click()
    expect(page.locator("#verdict")).to_contain_text("真实")
    assert page.url == here


def test_at_the_roadside_the_camera_writes_what_it_reads_into_the_field(visit, taihang, clerk, live_server):
    granted(taihang, clerk=clerk)
    team = officers(2)
    for one in team:
        sign_pledge(by=one.person)
    said = verify_url(Certificate.objects.filter(kind="vehicle").earliest("pk")).partition("/verify/")[2]
    here = f"{live_server.url}/verify/{said}"
    page = visit(team[0].person, width=390)
    page.add_init_script(CAMERA % here)

    page.goto("/encounters/meet/")
    page.locator("[data-scanner] button").click()
    expect(page.locator("#id_scanned")).to_have_value(here)

    page.goto("/encounters/phone/")
    page.click("[data-new]")
    page.locator("[data-scanner] button").click()
    expect(page.locator("#scanned")).to_have_value(here)
    expect(page.locator("#plate")).to_be_hidden()
