"""What costs time is done once: a letter is laid out once, a signer read once for as long as its files stay."""

import shutil

import pytest
from weasyprint import HTML

from licensing.papers import keys, sign
from licensing.papers.pdf import render
from tests.licensing.papers.test_papers import LETTER, LICENCE, SEAL


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
