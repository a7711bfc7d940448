"""Papers: repeatable, signed, checked by a second tool, carrying their data, whole with rare characters."""

import datetime
import io
import json
import re
import subprocess
from dataclasses import replace

import pikepdf
import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from papers import keys
from papers.core import core_of, read_core
from papers.documents import Document
from papers.embedded import embedded_data
from papers.paper import AuthoritySeal, LetterPaper, LicencePaper, VehicleCertificatePaper
from papers.pdf import render, to_pdf
from papers.produce import produce
from papers.sign import check, sign
from tests.walks import walks
from trail.triggers import lifted

DAY = datetime.date(2026, 11, 23)
SEAL = AuthoritySeal(name="焦作市解放区交通运输局", seal_text="焦作市解放区交通运输局", code="410802")

LICENCE = LicencePaper(
    copy="original",
    number="豫交运管许可焦字410802000001号",
    check_code="7KQ2M4XA",
    identifier="1.2.156.3005.2.11100000000019713D008.11410802000080201D.000000001.001.V",
    holder_name="焦作市太行货运有限公司",
    uscc="91410800MA3X00001F",
    address="河南省焦作市解放区塔南路18号",
    legal_rep="陈建国",
    entity_type="有限责任公司",
    scope=("道路普通货物运输",),
    valid_from=DAY,
    valid_to=datetime.date(2030, 11, 22),
    issued_on=DAY,
    authority=SEAL,
    verify_url="http://127.0.0.1:8000/verify/?number=1&code=2",
)
VEHICLE = VehicleCertificatePaper(
    number="豫交运管焦字410802000001号",
    check_code="7KQ2M4XA",
    identifier="1.2",
    holder_name="焦作市太行货运有限公司",
    licence_number=LICENCE.number,
    plate="豫H11111",
    plate_colour_label="黄色",
    vin="LZZ5ELNDXNA100001",
    vehicle_type="重型半挂牵引车",
    brand_model="东风牌DFH4250",
    gross_mass="25000",
    load_mass="0",
    dimensions="6980×2550×3950",
    scope=("道路普通货物运输",),
    tech_grade="一级",
    next_inspection="2031-03-31",
    valid_to=datetime.date(2030, 11, 22),
    issued_on=DAY,
    authority=SEAL,
    verify_url="http://127.0.0.1:8000/verify/",
)
LETTER = LetterPaper(
    kind="grant",
    number="焦解交许准〔2026〕1号",
    title_text="准予行政许可决定书",
    addressee="焦作市太行货运有限公司",
    paragraphs=("准予行政许可。",),
    table=(("收件编号", "4108022026000001"),),
    remedies="",
    dated=DAY,
    authority=SEAL,
    contact="0391",
)


def signed(paper=LICENCE):
    return sign(render(paper), signer="410802", name=SEAL.name)


def text_of(pdf, tmp_path):
    file = tmp_path / "paper.pdf"
    file.write_bytes(pdf)
    return subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("paper", [LICENCE, replace(LICENCE, copy="duplicate"), VEHICLE, LETTER])
def test_the_same_paper_always_gives_the_same_bytes(paper):
    assert render(paper) == render(paper)


@pytest.mark.parametrize("paper", [LICENCE, VEHICLE, LETTER])
def test_a_paper_carries_its_data(paper):
    assert embedded_data(signed(paper)) == json.loads(json.dumps(paper.data()))


def test_a_certificate_is_one_page_however_long_its_particulars_are(tmp_path):
    long = replace(
        LICENCE,
        holder_name="焦作市" + "重型大件运输与冷链仓储物流供应链管理服务" * 2 + "有限公司",
        address="河南省焦作市解放区" + "建设西路与塔南路交叉口向北三百米" * 5,
        scope=("道路普通货物运输", "货物专用运输（集装箱）", "货物专用运输（冷藏保鲜）", "货物专用运输（罐式）"),
    )
    for copy in ("original", "duplicate"):
        pdf = signed(replace(long, copy=copy))
        file = tmp_path / "long.pdf"
        file.write_bytes(pdf)
        with pikepdf.open(file) as opened:
            assert len(opened.pages) == 1


LONG = {
    "holder_name": "焦作市" + "重型大件运输与冷链仓储物流供应链管理服务" * 2 + "有限公司",
    "address": "河南省焦作市解放区" + "建设西路与塔南路交叉口向北三百米" * 5,
    "scope": (
        "道路普通货物运输",
        "货物专用运输（集装箱）",
        "货物专用运输（冷藏保鲜）",
        "货物专用运输（罐式）",
        "大型物件运输",
    ),
}


def words(pdf, tmp_path):
    """Each word of the first page with the height at which it begins and ends, in points from the top."""
    file = tmp_path / "words.pdf"
    file.write_bytes(pdf)
    told = subprocess.run(["pdftotext", "-bbox", file, "-"], capture_output=True, text=True, check=True).stdout
    pattern = r'<word xMin="[^"]*" yMin="([^"]*)" xMax="[^"]*" yMax="([^"]*)">([^<]*)</word>'
    return [(float(top), float(bottom), word) for top, bottom, word in re.findall(pattern, told)]


