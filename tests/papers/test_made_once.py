"""What costs time is done once: a letter is laid out once, a signer read once for as long as its files stay."""

import io
import os
import shutil
import subprocess
import sys
from dataclasses import replace

import pikepdf
import pytest
from django.conf import settings
from weasyprint import CSS, HTML

from papers import keys, sign
from papers.pdf import html_of, render
from tests.papers.test_papers import LETTER, LICENCE, SEAL, VEHICLE


@pytest.fixture
def layouts(monkeypatch):
    done = []
    whole = HTML.render
    monkeypatch.setattr(HTML, "render", lambda self, **options: done.append(1) or whole(self, **options))
    return done


@pytest.mark.parametrize("paper", [LICENCE, LETTER])
def test_a_paper_of_one_page_is_laid_out_once(paper, layouts):
    render(paper)

    assert len(layouts) == 1


def signer_of(division):
    return sign._signer_of(keys.signing_key(division, name=SEAL.name))


def test_a_signer_is_read_once(settings, tmp_path):
    settings.KEYS_DIR = tmp_path

    assert signer_of("410802") is signer_of("410802")


def test_a_key_that_was_exchanged_signs_from_then_on(settings, tmp_path):
    settings.KEYS_DIR = tmp_path / "keys"
    unsigned = render(LICENCE)
    before = signer_of("410802")
    shutil.rmtree(settings.KEYS_DIR)
    after = signer_of("410802")

    assert before.signing_cert.serial_number != after.signing_cert.serial_number
    assert sign.check(sign.sign(unsigned, signer="410802", name=SEAL.name)).state == "valid"


def test_authorities_sign_with_keys_of_their_own(settings, tmp_path):
    settings.KEYS_DIR = tmp_path

    assert signer_of("410802").signing_cert.public_key.dump() != signer_of("410811").signing_cert.public_key.dump()


def test_the_room_kept_free_holds_a_signature_with_the_longest_name(settings, tmp_path):
    settings.KEYS_DIR = tmp_path
    name = "县" * 21  # X.509 allows a common name 64 bytes

    assert sign.check(sign.sign(render(LICENCE), signer="152526", name=name)).state == "valid"


def test_the_looks_of_a_kind_of_paper_are_read_once(monkeypatch):
    render(LICENCE)
    given, read = [], []
    page, sheet = HTML.__init__, CSS.__init__
    monkeypatch.setattr(HTML, "__init__", lambda self, **how: given.append(how["string"]) or page(self, **how))
    monkeypatch.setattr(CSS, "__init__", lambda self, **how: read.append(1) or sheet(self, **how))
    render(replace(LICENCE, number="2"))

    assert len(given) == 1
    assert "<style" not in given[0]
    assert not read


@pytest.mark.parametrize("paper", [LICENCE, VEHICLE, LETTER])
def test_a_browser_is_given_the_looks_too(paper):
    page = html_of(paper)

    assert page.count("<style>") == 1
    assert "{%" not in page
    assert "@page" in page


@pytest.mark.parametrize(
    ("paper", "size"),
    [
        (LICENCE, (842, 595)),
        (replace(LICENCE, copy="duplicate"), (595, 842)),
        (VEHICLE, (595, 842)),
        (LETTER, (595, 842)),
    ],
)
def test_each_kind_of_paper_has_its_size(paper, size):
    with pikepdf.open(io.BytesIO(render(paper))) as opened:
        box = opened.pages[0].mediabox

    assert (round(box[2]), round(box[3])) == size


def test_another_process_makes_the_same_bytes():
    """Whatever order that one's sets and dictionaries have."""
    asked = (
        "import django, sys; django.setup();"
        "from papers.pdf import render; from tests.papers.test_papers import LICENCE;"
        "sys.stdout.buffer.write(render(LICENCE))"
    )
    elsewhere = {
        "DJANGO_SETTINGS_MODULE": "portal.settings_test",
        "KEYS_DIR": str(settings.KEYS_DIR),
        "PYTHONHASHSEED": "7",
    }
    told = subprocess.run(
        [sys.executable, "-c", asked],
        env={**os.environ, **elsewhere},
        cwd=settings.BASE_DIR,
        capture_output=True,
        check=True,
    )

    assert told.stdout == render(LICENCE)


def test_an_authority_with_a_long_name_signs_too(settings, tmp_path):
    settings.KEYS_DIR = tmp_path
    name = "内蒙古自治区锡林郭勒盟西乌珠穆沁旗交通运输综合行政执法局"

    signed = sign.sign(render(LETTER), signer="152526", name=name)

    assert sign.check(signed).state == "valid"
    assert name.startswith(sign.check(signed).signer)
