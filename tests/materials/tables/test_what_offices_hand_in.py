"""Files as the systems and people of offices make them: read for what they are, or refused by what is wrong."""

import codecs

import pytest

from materials.identifiers import normalise_plate, normalise_vin, validate_plate
from materials.tables.layout import layout_of, taken, visible_sheets
from materials.tables.reading import UnreadableTable, read_text
from materials.tables.telling import questions, unusable_message
from materials.tables.values import is_broken, kilograms
from tests.materials.tables.test_understanding import COLUMNS, read, xlsx

VINS = ["LZZ5ELND3NA000001", "LGAG4DY30P1234567"]
HEADING = ["号牌号码", "号牌颜色", "车辆识别代号"]
ONE = {"plate": "豫H51001", "plate-colour": "黄色", "vin": VINS[0]}
TWO = {"plate": "豫H51002", "plate-colour": "黄色", "vin": VINS[1]}


def understood(sheets, columns=COLUMNS):
    return taken(visible_sheets(sheets)[0], layout_of(sheets, columns))


def rows_in(sheets):
    return [cells for _place, cells in understood(sheets).rows]


PAGE = (
    "<html><head><meta charset={}></head><body><table><tr><td colspan=3>车辆一览表</td></tr>"
    "<tr><th>号牌号码</th><th>号牌颜色</th><th>车辆识别<br>代号</th></tr>"
    "<tr><td>豫H51001</td><td rowspan=2>黄色</td><td>LZZ5ELND3NA000001</td></tr>"
    "<tr style='display:none'><td>豫H51002</td><td>LGAG4DY30P1234567</td></tr></table></body></html>"
)
WORKBOOK = (
    '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
    'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="车辆"><Table>'
    "<Row><Cell><Data ss:Type='String'>号牌号码</Data></Cell><Cell><Data ss:Type='String'>号牌颜色</Data></Cell>"
    "<Cell ss:Index='5'><Data ss:Type='String'>车辆识别代号</Data></Cell></Row>"
    "<Row ss:Index='4'><Cell><Data ss:Type='String'>豫H51001</Data></Cell>"
    "<Cell><Data ss:Type='String'>黄色</Data></Cell>"
    "<Cell ss:Index='5'><Data ss:Type='String'>LZZ5ELND3NA000001</Data></Cell></Row></Table></Worksheet></Workbook>"
)


@pytest.mark.parametrize("said", ["utf-8", "gb2312"])
def test_a_web_page_that_calls_itself_xls_is_read_as_a_table(said):
    sheets = read(PAGE.format(said).encode("gb18030" if said == "gb2312" else said), "车辆.xls")

    found = understood(sheets)

    assert [cells for _place, cells in found.rows] == [ONE]
    assert found.hidden == 1
    assert sheets[0].lines[3].cells == ("豫H51002", "黄色", VINS[1])


def test_the_xml_of_excel_2003_is_read_as_a_table():
    assert rows_in(read(WORKBOOK.encode(), "车辆.xls")) == [ONE]


@pytest.mark.parametrize(
    "content",
    [
        b"<html><p>no table</p></html>",
        b"<?xml version='1.0'?><a><b/></a>",
        WORKBOOK.encode()[:-30],
        b'<!DOCTYPE a [<!ENTITY x "y">]>' + WORKBOOK.encode(),
    ],
)
def test_what_is_no_table_is_told_as_something_else(content):
    with pytest.raises(UnreadableTable, match="this file is something else"):
        read(content, "车辆.xlsx")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_text_file_without_the_mark_of_its_bytes_is_read(encoding):
    lines = "\r\n".join("\t".join(line) for line in (HEADING, [*ONE.values()]))

    assert rows_in(read(lines.encode(encoding), "t.txt")) == [ONE]
    assert codecs.BOM_UTF16 not in lines.encode(encoding)


