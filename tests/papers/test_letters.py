"""Letters as pages: one where the content allows it, remedies by name, one way of writing days and people."""

import datetime
import io
import json
import re
import subprocess
from dataclasses import replace

import pikepdf
import pytest

from accounts.authorities import Authority
from licensing.decisions.writing.letter_set import LETTERS
from licensing.decisions.writing.letters import letter_number
from papers.letters.kinds import kind_of_texts, kinds_of
from papers.letters.models import LetterEdition
from papers.letters.remedies import KINDS, remedies_against
from papers.letters.texts import (
    Text,
    check_text,
    editions_seen,
    fill_in,
    letter_sets,
    names_of_texts,
    newest_version,
    shipped,
    text_in_force,
)
from papers.letters.writing import drafted
from papers.paper import AuthoritySeal, LetterPaper
from papers.pdf import render
from supervision.credit.letters.models import CreditLetter
from supervision.encounters.letters.models import EncounterLetter
from supervision.inspections.letters.models import InspectionLetter

NAMES, FLAGS = LETTERS.names, LETTERS.flags
SETS = {name: letters for letters in letter_sets() for name in shipped(letters)}
"""Every letter the portal ships → the set it belongs to."""
DAY = datetime.date(2026, 11, 25)
AUTHORITY = Authority(
    letter_prefix="焦解交",
    name_zh="焦作市解放区交通运输局",
    reconsideration_body="焦作市解放区人民政府",
    court="焦作市解放区人民法院",
)
TABLE = (
    ("收件编号", "4108022026000001"),
    ("事项名称", "道路普通货物运输经营许可（新办）"),
    ("申请人", "焦作市太行货运有限公司"),
    ("统一社会信用代码", "91410800MA3X00001F"),
    ("办理方式", "告知承诺"),
)
GRANTED = (
    ("准予内容", "道路运输经营许可证：道路普通货物运输、货物专用运输（集装箱）"),
    ("许可证号", "豫交运管许可焦字410802000001号"),
    ("有效期限", "2026年11月25日至2030年11月24日"),
    ("准予车辆", "\n".join(f"豫H1111{n}（黄色）：豫交运管焦字41080200000{n}号" for n in range(1, 4))),
    ("开始经营", "自本决定作出之日起"),
)


def letter(name, *, flags=True, rows=(), number=1):
    letters = SETS[name]
    text = shipped(letters)[name]
    values = {n: v for n, v in letters.names.items() if flags or n not in letters.flags}
    return LetterPaper(
        kind=name,
        number=letter_number(AUTHORITY, text.series, 2026, number),
        title_text=text.title,
        addressee="焦作市太行货运有限公司",
        paragraphs=fill_in(text, values, dict.fromkeys(letters.flags, flags)),
        table=(*TABLE, *(GRANTED if name in ("grant", "deemed-granted") else ()), *rows),
        remedies=remedies_against(AUTHORITY, text.remedies),
        dated=DAY,
        authority=AuthoritySeal(name=AUTHORITY.name_zh, seal_text=AUTHORITY.name_zh, code="410802"),
        contact="河南省焦作市解放区民主南路76号 0391-8800002",
    )


def pages(pdf, tmp_path):
    file = tmp_path / "letter.pdf"
    file.write_bytes(pdf)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        count = len(opened.pages)
    told = [
        subprocess.run(
            ["pdftotext", "-layout", "-f", str(n), "-l", str(n), file, "-"], capture_output=True, text=True, check=True
        ).stdout
        for n in range(1, count + 1)
    ]
    return ["".join(page.split()) for page in told]


@pytest.mark.parametrize("name", names_of_texts())
def test_every_kind_of_letter_fits_one_page(name, tmp_path):
    told = pages(render(letter(name)), tmp_path)

    # A credit notice tells a whole sum, its effects and two ways to answer it; here guidance after an encounter says
    # every way it may go at once, of which each letter has one; so does a notice of inspection, which has no table.
    assert len(told) <= (2 if name in ("credit-notice", "meet-guidance", "inspect-notice") else 1)
    assert "2026年11月25日" in told[-1].split("联系方式")[0]
    assert f"{len(told)}/{len(told)}" in told[-1]