@pytest.mark.parametrize(
    ("paper", "last"),
    [
        (LICENCE, "备注"),
        (replace(LICENCE, operate_from=DAY, **LONG), "投入"),
        (replace(LICENCE, copy="duplicate", operate_from=DAY, **LONG), "审验及变更记载"),
        (VEHICLE, "审验日期"),
        (replace(VEHICLE, **LONG), "审验日期"),
        (replace(VEHICLE, remark="融资租赁车辆，出租人：" + "重型大件运输" * 15, **LONG), "审验日期"),
    ],
)
def test_code_and_seal_never_lie_on_the_table(paper, last, tmp_path):
    told = words(render(paper), tmp_path)
    end_of_table = max(bottom for _top, bottom, word in told if last in word)
    # Below the words of the notes and reviews come their empty rows.
    rows = {"审验及变更记载": 3 * 7, "审验日期": 4 * 6.4}.get(last, 0) * 72 / 25.4
    side = 32 * 72 / 25.4
    end_of_code = max(bottom for _top, bottom, word in told if "查验真伪" in word)

    assert end_of_table + rows < end_of_code - side
    assert end_of_table + rows < end_of_code - 42 * 72 / 25.4 + 8


def test_certificates_bear_what_real_ones_bear(tmp_path):
    licence = text_of(signed(), tmp_path)
    vehicle = text_of(signed(replace(VEHICLE, load_mass="31500", tow_mass="40000", address="塔南路18号")), tmp_path)

    for part in ("中华人民共和国", "交通运输部监制", "备注"):
        assert part in licence
        assert part in vehicle
    for part in ("车辆照片", "塔南路18号", "吨（座）位", "31.5 吨", "准牵引总质量", "40000 千克", "年度审验"):
        assert part in vehicle


def test_rare_characters_of_a_name_are_printed(tmp_path):
    text = text_of(signed(replace(LICENCE, holder_name="焦作䶮龘𬭊物流有限公司")), tmp_path)

    assert "䶮龘𬭊" in text


def test_every_font_is_inside_the_file(tmp_path):
    file = tmp_path / "paper.pdf"
    file.write_bytes(signed())
    fonts = subprocess.run(["pdffonts", file], capture_output=True, text=True, check=True).stdout.splitlines()[2:]

    assert fonts
    assert all(line.split()[-5] == "yes" for line in fonts)


def test_pdf_a_marks_stay_after_signing():
    with pikepdf.open(io.BytesIO(signed())) as opened:
        with opened.open_metadata() as metadata:
            assert metadata.pdfa_status == "3B"
        assert "/OutputIntents" in opened.Root


def test_our_signature_is_valid_and_covers_the_whole_file():
    report = check(signed())

    assert report.state == "valid"
    assert report.covers_whole_file
    assert report.signer == SEAL.name


def test_a_second_tool_finds_the_signature_valid(tmp_path):
    file = tmp_path / "paper.pdf"
    file.write_bytes(signed())

    told = subprocess.run(["pdfsig", "-nocert", file], capture_output=True, text=True, check=False).stdout

    assert "Signature is Valid" in told
    assert "Total document signed" in told


def test_one_changed_byte_is_noticed():
    pdf = bytearray(signed())
    place = pdf.index(b"stream\n") + 20
    pdf[place] ^= 1

    assert check(bytes(pdf)).state == "altered"


def test_something_appended_is_noticed():
    report = check(signed() + b"\n% more")

    assert report.state == "altered"
    assert not report.covers_whole_file


def test_an_unsigned_file_is_told_apart():
    assert check(render(LICENCE)).state == "unsigned"


def test_a_stranger_s_signature_is_not_ours(tmp_path, settings):
    settings.KEYS_DIR = tmp_path / "elsewhere"
    foreign = signed()
    settings.KEYS_DIR = tmp_path / "ours"
    keys.make_key("410802", name=SEAL.name)

    assert check(foreign).state == "unknown-signer"


@given(st.binary(max_size=300))
@hypothesis(max_examples=walks(30), deadline=None)
def test_whatever_bytes_come_checking_never_breaks(content):
    assert check(b"%PDF-1.7\n" + content).state in ("unsigned", "altered")
    assert embedded_data(content) == {}


def test_the_core_of_a_qr_code_verifies_without_a_network():
    core = read_core(f"{LICENCE.verify_url}#{core_of(LICENCE)}")

    assert core["number"] == LICENCE.number
    assert core["holder"] == LICENCE.holder_name


def test_a_changed_core_is_refused():
    version, division, body, signature = core_of(LICENCE).split(".")

    assert read_core(f"{version}.{division}.{body[:-2]}AA.{signature}") is None
    assert read_core("https://example.invalid/") is None


def test_a_paper_cannot_load_anything_from_elsewhere():
    hostile = '<img src="file:///etc/passwd"><img src="http://127.0.0.1:1/x.png">'

    pdf = to_pdf(f"<html><body>{hostile}<p>text</p></body></html>", LICENCE)

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert len(opened.pages[0].Resources.get("/XObject", {})) == 0


@pytest.mark.django_db
def test_a_document_is_made_once_and_found_again():
    first, second = (produce(LETTER, signer="410802") for _ in range(2))

    assert first.pk == second.pk
    assert Document.objects.count() == 1
    assert first.content().startswith(b"%PDF-")


@pytest.mark.django_db
def test_a_file_left_behind_by_a_crash_harms_nobody():
    first = produce(LETTER, signer="410802")
    with lifted():
        Document.objects.filter(pk=first.pk)._raw_delete("default")

    again = produce(LETTER, signer="410802")

    assert check(again.content()).state == "valid"


def test_outside_the_demo_a_missing_key_stops_the_work(tmp_path, settings):
    settings.KEYS_DIR, settings.MAKE_SIGNING_KEYS, settings.DEMO = tmp_path / "none", False, False

    with pytest.raises(keys.NoSigningKey):
        keys.signing_key("410802")


def test_keys_are_readable_by_their_owner_only():
    keys.signing_key("410802", name=SEAL.name)

    assert (settings.KEYS_DIR / "410802.key.pem").stat().st_mode & 0o777 == 0o600
