"""What is read is what whoever made the table sees: units in a cell's format, crossed-out lines, flat rows, days."""

import datetime
import io
import re
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.styles import Color, Font, PatternFill

from materials.tables.files.number_format import as_shown, day_as_shown, is_unseen
from materials.tables.layout import layout_of, taken, visible_sheets
from materials.tables.models import as_data, of_data
from materials.tables.telling import questions, remarks
from materials.tables.values import Since1904, day, kilograms
from tests.materials.tables.test_understanding import COLUMNS, read
from tests.materials.tables.test_what_offices_hand_in import HEADING, MASS, ONE, TWO, VINS

CASES = Path(__file__).parents[2] / "cases"
SHEET = "xl/worksheets/sheet1.xml"


def book(*lines, dress=lambda sheet: None, epoch=None):
    """A workbook with these lines, dressed as somebody does it by hand."""
    made = Workbook()
    made.epoch = epoch or made.epoch
    for line in lines:
        made.active.append(line)
    dress(made.active)
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


def patched(content, part, old, new):
    """The workbook with its markup changed."""
    into = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(into, "w") as target:
        for name in source.namelist():
            held = source.read(name)
            target.writestr(name, re.sub(old, new, held, count=1) if name == part else held)
    return into.getvalue()


def mass(value, code):
    """The mass of the only row, as the form reads it."""

    def dress(sheet):
        sheet["D2"].number_format = code

    sheets = read(book([*HEADING, "总质量"], [*ONE.values(), value], dress=dress))
    cells = taken(visible_sheets(sheets)[0], layout_of(sheets, MASS)).rows[0][1]
    return kilograms(cells["gross-mass"])


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (25, '0.0" t"'),
        (25000, '0"kg"'),
        (25000, '#,##0"公斤"'),
        (25, '#,##0.00\\ "吨"'),
        (25, 'General"吨"'),
        (25, "0\\t"),
        (25, "#,##0.0 [$吨]"),
        (25, '[$-804]0"吨"'),
        (25000, '0.0,"t"'),
        (25000, "#,##0"),
        (25000, "_ * #,##0_ ;_ * -#,##0_ "),
    ],
)
def test_a_unit_in_the_format_of_a_cell_is_the_unit_of_its_number(value, code):
    assert mass(value, code) == 25000


@pytest.mark.parametrize(
    ("value", "code", "kept"),
    [
        (25, '0"磅"', "25磅"),
        (0.25, "0%", "25%"),
        (25, '"约"0', "约25"),
        (25000, '[>=1000]0.0,"吨";0"kg"', "25000 (kg/吨)"),
        (25000, "0.0,", "25000 (25)"),
    ],
)
def test_what_a_format_makes_of_a_number_is_refused_where_it_is_no_certain_mass(value, code, kept):
    assert mass(value, code) == kept


def test_the_unit_of_a_cell_counts_before_that_of_its_column():
    assert kilograms("25000kg", unit="吨") == 25000


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (20270105, "0000-00-00", "2027-01-05"),
        (20270105, '0000"年"00"月"00"日"', "2027年01月05日"),
        (123, "00000", "00123"),
        (51001, '"豫H"00000', "豫H51001"),
        (13912345678, "000-0000-0000", "139-1234-5678"),
        (1200, '"¥"#,##0', 1200),
        (1.5, "0.00E+00", 1.5),
        (0, '0;-0;"-"', 0),
        (25, "@", 25),
        (25, "Standard", 25),
        (-25, '0"t";-0"t"', "-25t"),
    ],
)
def test_a_number_is_what_is_shown_of_it(value, code, shown):
    assert as_shown(value, code) == shown


def test_a_day_whose_year_or_day_nobody_sees_is_none():
    first = datetime.date(2027, 1, 1)

    assert day_as_shown(first, 'yyyy"年"m"月"') == "2027年1月", (
        "typed so, a spreadsheet makes it the first of the month"
    )
    assert day_as_shown(first, "m/d") == "1月1日"
    assert day_as_shown(datetime.date(2027, 1, 5), "mmm-yy") == datetime.date(2027, 1, 5)
    for code in ("mm/dd/yy", '[$-404]e"年"m"月"d"日"', "yyyy/m/d;@", "h:mm"):
        assert day_as_shown(first, code) == first
    assert day("2027年1月") == "2027年1月"


