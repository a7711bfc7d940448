"""Headings over two lines, a plate with its colour, 同上: what people write to save space is read, or asked about."""

import pytest

from materials.tables.asking import answered
from materials.tables.layout import layout_of, taken
from materials.tables.numerals import with_digits
from materials.tables.reading import read_text
from materials.tables.telling import questions
from materials.tables.values import day, kilograms, plate_and_colour, text, whole_number, with_plate_parted
from tests.materials.tables.test_understanding import COLUMNS, read, xlsx
from tests.materials.tables.test_what_offices_hand_in import HEADING, MASS, ONE, TWO, VINS, rows_in


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        (["车牌", "", "车架号"], ["号码", "颜色", ""]),
        (["车牌", "", "车架号"], ["号码", "颜色", "车架号"]),
        (["号牌", "", "车辆识别"], ["号码", "颜色", "代号"]),
    ],
)
def test_a_heading_over_two_lines_is_one(upper, lower):
    sheets = read(xlsx(["车辆一览表"], upper, lower, [*ONE.values()], upper, lower, [*TWO.values()]))
    layout = layout_of(sheets, COLUMNS)

    assert rows_in(sheets) == [ONE, TWO]
    assert questions(sheets, COLUMNS, layout) == []


def of_colours(*names):
    return questions(sheets := read_text(",".join(names) + "\n豫H51001,黄,黄,"), COLUMNS, layout_of(sheets, COLUMNS))


def test_a_colour_beside_the_plate_is_the_plates():
    assert rows_in(read_text("车牌号,颜色\n豫H51001,黄牌")) == [{"plate": "豫H51001", "plate-colour": "黄牌"}]
    assert of_colours("车牌号", "颜色", "备注") == []


def test_a_colour_that_may_be_the_bodys_is_asked():
    assert of_colours("车牌号", "颜色", "车身颜色") == ["These columns were not recognised: 颜色."]
    assert of_colours("车牌号", "备注", "颜色") == ["These columns were not recognised: 颜色."], "not beside the plate"
    white = read_text("车牌号,颜色\n豫H51001,白")
    assert questions(white, COLUMNS, layout_of(white, COLUMNS)) == ["These columns were not recognised: 颜色."]
    assert of_colours("车牌号", "车身颜色") == ["These columns were not recognised: column 3."]


@pytest.mark.parametrize(
    "written",
    [
        "豫H12345(黄)",
        "豫H12345（黄色）",
        "豫H·12345 黄牌",
        "豫H12345-黄",
        "豫H12345/黄底黑字",
        "黄豫H12345",
        "黄牌 豫H12345",
    ],
)
def test_a_plate_with_its_colour_in_one_cell_is_both(written):
    parted = with_plate_parted({"plate": written})

    assert parted["plate-colour"] == "yellow"
    assert parted["plate"] in ("豫H12345", "豫H·12345")


def test_a_colour_in_the_cell_of_the_plate_that_contradicts_stays_there():
    both = {"plate": "豫H12345(黄)", "plate-colour": "蓝"}

    assert with_plate_parted(both) == both
    for written in ("豫H12345(白)", "豫H12345、豫H12346", "豫H12345/豫H1234挂", "新A12345", "豫H12345"):
        assert plate_and_colour(written) == (written, "")
    assert plate_and_colour("新AD12345(绿)") == ("新AD12345", "green-gradient")


@pytest.mark.parametrize("again", ["同上", "〃", "″", "ditto"])
def test_the_same_as_above_is_what_stands_above(again):
    sheets = read(xlsx(HEADING, [*ONE.values()], ["豫H51002", again, TWO["vin"]]))

    assert rows_in(sheets) == [ONE, TWO]
    assert taken(sheets[0], layout_of(sheets, COLUMNS)).skipped == ()


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("二十五吨", 25000),
        ("贰万伍仟公斤", 25000),
        ("二万五千零五十公斤", 25050),
        ("十八吨", 18000),
        ("一百零五吨", 105000),
        ("两千五公斤", "两千五公斤"),
        ("二五吨", "二五吨"),
        ("几吨", "几吨"),
        ("一万五公斤", "一万五公斤"),
        ("百吨", "百吨"),
    ],
)
def test_numerals_written_in_full_are_an_amount_and_spoken_ones_are_not(written, read_as):
    assert kilograms(written) == read_as


def test_a_count_in_numerals_is_a_count():
    assert whole_number("三辆") == 3
    assert with_digits("三") == "3"


def test_a_number_is_no_longer_than_a_spreadsheet_shows_it():
    assert text(25299.999999999996) == "25300"
    assert text(0.1 + 0.2) == "0.3"
    assert kilograms(25.3, unit="吨") == 25300


