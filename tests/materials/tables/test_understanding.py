"""What a table does not say clearly is asked, what a spreadsheet destroyed is refused; nothing is lost in silence."""

import datetime
import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from materials.tables.headings import Column
from materials.tables.layout import layout_of, taken, visible_sheets
from materials.tables.models import HeldTable
from materials.tables.reading import UnreadableTable, read_table, read_text
from materials.tables.telling import questions
from materials.tables.values import (
    day,
    grade,
    has_two_readings,
    kilograms,
    lost_digits,
    plate_colour,
    whole_number,
)
from tests.materials.tables.test_cases import applicant, application, hand_in, rows, told  # noqa: F401

COLUMNS = [
    Column(code="plate", label="Plate", names=("号牌号码",), is_key=True),
    Column(code="plate-colour", label="Colour", names=("号牌颜色",)),
    Column(code="vin", label="VIN", names=("车辆识别代号",), is_key=True),
    Column(code="vehicle-type", label="Type", names=("车辆类型",)),
]


def xlsx(*lines, **sheets):
    book = Workbook()
    for line in lines:
        book.active.append(line)
    for name, more in sheets.items():
        sheet = book.create_sheet(name)
        for line in more:
            sheet.append(line)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def read(content, name="t.xlsx"):
    return read_table(SimpleUploadedFile(name, content))


@pytest.mark.parametrize(
    "written",
    ["2027-01-05", "2027/1/5", "2027.01.05", "2027年1月5日", "2027年01月05号", "20270105", "2027-1-5",
     "２０２７－１－５",
     "民國116年1月5日", "中华民国116.1.5", "二〇二七年元月五日",
     "二〇二七年一月五日", "二O二七年一月五日", "2027年一月五日",
     "2027-01-05 00:00:00", "2027-01-05T08:30:00+08:00", 46392, 46392.0,
     datetime.date(2027, 1, 5)],
)  # fmt: skip
def test_a_day_in_its_usual_forms_is_kept_as_iso(written):
    assert day(written) == "2027-01-05"


@pytest.mark.parametrize(
    "written",
    [
        "05/01/2027",
        "27.1.5",
        "113年3月5日",
        "昭和39年3月5日",
        "2027-13-05",
        "2027年1月",
        "46392",
        "5",
        "长期",
        "2027-01-05至2028-01-05",
        5,
        2.5,
    ],
)
def test_what_is_no_certain_day_stays_as_it_was_written(written):
    assert day(written) == str(written)


def test_chinese_numerals_of_any_month_are_read():
    assert day("二〇二六年十二月三十一日") == "2026-12-31"
    assert day("二〇二六年十月二十日") == "2026-10-20"
    assert day("二〇二六年十月卅一日") == "2026-10-31"
    assert day("2026年三月廿一日") == "2026-03-21"


@pytest.mark.parametrize("written", ["05/01/2027", "27.1.5", "3/5/24", "24-3-5"])
def test_a_day_whose_year_may_stand_at_either_end_is_told_as_such(written):
    assert has_two_readings(written)


@pytest.mark.parametrize(
    ("written", "unit", "kept"),
    [("25吨", "", 25000), ("4.5 t", "", 4500), ("4.5", "吨", 4500), (4.5, "吨", 4500), ("25,000公斤", "吨", 25000),
     ("4.5", "", "4.5"), ("25000.5", "", "25000.5"), ("2.5e4", "", "2.5e4"), ("2,5", "", "2,5"),
     ("约25吨", "", "约25吨")],
)  # fmt: skip
def test_a_mass_is_kilograms_only_where_number_and_unit_are_certain(written, unit, kept):
    assert kilograms(written, unit=unit) == kept


def test_a_count_loses_no_decimals():
    assert whole_number("3辆") == 3
    assert whole_number("2.5") == "2.5"
    assert whole_number("2.0") == 2


@pytest.mark.parametrize("written", ["1级", "Ⅰ级", "一", "一级车", 1, 1.0, "I", "一 级", "壹级", "1等级"])
def test_a_grade_is_the_registers_word(written):
    assert grade(written) == "一级"


def test_a_green_plate_is_told_by_its_form_or_stays_asked():
    assert plate_colour("绿牌", plate="豫HD12345") == "green-gradient"
    assert plate_colour("新能源", plate="豫H12345D") == "yellow-green"
    assert plate_colour("绿") == "绿"
    assert plate_colour("黃牌") == "yellow"


@pytest.mark.parametrize(
    ("written", "kept"),
    [("黄牌照", "yellow"), ("大黄", "yellow"), ("黄色（大型）", "yellow"), ("黄\u00a0色", "yellow"), ("兰牌", "blue"),
     ("绿色渐变", "green-gradient"), ("双拼", "yellow-green"), ("黄（绿）", "黄（绿）"), ("白", "白")],
)  # fmt: skip
def test_a_colour_is_told_by_the_words_people_use_and_never_by_half_of_them(written, kept):
    assert plate_colour(written) == kept


@pytest.mark.parametrize("number", [410802199001010010, 4.1080219900101e17, "4.10802E+17", 10**15])
def test_a_number_of_more_than_fifteen_digits_is_lost(number):
    assert lost_digits(number)
    assert not lost_digits(139039100010001)