def test_a_workbook_that_counts_from_1904_gives_the_same_days():
    epoch = datetime.datetime(1904, 1, 1)  # noqa: DTZ001 - as openpyxl has it
    sheets = read(book(["号牌号码", "到期"], ["豫H51001", datetime.date(2027, 1, 5)], ["豫H51002", 44930], epoch=epoch))

    cells = [line.cells[1] for line in of_data(as_data(sheets))[0].lines[1:]]

    assert [day(cell) for cell in cells] == ["2027-01-05", "2027-01-05"]
    assert kilograms(Since1904(25000)) == 25000


def flat(sheet):
    sheet.row_dimensions[3].height = 0.5


@pytest.mark.parametrize(
    "content",
    [
        book(HEADING, [*ONE.values()], [*TWO.values()], dress=flat),
        patched(book(HEADING, [*ONE.values()], [*TWO.values()]), SHEET, b'<row r="3"', b'<row r="3" ht="0.75"'),
        patched(book(HEADING, [*ONE.values()], [*TWO.values()]), SHEET, b'<row r="3"', b'<row hidden="true" r="3"'),
    ],
)
def test_a_row_too_flat_to_be_seen_is_a_hidden_one(content):
    sheets = read(content)
    layout = layout_of(sheets, COLUMNS)
    found = taken(sheets[0], layout)

    assert [cells for _place, cells in found.rows] == [ONE]
    assert "1 hidden row: take it in?" in questions(sheets, COLUMNS, layout)
    assert remarks(layout, found) == ["1 hidden row was left out."]
    assert remarks(layout, found, with_hidden=True) == []


def test_a_column_too_narrow_to_be_seen_is_a_hidden_one():
    told = patched(
        book(HEADING, [*ONE.values()]),
        SHEET,
        b"<sheetData>",
        b'<cols><col min="3" max="3" width="0"/></cols><sheetData>',
    )

    assert read(told)[0].hidden_columns == {2}


def struck(*cells):
    def dress(sheet):
        for cell in cells:
            sheet[cell].font = Font(strike=True)

    return dress


def asked_of(content):
    sheets = read(content)
    layout = layout_of(sheets, COLUMNS)
    return [cells for _place, cells in taken(sheets[0], layout).rows], questions(sheets, COLUMNS, layout)


def test_a_line_that_is_crossed_out_is_no_row_and_asked_about():
    content = book(HEADING, [*ONE.values()], [*TWO.values()], dress=struck("A3", "B3", "C3"))

    assert asked_of(content) == ([ONE], ["Crossed out in the table, or not to be seen, and not imported: line 3."])


def test_a_cell_that_is_crossed_out_holds_no_value_and_is_asked_about():
    content = book(HEADING, [*ONE.values()], [*TWO.values()], dress=struck("A3"))
    rows, asked = asked_of(content)

    assert rows == [ONE, {code: value for code, value in TWO.items() if code != "plate"}]
    assert asked == ["Crossed out in the table, or not to be seen, and not imported: Plate in line 3."]


def formatted(code, cell="A3"):
    def dress(sheet):
        sheet[cell].number_format = code

    return dress


def written(colour, ground=None, cell="A3"):
    def dress(sheet):
        sheet[cell].font = Font(color=colour)
        if ground:
            sheet[cell].fill = PatternFill("solid", fgColor=ground)

    return dress


@pytest.mark.parametrize(
    "dress",
    [
        written("FFFFFFFF"), written(Color(theme=0)), written(Color(indexed=9)), written("FF1F4E79", "FF1F4E79"),
        formatted(";;;"),
    ],
)  # fmt: skip
def test_a_cell_nobody_sees_holds_no_value_and_is_asked_about(dress):
    rows, asked = asked_of(book(HEADING, [*ONE.values()], [*TWO.values()], dress=dress))

    assert rows == [ONE, {code: value for code, value in TWO.items() if code != "plate"}]
    assert asked == ["Crossed out in the table, or not to be seen, and not imported: Plate in line 3."]


@pytest.mark.parametrize("dress", [written("FFFFFFFF", "FF1F4E79"), written(Color(theme=1)), formatted("@")])
def test_white_on_blue_is_seen(dress):
    assert asked_of(book(HEADING, [*ONE.values()], [*TWO.values()], dress=dress)) == ([ONE, TWO], [])