def test_a_quotation_mark_that_is_never_closed_swallows_no_row():
    with pytest.raises(UnreadableTable, match="Line 2 opens a quotation mark"):
        read_text('号牌号码,备注\n豫H51001,"大修\n豫H51002,\n豫H51003,')
    with pytest.raises(UnreadableTable, match="Line 2 opens a quotation mark"):
        read_text('号牌号码,备注\n豫H51001,"大修\n豫H51002,"中修"\n豫H51003,')


def test_a_line_break_within_a_quoted_cell_is_one_row():
    assert len(rows_in(read_text('号牌号码,备注\n豫H51001,"一\n二"\n豫H51002,'))) == 2


@pytest.mark.parametrize("mark", [" ", "  ", "、", "|", "，"])
def test_lines_from_a_letter_are_parted_by_what_parts_them(mark):
    assert rows_in(read_text("\n".join(mark.join(row.values()) for row in (ONE, TWO)))) == [ONE, TWO]


def test_spaces_within_an_identifier_part_nothing():
    assert [line.cells for line in read_text("豫H 51001\n豫H 51002")[0].lines] == [("豫H 51001",), ("豫H 51002",)]
    assert read_text("410802 19900101 0010")[0].lines[0].cells == ("410802 19900101 0010",)


def test_errors_and_formulas_without_a_result_are_refused_by_their_place_and_never_read_as_nothing():
    found = understood(read(xlsx([*HEADING, "车辆类型"], [*ONE.values(), "#N/A"], ['="豫H"&"51002"', "黄色", VINS[1]])))

    assert found.broken == ((2, "vehicle-type"), (3, "plate"))
    assert "(Type in line 2, Plate in line 3)" in unusable_message(found, COLUMNS)


def test_a_row_of_nothing_but_errors_is_seen():
    assert understood(read(xlsx(["号牌号码"], ["#REF!"]))).broken == ((2, "plate"),)


@pytest.mark.parametrize("written", ["#N/A", "#REF!", "#DIV/0!", "#NAME?", "########", "=A1&B1"])
def test_what_a_spreadsheet_writes_for_a_value_it_has_not_is_no_value(written):
    assert is_broken(written)
    assert not is_broken("#1")
    assert not is_broken("豫H51001")


def test_the_end_of_a_list_and_its_signatures_are_no_rows():
    closing = [
        "以下空白", "————以下空白————", "（以下空白）", "经办人：", "共 2 辆", "总数", "盖章：", "联系电话：", "-----"
    ]  # fmt: skip
    found = understood(read(xlsx(HEADING, [*ONE.values()], *[[word] for word in closing])))

    assert [cells for _place, cells in found.rows] == [ONE]
    assert [words for _place, words in found.skipped] == closing


def test_title_and_heading_of_every_printed_page_are_no_rows():
    again = [["车辆清单（续）"], ["号牌号码*", "号牌颜色", "车架号"]]
    found = understood(read(xlsx(["车辆清单"], HEADING, [*ONE.values()], *again, [*TWO.values()])))

    assert [cells for _place, cells in found.rows] == [ONE, TWO]
    assert [place for place, _words in found.skipped] == [4, 5]


MASS = [*COLUMNS, COLUMNS[3].__class__(code="gross-mass", label="Mass", names=("总质量",))]


@pytest.mark.parametrize("heading", ["总质量（吨）", "总质量(t)", "总质量/吨", "总重（单位：吨）"])
def test_a_unit_in_a_heading_is_read_however_it_is_put_there(heading):
    layout = layout_of(read(xlsx([*HEADING, heading], [*ONE.values(), 25])), MASS)

    assert kilograms(25, unit=layout.units["gross-mass"]) == 25000


def test_a_line_of_units_below_the_heading_is_no_row():
    sheets = read(xlsx([*HEADING, "总质量"], ["", "", "", "（吨）"], [*ONE.values(), 25]))

    assert layout_of(sheets, MASS).units["gross-mass"] == "吨"
    assert [cells["plate"] for _place, cells in understood(sheets, MASS).rows] == ["豫H51001"]


def test_letters_of_other_alphabets_are_the_latin_ones_they_look_like():
    assert normalise_plate("豫Н51001") == "豫H51001"
    assert normalise_vin("LZZ5ЕLND3NА000001") == VINS[0]