@pytest.mark.django_db
def test_a_destroyed_number_is_refused_by_its_cause_and_never_guessed(hand_in, application):  # noqa: F811
    book = xlsx(["驾驶员姓名", "驾驶员身份证号码"], ["测试甲", 410802199001010010])

    answer = hand_in("d.xlsx", "driver", book)

    assert answer.status_code == 422
    assert "keeps only 15 digits" in answer.content.decode()
    assert rows(application, "driver") == []


@pytest.mark.django_db
def test_a_column_nobody_understands_is_asked_and_never_poured_into_the_next(hand_in, applicant, application):  # noqa: F811
    address = hand_in(
        "t.xlsx", "vehicle", xlsx(["车牌号", "色儿", "车架号"], ["豫H51001", "黄色", "LZZ5ELND3NA000001"])
    ).url
    page = applicant.get(address)
    chosen = {"column-0": "plate", "column-1": "plate-colour", "column-2": "vin"}

    done = applicant.post(address, {"act": "take", "shown": "0", **chosen})

    assert "These columns were not recognised: 色儿." in page.content.decode()
    assert rows(application) == [{"plate": "豫H51001", "plate-colour": "yellow", "vin": "LZZ5ELND3NA000001"}]
    assert done.status_code == 302
    assert not HeldTable.objects.exists()


@pytest.mark.django_db
def test_a_table_that_waits_is_seen_by_nobody_else(hand_in, applicant, application, sign_in):  # noqa: F811
    from tests.factories import PersonFactory

    hand_in("t.xlsx", "vehicle", xlsx(["车牌号", "色儿"], ["豫H51001", "黄色"]))
    HeldTable.objects.update(held_for=PersonFactory())
    table = HeldTable.objects.get()

    answer = applicant.get(reverse("applications:import_check", args=[application.key, "vehicle", table.key]))

    assert answer.status_code == 302
    assert "豫H51001" not in str(table.__dict__.get("content_sealed", ""))


def test_columns_without_names_are_told_by_what_stands_in_them():
    sheets = read_text("LZZ5ELND3NA000001,黄,豫H51001\nLGAG4DY30P1234567,黄,豫H51002")

    assert dict(layout_of(sheets, COLUMNS).places) == {0: "vin", 1: "plate-colour", 2: "plate"}


def test_a_column_without_name_and_kind_is_asked():
    sheets = read_text("豫H51001,黄,重型货车\n豫H51002,黄,重型货车")
    layout = layout_of(sheets, COLUMNS)

    assert "vehicle-type" not in layout.places.values()
    assert questions(sheets, COLUMNS, layout) == ["These columns were not recognised: column 3."]


def test_two_sheets_with_vehicles_are_asked_about():
    sheets = read(xlsx(["车牌号", "颜色牌"], ["豫H51001", "黄"], 二队=[["车牌号"], ["豫H51002"]]))

    assert any("二队" in asked for asked in questions(sheets, COLUMNS, layout_of(sheets, COLUMNS)))


def test_notes_and_repeated_headings_are_skipped_and_told():
    sheets = read(
        xlsx(
            ["车辆一览表"],
            [],
            ["车牌号", "车牌颜色"],
            ["豫H51001", "黄"],
            ["车牌号", "车牌颜色"],
            ["豫H51002", "黄"],
            ["注：以上属实"],
        )
    )
    found = taken(visible_sheets(sheets)[0], layout_of(sheets, COLUMNS))

    assert [cells["plate"] for _place, cells in found.rows] == ["豫H51001", "豫H51002"]
    assert [place for place, _words in found.skipped] == [5, 7]


def test_traditional_headings_are_understood():
    sheets = read_text("車牌號,號牌顏色,車架號\n豫H51001,黃色,LZZ5ELND3NA000001")

    assert set(layout_of(sheets, COLUMNS).places.values()) == {"plate", "plate-colour", "vin"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "gb18030"])
def test_text_files_are_read_in_every_encoding(encoding):
    sheets = read("号牌号码;号牌颜色\r豫H51001;黄".encode(encoding), "t.csv")

    assert [line.cells for line in sheets[0].lines] == [("号牌号码", "号牌颜色"), ("豫H51001", "黄")]


def far_cell():
    book = Workbook()
    book.active["A1"] = "号牌号码"
    book.active["XFD1048576"] = "x"
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def zeros():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", "<workbook/>")
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * 70_000_000)
    return content.getvalue()


def one_text_many_times():
    return xlsx(*[["x" * 1900] * 3 for _line in range(1000)])


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (far_cell, "too large"),
        (zeros, "too large"),
        (one_text_many_times, "too large"),
        (lambda: xlsx(["x" * 2001]), "more than 2000 characters"),
        (lambda: xlsx(*[["x"]] * 5001), "at most 5000 rows"),
        (lambda: xlsx(["x"] * 61), "60 columns"),
        (lambda: b"PK\x03\x04" + b"0" * 50, "damaged"),
        (lambda: b"\xd0\xcf\x11\xe0" + b"0" * 50, "damaged"),
        (lambda: b"a," * 61, "60 columns"),
        (lambda: b"x" * 2001, "more than 2000 characters"),
    ],
)
def test_a_table_built_to_hurt_its_reader_is_refused_quickly(content, why):
    with pytest.raises(UnreadableTable) as refused:
        read(content())

    assert why in str(refused.value)