@pytest.mark.parametrize("vehicles", [8, 13, 18, 60])
def test_a_longer_letter_never_ends_with_a_page_of_its_foot_alone(vehicles, tmp_path):
    rows = tuple((f"车辆{n}", f"豫H2{n:04d}（黄色）：豫交运管焦字410802{n:06d}号") for n in range(vehicles))
    told = pages(render(letter("refusal", rows=rows)), tmp_path)
    body = told[-1].split("联系方式")[0]

    assert "车辆" in body
    assert "人民法院提起行政诉讼" in body
    assert all("联系方式" in page for page in told)
    assert all(f"{number}/{len(told)}" in page for number, page in enumerate(told, start=1))


def test_no_number_says_xu_twice():
    numbers = [letter(name).number for name in names_of_texts()]

    assert "焦解交许准〔2026〕1号" in numbers
    assert not [number for number in numbers if "许许" in number]


@pytest.mark.parametrize("name", names_of_texts())
def test_days_and_people_are_written_one_way(name):
    words = "\n".join(shipped(SETS[name])[name].body.splitlines())

    assert "你单位" not in words
    assert "受理编号" not in words
    assert not re.search(r"\}(之)?前(?!（含当日）)", words)
    assert not re.search(r"至\{[a-z_]*until\}(?!（含当日）)", words)
    assert not re.search(r"\d{4}-\d{2}-\d{2}", words)


@pytest.mark.parametrize("name", names_of_texts())
def test_what_ships_says_what_the_law_wants_said(name):
    text = shipped(SETS[name])[name]

    check_text(name, text.body)
    assert text.remedies in KINDS


@pytest.mark.parametrize(
    "name",
    [
        "non-acceptance",
        "refusal",
        "termination",
        "rectification",
        "revocation",
        "retraction",
        "penalty",
        "striking-off",
    ],
)
def test_a_letter_that_weighs_names_body_and_court(name):
    assert letter(name).remedies == (
        "如不服本决定，可以自收到本文书之日起六十日内向焦作市解放区人民政府申请行政复议，"
        "也可以自收到本文书之日起六个月内向焦作市解放区人民法院提起行政诉讼。"
    )


@pytest.mark.parametrize(
    "kind",
    [
        InspectionLetter.Kind.ORDER,
        EncounterLetter.Kind.DECISION,
        CreditLetter.Kind.REPAIR_BEGUN,
        CreditLetter.Kind.REPAIR,
    ],
)
def test_what_supervision_orders_or_refuses_names_body_and_court(kind, db):
    told = "\n".join(drafted(kind, AUTHORITY, to="焦作市太行货运有限公司", values={}).paragraphs)

    assert "六十日内向焦作市解放区人民政府申请行政复议" in told
    assert "六个月内向焦作市解放区人民法院提起行政诉讼" in told


def test_an_extended_limit_that_stands_still_promises_no_day(db):
    text = shipped(LETTERS)["extension"]
    values = {**NAMES, "statutory_until": ""}

    stopped = "\n".join(fill_in(text, values, {"stopped": True}))
    running = "\n".join(fill_in(text, NAMES, {}))

    assert "自恢复计算之日起相应顺延" in stopped
    assert "含当日" not in stopped
    assert f"至{NAMES['statutory_until']}（含当日）" in running


def test_a_revocation_says_who_is_compensated_and_whose_gain_is_not_protected():
    text = shipped(LETTERS)["revocation"]

    wrongly, deceit, unmended = (
        "\n".join(fill_in(text, NAMES, flags))
        for flags in ({}, {"at-fault": True, "by-deceit": True}, {"at-fault": True})
    )

    assert "依法给予赔偿" in wrongly
    assert "利益不受保护" in deceit
    assert "第六十九条第四款" not in unmended


def test_failure_to_act_and_penalties_on_the_spot_go_to_reconsideration_first():
    deemed, spot = letter("deemed").remedies, remedies_against(AUTHORITY, "on-the-spot")

    assert deemed.startswith(
        "对本机关未依法履行职责不服的，应当依法先自知道之日起六十日内向焦作市解放区人民政府申请行政复议"
    )
    assert spot.startswith("对本当场行政处罚决定不服的，应当依法先")
    assert "六个月" not in deemed + spot


def test_a_penalty_says_facts_evidence_basis_performance_and_remedies():
    words = "\n".join(letter("penalty").paragraphs)

    for part in (
        "违法事实",
        NAMES["reasons"],
        "证据",
        NAMES["evidence"],
        NAMES["articles"],
        "履行方式和期限",
        "强制执行",
    ):
        assert part in words