def test_a_letter_no_plate_has_is_told_as_the_digit_it_looks_like():
    with pytest.raises(Exception, match="never contains the letters I and O"):
        validate_plate("豫H5I00O", "yellow")


def test_a_cell_of_a_megabyte_is_told_as_such():
    with pytest.raises(UnreadableTable, match="too long for a table"):
        read_text("号牌号码,号牌颜色\n豫H51001," + "x" * 1_000_000)


def test_a_word_an_app_asks_for_is_its_column_though_most_lists_have_it_for_nothing():
    named = COLUMNS[0].__class__(code="number", label="Number", names=("编号",))

    assert set(layout_of(read_text("号牌号码,编号\n豫H51001,A1"), [*COLUMNS, named]).places.values()) == {
        "plate",
        "number",
    }
    assert dict(layout_of(read_text("号牌号码,编号\n豫H51001,1"), COLUMNS).unused) == {1: "编号"}


def test_the_example_of_a_template_is_no_row():
    found = understood(read(xlsx(HEADING, ["例：豫H12345", "黄色", VINS[0]], [*ONE.values()])))

    assert [cells for _place, cells in found.rows] == [ONE]
    assert len(found.skipped) == 1


@pytest.mark.parametrize(
    "lines", ["1. 豫H51001 黄色\n2. 豫H51002 黄色", "1、豫H51001\n2、豫H51002", "1 豫H51001\n2 豫H51002"]
)
def test_numbers_that_only_count_the_lines_are_asked_about_by_nobody(lines):
    sheets = read_text(lines)

    assert questions(sheets, COLUMNS[:2], layout_of(sheets, COLUMNS[:2])) == []
    assert [row["plate"] for row in rows_in(sheets)] == ["豫H51001", "豫H51002"]


def test_a_file_that_was_cut_off_is_told_as_damaged_and_not_read_in_another_alphabet():
    whole = ",".join(HEADING) + "\n" + ",".join(ONE.values())

    with pytest.raises(UnreadableTable, match="not sent whole"):
        read((whole + "\n豫").encode()[:-1], "t.csv")
    assert rows_in(read(whole.encode("gb18030"), "t.csv")) == [ONE]


@pytest.mark.parametrize(
    "above",
    [
        ["", "", "", "质量（吨）"],
        ["", "", "质量/吨"],
        ["车辆一览表（单位：吨）"],
        ["某公司", "", "", "", "计量单位: 吨"],
    ],
)
def test_a_unit_above_the_heading_is_the_unit_of_the_masses_below_it(above):
    layout = layout_of(read(xlsx(above, [*HEADING, "总质量"], [*ONE.values(), 25])), MASS)

    assert kilograms(25, unit=layout.units["gross-mass"]) == 25000


def test_the_nearest_unit_counts():
    lines = (["单位：吨"], [*HEADING, "总质量（kg）"], [*ONE.values(), 25000])

    assert layout_of(read(xlsx(*lines)), MASS).units["gross-mass"] == "kg"


def test_a_figure_in_another_measure_is_never_one_in_kilograms():
    assert kilograms("50,000", unit="斤") == 25000
    assert kilograms(50000, unit="磅") == "50000 磅"
    assert kilograms("50000方") == "50000方"


@pytest.mark.parametrize(
    "heading",
    [
        ["号牌号码/Plate No.", "号牌颜色\nColour", "VIN码(车架号)"],
        ["机动车号牌号码", "车辆牌照颜色", "车辆识别代号 Vehicle ID"],
        ["License Plate Number", "Plate Color", "Vehicle Identification Number"],
    ],
)
def test_a_heading_in_two_languages_or_with_what_it_is_of_is_understood(heading):
    sheets = read(xlsx(heading, [*ONE.values()]))

    assert rows_in(sheets) == [ONE]
    assert questions(sheets, COLUMNS, layout_of(sheets, COLUMNS)) == []