@pytest.mark.parametrize(
    ("value", "code", "unseen"),
    [
        (25, ";;;", True), (25, ";;", True), ("x", ";;", False), ("x", ";;;", True), (0, "0;-0;;@", True),
        (5, "0;-0;;@", False), (-5, "0;", True), (0, "0;", False), (25, "General", False), (25, '0";"', False),
        (datetime.date(2027, 1, 5), ";;;", True), ("x", "@", False),
    ],
)  # fmt: skip
def test_a_format_may_show_nothing(value, code, unseen):
    assert is_unseen(value, code) == unseen


def test_a_workbook_of_excel_97_is_read_as_it_is_seen():
    sheets = read((CASES / "vehicles-old-not-to-be-seen.xls").read_bytes(), "a.xls")
    found = taken(sheets[0], layout_of(sheets, MASS))

    assert [place for place, _cells in found.rows] == [2, 5, 6]
    assert kilograms(found.rows[0][1]["gross-mass"]) == 25000
    assert found.crossed == ((3, ""), (4, ""), (5, "plate"))


PAGE = """<meta charset=utf-8><style>.x {{text-decoration: line-through}}</style><table>
<tr><td>号牌号码<td>号牌颜色<td>车辆识别代号</tr><tr><td>豫H51001<td>黄色<td>{}</tr>
<tr {}><td>{}豫H51002<td>{}黄色<td>{}{}</tr></table>"""


@pytest.mark.parametrize(
    ("row", "cell"),
    [("", "<s>"), ('style="color:white"', ""), ('style="mso-number-format:&quot;\\;\\;\\;&quot;"', ""),
     ("", "<span class=x>"), ("class=x", ""), ('style="text-decoration:line-through"', "")],
)  # fmt: skip
def test_a_line_that_is_crossed_out_on_a_web_page_is_no_row(row, cell):
    content = PAGE.format(VINS[0], row, cell, cell, cell, VINS[1]).encode()

    assert asked_of(content) == ([ONE], ["Crossed out in the table, or not to be seen, and not imported: line 3."])


@pytest.mark.parametrize("row", ['style="height:0"', 'style="mso-height-source:userset;height:0pt"', "height=0"])
def test_a_row_without_height_on_a_web_page_is_a_hidden_one(row):
    rows, asked = asked_of(PAGE.format(VINS[0], row, "", "", "", VINS[1]).encode())

    assert (rows, asked) == ([ONE], ["1 hidden row: take it in?"])


OPEN = """<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"><office:automatic-styles>
<style:style style:name="flat" style:family="table-row">
<style:table-row-properties style:row-height="0cm"/></style:style>
<style:style style:name="struck" style:family="table-cell">
<style:text-properties style:text-line-through-style="solid"/></style:style>
<style:style style:name="white" style:family="table-cell">
<style:text-properties fo:color="#ffffff"/></style:style></office:automatic-styles>
<office:body><office:spreadsheet><table:table table:name="车辆">{}</table:table></office:spreadsheet></office:body>
</office:document-content>"""


def open_row(*cells, of_row="", of_cells=""):
    told = "".join(
        f'<table:table-cell office:value-type="float" office:value="{cell[0]}" {of_cells}><text:p>{cell[1]}</text:p>'
        "</table:table-cell>"
        if isinstance(cell, tuple)
        else f'<table:table-cell office:value-type="string" {of_cells}><text:p>{cell}</text:p></table:table-cell>'
        for cell in cells
    )
    return f"<table:table-row {of_row}>{told}</table:table-row>"


def test_an_open_document_is_read_as_it_is_seen():
    rows = [
        open_row(*HEADING, "总质量"),
        open_row(*ONE.values(), (25, "25.0 t")),
        open_row(*TWO.values(), (25, "25"), of_row='table:style-name="flat"'),
        open_row(*TWO.values(), (25, "25"), of_cells='table:style-name="struck"'),
        open_row(*TWO.values(), (25, "25"), of_cells='table:style-name="white"'),
    ]
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        file.writestr("META-INF/manifest.xml", "<manifest/>")
        file.writestr("content.xml", OPEN.format("".join(rows)))
    sheets = read(content.getvalue(), "t.ods")
    found = taken(sheets[0], layout_of(sheets, MASS))

    assert [kilograms(cells["gross-mass"]) for _place, cells in found.rows] == [25000]
    assert (found.hidden, found.crossed) == (1, ((4, ""), (5, "")))