@pytest.mark.parametrize("name", ["penalty", "refusal-false", "revocation"])
def test_what_enters_the_credit_file_tells_with_it_how_credit_is_repaired(name):
    """Decision and repair leaflet are served together (信用修复管理办法; domain F-9.7)."""
    text = shipped(SETS[name])[name].body

    assert "信用修复告知" in text
    assert "《信用修复管理办法》" in text


@pytest.mark.parametrize(
    "name", ["correction", "hearing", "rectification", "defence", "credit-notice", "inspect-order"]
)
def test_a_letter_that_gives_days_says_that_a_later_service_moves_them(name):
    assert "按送达日期相应顺延" in shipped(SETS[name])[name].body


def test_a_notice_of_what_is_intended_names_both_articles():
    words = "\n".join(letter("defence").paragraphs)

    assert f"依据{NAMES['articles']}的规定，本机关拟作出{NAMES['act']}的决定" in words
    assert f"根据{NAMES['rights']}的规定" in words


@pytest.fixture
def migrated(db):
    """The release that is tried begins in this test, and is forgotten after it."""
    editions_seen.cache_clear()
    yield editions_seen.cache_clear
    editions_seen.cache_clear()


def test_a_database_with_cases_keeps_the_words_they_began_under(migrated):
    new = text_in_force("acceptance", on=DAY)
    LetterEdition.objects.create(letters="licensing", edition=2, in_force_from=DAY)
    migrated()
    before, since = (text_in_force("acceptance", on=day) for day in (DAY - datetime.timedelta(days=1), DAY))

    assert (new.version, before.version, since.version) == (1, 1, 2)
    assert new.body == since.body
    assert before.body.startswith("你单位提出的")
    assert newest_version("acceptance") == 2


@pytest.mark.django_db
def test_where_to_turn_is_named_for_every_authority(catalogue):
    rows = {a.division_id: (a.reconsideration_body, a.court, a.letter_prefix) for a in Authority.objects.all()}

    assert rows["410802"] == ("焦作市解放区人民政府", "焦作市解放区人民法院", "焦解交")
    assert rows["410821"] == ("修武县人民政府", "修武县人民法院", "修交")
    assert all(body and court and not prefix.endswith("许") for body, court, prefix in rows.values())


def test_an_hour_is_never_said_to_include_its_day():
    """“前（含当日）” is said of days: where a limit may end at an hour, its value says itself how it ends."""
    said = re.compile(r"\{(\w+)\}(?:前)?（含当日）")
    for name, letters in SETS.items():
        for limit in said.findall(shipped(letters)[name].body):
            assert re.fullmatch(r"\d+年\d+月\d+日", letters.names[limit]), (name, limit)


def test_words_people_wrote_end_with_one_stop_whether_they_set_it_or_not():

    text = Text(name="x", series="", title="", body="理由：{a}。{b}\n{c}\n诉求人希望：{a}", version=1)

    for a, b, c in (("未签字", "请补正", "甲\n乙（9/10）"), ("未签字。", "请补正。", "甲。\n乙（9/10）。")):
        assert fill_in(text, {"a": a, "b": b, "c": c}, {}) == (
            "理由：未签字。请补正。",
            "甲。",
            "乙（9/10）。",
            "诉求人希望：未签字。",
        )


@pytest.mark.parametrize("name", sorted(SETS))
def test_every_paragraph_of_a_letter_ends_as_a_sentence_does(name):
    letters = SETS[name]
    for flags in (True, False):
        said = fill_in(shipped(letters)[name], letters.names, dict.fromkeys(letters.flags, flags))
        assert [words for words in said if words[-1] not in "。：；！？》）"] == []
        assert [words for words in said if re.search(r"[。；，：]{2}", words)] == []


def test_every_kind_of_letter_has_a_series_of_its_own():
    kinds = kind_of_texts(LETTERS)
    series = {}
    for name, text in shipped(LETTERS).items():
        series.setdefault(text.series, set()).add(kinds[name])

    shared = {words: sorted(of) for words, of in series.items() if len(of) > 1}

    assert not shared, f"numbers are counted by kind and unique: two kinds with one series take each other's: {shared}"


def test_an_entry_that_says_neither_whose_text_it_is_nor_how_often_it_comes_is_refused(tmp_path):
    entry = {"kind": "warning", "named": {"zh": "警示", "en": "Warning"}, "series": "警", "title": "警示", "body": []}
    (tmp_path / "letters.json").write_text(json.dumps([entry]), encoding="utf-8")

    with pytest.raises(KeyError, match="comes"):
        kinds_of(replace(LETTERS, folder=tmp_path, files=("letters.json",)))