@pytest.mark.parametrize("word", ["号牌号码/车架号", "号牌号码/发动机号", "号牌号码2"])
def test_a_heading_of_two_things_is_asked(word):
    sheets = read(xlsx(["车辆识别代号", word], [VINS[0], "豫H51001"]))

    assert word in questions(sheets, COLUMNS, layout_of(sheets, COLUMNS))[0]


def test_words_nobody_knows_above_columns_told_by_their_content_are_asked_and_are_no_row():
    sheets = read(xlsx(["chepai", "yanse", "dajia"], [*ONE.values()], [*TWO.values()]))

    assert rows_in(sheets) == [ONE, TWO]
    assert questions(sheets, COLUMNS, layout_of(sheets, COLUMNS)) == [
        "These columns were not recognised: chepai, yanse, dajia."
    ]


def test_a_first_row_with_a_typing_error_is_a_row_and_no_heading():
    assert len(rows_in(read_text("豫H5100\n豫H51002\n豫H51003"))) == 3


def test_sums_signatures_and_a_column_filled_to_the_end_of_the_form_are_no_rows_and_told():
    lines = [[*row.values(), 25000] for row in (ONE, TWO)]
    closing = [["", "黄色"], ["", "", "", 50000], ["填报单位（盖章）", "", "2024年5月1日"], ["负责人签字："]]
    found = understood(read(xlsx([*HEADING, "总质量"], *lines, *closing)), MASS)

    assert len(found.rows) == 2
    assert [place for place, _words in found.skipped] == [4, 5, 6, 7]


def test_a_line_of_its_own_is_a_row_though_it_names_nothing():
    found = understood(
        read(xlsx([*HEADING, "总质量"], [*ONE.values(), 25000], [*TWO.values(), 1], ["", "", "", 9])), MASS
    )

    assert len(found.rows) == 3


def test_columns_set_apart_by_gaps_and_by_marks_that_stand_within_cells_too():
    gaps = "\n".join("   ".join(row) for row in (HEADING, ONE.values(), TWO.values()))
    marks = "号牌号码;号牌颜色;车辆识别代号;备注\n" + "\n".join(
        ";".join((*row.values(), "一,二,三,四,五")) for row in (ONE, TWO)
    )

    assert rows_in(read_text(gaps)) == rows_in(read_text(marks)) == [ONE, TWO]


def test_what_programs_send_each_other_is_told_as_something_else():
    with pytest.raises(UnreadableTable, match="this file is something else"):
        read('[{"号牌号码": "豫H51001"}]'.encode(), "t.csv")


def test_a_web_page_in_any_encoding_is_a_web_page():
    assert rows_in(read(PAGE.replace("<meta charset={}>", "").encode("utf-16"), "t.xls")) == [ONE]


def test_rows_above_the_heading_are_asked_about_and_what_is_told_of_the_company_there_is_not():
    sheets = read(xlsx([*TWO.values()], HEADING, [*ONE.values()]))
    told = read(xlsx(["统一社会信用代码", "91410802MA0000008N"], HEADING, [*ONE.values()]))

    assert "look like rows and are not imported: 1" in questions(sheets, COLUMNS, layout_of(sheets, COLUMNS))[0]
    assert questions(told, COLUMNS, layout_of(told, COLUMNS)) == []


def test_a_second_table_below_is_read_by_its_own_heading():
    other = ["车架号", "车牌号", "车牌颜色"]
    found = understood(
        read(xlsx(["牵引车"], HEADING, [*ONE.values()], [], ["二队"], other, [VINS[1], "豫H51002", "黄色"]))
    )

    assert [cells for _place, cells in found.rows] == [ONE, TWO]
    assert [place for place, _words in found.skipped] == [5, 6]


def test_chinese_quotation_marks_around_cells_belong_to_no_value():
    assert rows_in(read_text("\n".join(",".join(f"“{cell}”" for cell in row) for row in (HEADING, ONE.values())))) == [
        ONE
    ]


def test_a_mass_that_is_no_whole_number_of_kilograms_keeps_its_unit():
    assert kilograms(25.1234567, unit="吨") == "25.1234567 吨"