def test_data_too_far_to_the_right_are_told_and_not_lost():
    with pytest.raises(Exception, match="at most 5000 rows and 60 columns"):
        read(xlsx([""] * 70 + HEADING, [""] * 70 + [*ONE.values()]))


def test_words_apart_by_a_space_are_columns_below_a_heading_too():
    assert rows_in(read_text("\n".join(" ".join(row) for row in (HEADING, ONE.values(), TWO.values())))) == [ONE, TWO]


@pytest.mark.parametrize("number", ["1.{}", "1、{}", "①{}", "(1){}", "（一）{}", "一、{}", "1 {}", "２．{}"])
def test_the_number_a_form_sets_before_a_heading_is_no_part_of_it(number):
    heading = [number.format(word) for word in ("号牌号码", "号牌颜色", "车辆识别代号", "总质量（吨）", "备注")]
    sheets = read_text("\n".join("\t".join(line) for line in (heading, ["豫H51001", "黄色", VINS[0], "25", ""])))
    layout = layout_of(sheets, MASS)

    ((_place, cells),) = taken(sheets[0], layout).rows
    assert cells["plate"] == "豫H51001"
    assert kilograms(cells["gross-mass"], unit=layout.units["gross-mass"]) == 25000
    assert questions(sheets, MASS, layout) == []


@pytest.mark.parametrize("dash", "-‐‑‒–—−－")
def test_a_day_is_one_whatever_dash_stands_in_it(dash):
    assert day(f"2027{dash}01{dash}05") == "2027-01-05"


def mass_under(heading, written="25"):
    """What is read of a mass under a heading."""
    lines = [["号牌号码", "号牌颜色", "车辆识别代号", heading], ["豫H51001", "黄色", VINS[0], written]]
    sheets = read_text("\n".join("\t".join(line) for line in lines))
    layout = layout_of(sheets, MASS)
    ((_place, cells),) = taken(sheets[0], layout).rows
    return kilograms(cells["gross-mass"], unit=layout.units["gross-mass"])


@pytest.mark.parametrize(
    "heading",
    ["总质量{}", "总质量 {}", "总质量-{}", "总质量·{}", "总质量.{}", "总质量\\{}", "总质量={}", "总质量｜{}",
     "总质量〔{}〕", "总质量<{}>", "总质量《{}》", "总质量「{}」", "总质量{{{}}}", "总质量（{}", "总质量（以{}计）",
     "总质量（单位：{}）", "总质量（{}/辆）", "总质量（约，{}）", "总质量（满载·{}）"],
)  # fmt: skip
@pytest.mark.parametrize("unit", ["吨", "噸"])
def test_tonnes_are_tonnes_however_a_heading_says_it(heading, unit):
    assert mass_under(heading.format(unit)) == 25000


@pytest.mark.parametrize("unit", ["t", "T", "Ton", "tons", "tonne", "公吨"])
def test_tonnes_are_tonnes_in_every_word(unit):
    assert mass_under(f"总质量（{unit}）") == 25000


@pytest.mark.parametrize("unit", ["万公斤", "百公斤", "顿", "MT", "克", "lb", "斤/吨", "万吨", "担"])
def test_a_measure_that_is_no_certain_mass_of_a_vehicle_is_no_kilograms(unit):
    assert isinstance(mass_under(f"总质量（{unit}）"), str)


@pytest.mark.parametrize(("heading", "read_as"), [("总质量（满载）", 25), ("总质量（千克，空车）", 25), ("总质量", 25)])
def test_a_heading_that_tells_no_unit_or_kilograms_leaves_the_figure(heading, read_as):
    assert mass_under(heading) == read_as


@pytest.mark.parametrize(
    ("heading", "read_as"), [("总吨位", 25000), ("总质量吨数", 25000), ("总重", 25), ("重量（担）", "25 重量(担)")]
)
def test_a_column_somebody_says_is_the_mass_keeps_the_unit_its_heading_tells(heading, read_as):
    lines = [["号牌号码", "号牌颜色", "车辆识别代号", heading], ["豫H51001", "黄色", VINS[0], "25"]]
    sheets = read_text("\n".join("\t".join(line) for line in lines))
    said = {"column-0": "plate", "column-1": "plate-colour", "column-2": "vin", "column-3": "gross-mass", "shown": "0"}
    layout = answered(sheets, MASS, said)
    ((_place, cells),) = taken(sheets[0], layout).rows

    assert kilograms(cells["gross-mass"], unit=layout.units["gross-mass"]) == read_as
