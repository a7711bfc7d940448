"""What a format by condition hides is asked about in whatever program the table was made."""

import io
import re
import struct
import zipfile

import pytest
from openpyxl.formatting.rule import ColorScaleRule, DataBarRule, IconSetRule
from openpyxl.styles import Color, Font, PatternFill

from materials.tables.files.conditions import look_alike
from materials.tables.layout import layout_of, taken
from materials.tables.telling import questions
from tests.materials.tables import test_binary_workbooks as binary
from tests.materials.tables.test_understanding import COLUMNS, read
from tests.materials.tables.test_what_a_reader_sees import OPEN, SHEET, asked_of, book, open_row, patched
from tests.materials.tables.test_what_a_sheet_hides import CASES, WITH_MASS, packed
from tests.materials.tables.test_what_offices_hand_in import HEADING, ONE, TWO

WITHOUT_PLATE = {code: value for code, value in TWO.items() if code != "plate"}
ASKED = ["Crossed out in the table, or not to be seen, and not imported: Plate in line 3."]
SEEN, UNSEEN = ([ONE, TWO], []), ([ONE, WITHOUT_PLATE], ASKED)
PLATE = TWO["plate"]

# OpenDocument --------------------------------------------------------------------------------------------------------

STYLES = """<office:document-styles xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"><office:styles>
<number:text-style style:name="N9"/>
<style:style style:name="Default" style:family="table-cell"/>
<style:style style:name="Faint" style:family="table-cell" style:parent-style-name="Default">
<style:text-properties fo:color="#fefefe"/></style:style>
<style:style style:name="Child" style:family="table-cell" style:parent-style-name="Faint"/>
<style:style style:name="Red" style:family="table-cell"><style:text-properties fo:color="#ff0000"/></style:style>
<style:style style:name="Dark" style:family="table-cell">
<style:table-cell-properties fo:background-color="#000000"/></style:style>
<style:style style:name="Tiny" style:family="table-cell"><style:text-properties fo:font-size="1pt"/></style:style>
<style:style style:name="Nothing" style:family="table-cell" style:data-style-name="N9"/>
</office:styles></office:document-styles>"""


def open_document(*, of_cells="", more="", style="", columns=""):
    """Two vehicles, something said of the second and beside the rows."""
    rows = [open_row(*HEADING), open_row(*ONE.values()), open_row(*TWO.values())]
    rows[2] = rows[2].replace("<table:table-cell", f"<table:table-cell {of_cells}", 1)
    calc = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
    content = OPEN.replace("xmlns:fo=", f'xmlns:calcext="{calc}" xmlns:fo=', 1)
    content = content.replace("</office:automatic-styles>", style + "</office:automatic-styles>")
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = {"mimetype": kind, "META-INF/manifest.xml": "<manifest/>"}
    return packed({**manifest, "content.xml": content.format(columns + "".join(rows) + more), "styles.xml": STYLES})


def of_libre_office(value, style="Child", area="车辆.A3:车辆.A9", base="车辆.A3"):
    said = value.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    rule = (
        f'<calcext:condition calcext:apply-style-name="{style}" calcext:value="{said}" '
        f'calcext:base-cell-address="{base}"/>'
    )
    return in_area(rule, area)


def in_area(rule, area="车辆.A3:车辆.A9"):
    return (
        f'<calcext:conditional-formats><calcext:conditional-format calcext:target-range-address="{area}">'
        f"{rule}</calcext:conditional-format></calcext:conditional-formats>"
    )


HIDING = [
    f'="{PLATE}"', "!=0", "=[.$Z$1]", "formula-is([.$Z$1]>3)", f'contains-text("{PLATE[:3]}")', "duplicate",
    "formula-is(ISBLANK([.Z3]))", f'begins-with("{PLATE[:2]}")', "top-elements(5)",
]  # fmt: skip
SHOWING = [
    "=0", "<5", "between(1,9)", '="另一个"', "is-error", "formula-is(ISERROR([.A3]))", 'contains-text("没有")',
    f'not-contains-text("{PLATE[:3]}")',
]  # fmt: skip


@pytest.mark.parametrize("value", HIDING)
def test_a_condition_of_libre_office_may_hide(value):
    assert asked_of(open_document(more=of_libre_office(value))) == UNSEEN


@pytest.mark.parametrize("value", SHOWING)
def test_a_condition_of_libre_office_that_is_not_true_hides_nothing(value):
    assert asked_of(open_document(more=of_libre_office(value))) == SEEN


@pytest.mark.parametrize(
    ("style", "hides"),
    [("Faint", True), ("Dark", True), ("Tiny", True), ("Nothing", True), ("struck", True), ("Red", False),
     ("Default", False)],
)  # fmt: skip
def test_what_a_condition_brings_is_looked_up_with_what_it_inherits(style, hides):
    assert asked_of(open_document(more=of_libre_office("!=0", style))) == (UNSEEN if hides else SEEN)


@pytest.mark.parametrize("area", ["车辆.C1:车辆.C9", "车辆.A4:车辆.A9 车辆.B1"])
def test_a_condition_elsewhere_is_no_question(area):
    assert PLATE in [row.get("plate") for row in asked_of(open_document(more=of_libre_office("!=0", area=area)))[0]]


BY_MAP = """<style:style style:name="by" style:family="table-cell">
<style:map style:condition='{}' style:apply-style-name="Child" style:base-cell-address="车辆.A3"/></style:style>"""


@pytest.mark.parametrize(
    ("condition", "hides"),
    [(f'cell-content()="{PLATE}"', True), ("cell-content()=0", False), ("cell-content-is-between(1,9)", False),
     ("is-true-formula([.Z1])", True), ("is-true-formula(ISERROR([.A3]))", False)],
)  # fmt: skip
def test_a_condition_in_the_style_of_a_cell_is_one_as_well(condition, hides):
    content = open_document(of_cells='table:style-name="by"', style=BY_MAP.format(condition.replace("'", "&apos;")))

    assert asked_of(content) == (UNSEEN if hides else SEEN)


@pytest.mark.parametrize("name", ["Faint", "Child", "Tiny", "Nothing"])
def test_a_style_of_the_document_hides_like_one_of_the_sheet(name):
    assert asked_of(open_document(of_cells=f'table:style-name="{name}"')) == UNSEEN


def test_a_style_of_a_column_is_that_of_its_cells():
    columns = '<table:table-column table:default-cell-style-name="Faint"/>'

    assert asked_of(open_document(columns=columns))[1] != []


BARS = '<calcext:data-bar calcext:show-value="false"/>'
SCALE = '<calcext:color-scale><calcext:color-scale-entry calcext:color="#000000"/></calcext:color-scale>'


@pytest.mark.parametrize(("drawn", "value", "hides"), [(BARS, 25000, True), (SCALE, 25000, True), (BARS, "x", False)])
def test_a_number_behind_a_bar_or_a_colour_may_be_unseen(drawn, value, hides):
    rows = open_row(*HEADING, "总质量(kg)") + open_row(*ONE.values(), (value, value) if value != "x" else value)
    content = open_document(more=in_area(drawn, "车辆.D1:车辆.D9"))
    source = zipfile.ZipFile(io.BytesIO(content))
    parts = {name: source.read(name).decode() for name in source.namelist()}
    parts["content.xml"] = re.sub(r"<table:table-row.*</table:table-row>", rows, parts["content.xml"])
    sheets = read(packed(parts))
    found = taken(sheets[0], layout_of(sheets, WITH_MASS))

    assert bool(found.crossed) is hides


# Excel 97 to 2003 ----------------------------------------------------------------------------------------------------

OLD = CASES / "vehicles-old-hidden-and-error.xls"
AREA = struct.pack("<HHHH", 1, 3, 0, 0)
FONT, PATTERN, FORMAT = 1 << 26, 1 << 29, 1 << 25
WHITE, BLACK, PAPER = 9, 8, 65


def in_old_book(*rules, later=False):
    """An old workbook with conditions over its plates: there is room behind the last of its records."""
    content = OLD.read_bytes()
    end = content.rindex(b"\x0a\0\0\0", 0, 512 + 4096)
    told = record(0x1B0, struct.pack("<HH", len(rules), 0) + AREA + struct.pack("<H", 1) + AREA)
    told += b"".join(record(0x1B1, rule) for rule in rules) + (record(0x87A, b"\0" * 40) if later else b"")
    room = content[end + 4 :][: len(told)]
    assert room == b"\0" * len(told)
    return content[:end] + told + content[end : end + 4] + content[end + 4 + len(told) :]


def record(kind, body):
    return struct.pack("<HH", kind, len(body)) + body


def rule(first, dress, *, kind=2, how=0, second=b""):
    return struct.pack("<BBHH", kind, how, len(first), len(second)) + dress + first + second


def dress(ink=None, ground=None, code=False, struck=False):
    flags = (FONT if ink is not None or struck else 0) | (FORMAT if code else 0)
    flags |= PATTERN if ground is not None else 1 << 18
    told = struct.pack("<IH", flags, 0) + (b"\0\0" if code else b"")
    if flags & FONT:
        font = bytearray(118)
        struct.pack_into("<I", font, 68, 0x80 if struck else 0)
        struct.pack_into("<I", font, 80, 0xFFFFFFFF if ink is None else ink)
        told += bytes(font)
    return told + (struct.pack("<HH", 0, ground << 7) if ground is not None else b"")


def old_text(words):
    return struct.pack("<BBB", 0x17, len(words), 1) + words.encode("utf-16-le")


TRUE, SOMEWHERE = b"\x1d\x01", b"\x44\0\0\x05\0"
ITSELF_AN_ERROR = b"\x4c\0\0\0\xc0\x41\x03\0"


@pytest.mark.parametrize(
    ("one", "hides"),
    [
        (rule(TRUE, dress(WHITE)), True), (rule(SOMEWHERE, dress(WHITE)), True),
        (rule(TRUE, dress(ground=BLACK)), True), (rule(TRUE, dress(WHITE, PAPER)), True),
        (rule(TRUE, dress(struck=True)), True),
        (rule(old_text("豫H51001"), dress(WHITE), kind=1, how=3), True),
        (rule(b"\x1e\0\0", dress(WHITE), kind=1, how=4), True),
        (rule(b"\x1e\0\0", dress(WHITE), kind=1, how=3), False),
        (rule(b"\x1e\x01\0", dress(WHITE), kind=1, how=1, second=b"\x1e\x09\0"), False),
        (rule(old_text("别的"), dress(WHITE), kind=1, how=3), False),
        (rule(ITSELF_AN_ERROR, dress(WHITE)), False), (rule(TRUE, dress(10)), False),
        (rule(TRUE, dress(WHITE, BLACK)), False),
    ],
)  # fmt: skip
def test_a_condition_of_excel_97_may_hide(one, hides):
    sheets = read(in_old_book(one), "a.xls")
    found = taken(sheets[0], layout_of(sheets, COLUMNS))

    assert ((2, "plate") in found.crossed) is hides
    assert sheets[0].hidden_told


@pytest.mark.parametrize(
    "content",
    [in_old_book(later=True), in_old_book(b"\x02"), in_old_book(rule(TRUE, dress(code=True)))],
    ids=["of 2007", "broken", "a format of numbers"],
)
def test_a_condition_nothing_is_known_of_has_the_whole_sheet_asked_about(content):
    sheets = read(content, "a.xls")

    assert any("does not show which rows" in one for one in questions(sheets, COLUMNS, layout_of(sheets, COLUMNS)))


# XLSB ----------------------------------------------------------------------------------------------------------------


def binary_dress(*properties):
    told = b"".join(struct.pack("<HH", kind, 4 + len(body)) + body for kind, body in properties)
    return binary.record(507, b"\0" * 4 + struct.pack("<H", len(properties)) + told)


def parsed(formula):
    return struct.pack("<I", len(formula)) + formula + struct.pack("<I", 0)


def binary_rule(formula, *, kind=2, how=0, dress=0, template=1):
    told = parsed(formula)
    head = struct.pack("<IIIiIIIHIII", kind, template, dress, 1, how, 0, 0, 0, len(told), 0, 0)
    return binary.record(463, head + b"\xff" * 4 + told) + binary.record(464)


def binary_book(rules, dresses):
    area = struct.pack("<IIII", 2, 2, 0, 0)
    told = binary.record(461, struct.pack("<III", 1, 0, 1) + area) + rules + binary.record(462)
    source = zipfile.ZipFile(io.BytesIO(binary.book(binary.third())))
    parts = {name: source.read(name) for name in source.namelist()}
    end = binary.record(130)
    parts["xl/worksheets/sheet1.bin"] = parts["xl/worksheets/sheet1.bin"].removesuffix(end) + told + end
    end = binary.record(279)
    parts["xl/styles.bin"] = parts["xl/styles.bin"].removesuffix(end) + binary.several(505, *dresses) + end
    return packed(parts)


INK, GROUND, CODE, CROSSED = 5, 2, 0x26, 0x1D
WHITE_INK = binary_dress((INK, binary.WHITE))
WIDE_TEXT = b"\x17" + struct.pack("<H", len(PLATE)) + PLATE.encode("utf-16-le")


@pytest.mark.parametrize(
    ("one", "of_dress", "hides"),
    [
        (binary_rule(TRUE), WHITE_INK, True),
        (binary_rule(TRUE), binary_dress((GROUND, binary.BLACK)), True),
        (binary_rule(TRUE), binary_dress((CODE, struct.pack("<H", 3) + ";;;".encode("utf-16-le"))), True),
        (binary_rule(TRUE), binary_dress((CROSSED, b"\x01")), True),
        (binary_rule(WIDE_TEXT, kind=1, how=3), WHITE_INK, True),
        (binary_rule(b"\x1e\0\0", kind=1, how=4), WHITE_INK, True),
        (binary_rule(b"\x1e\0\0", kind=1, how=3), WHITE_INK, False),
        (binary_rule(TRUE), binary_dress((INK, binary.WHITE), (GROUND, binary.BLUE)), False),
        (binary_rule(TRUE), binary_dress((INK, binary.BLUE)), False),
        (binary_rule(b"\x4c\0\0\0\0\0\xc0\x41\x03\0"), WHITE_INK, False),
        (binary_rule(TRUE, template=11), WHITE_INK, False),
        (binary_rule(TRUE, dress=0xFFFFFFFF), WHITE_INK, False),
    ],
)  # fmt: skip
def test_a_condition_of_a_binary_workbook_may_hide(one, of_dress, hides):
    assert asked_of(binary_book(one, [of_dress])) == (UNSEEN if hides else SEEN)


@pytest.mark.parametrize("one", [binary.record(1048, b"\0" * 60), binary_rule(TRUE, kind=6)])
def test_what_newer_programs_added_to_a_binary_workbook_has_the_whole_sheet_asked_about(one):
    rows, asked = asked_of(binary_book(one, [WHITE_INK]))

    assert rows == [ONE, TWO]
    assert any("does not show which rows" in question for question in asked)


# Excel since 2007 ----------------------------------------------------------------------------------------------------

LATER = """</sheetData><extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">
<x14:conditionalFormattings><x14:conditionalFormatting xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">
<x14:cfRule type="expression" priority="1" id="1"><xm:f>别!A1</xm:f><x14:dxf><font><color rgb="FF{}"/></font></x14:dxf>
</x14:cfRule><xm:sqref>A3</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings></ext></extLst>"""


@pytest.mark.parametrize(("ink", "hides"), [("FFFFFF", True), ("FF0000", False)])
def test_a_condition_that_asks_another_sheet_may_hide(ink, hides):
    content = patched(
        book(HEADING, [*ONE.values()], [*TWO.values()]), SHEET, b"</sheetData>", LATER.format(ink).encode()
    )

    assert asked_of(content) == (UNSEEN if hides else SEEN)


SCALE_TO_BLACK = ColorScaleRule(start_type="min", start_color="FFFFFFFF", end_type="max", end_color="FF000000")


@pytest.mark.parametrize(
    ("one", "hides"),
    [
        (DataBarRule("min", 0, "max", 0, color="FF638EC6", showValue=False), True),
        (DataBarRule("min", 0, "max", 0, color="FF638EC6"), False),
        (IconSetRule("3Arrows", "percent", [0, 33, 67], showValue=False), True),
        (IconSetRule("3Arrows", "percent", [0, 33, 67]), False),
        (SCALE_TO_BLACK, True),
    ],
)
def test_a_number_in_place_of_which_something_is_drawn_is_not_seen(one, hides):
    def dress(sheet):
        sheet.conditional_formatting.add("A1:D9", one)

    sheets = read(book([*HEADING, "总质量(kg)"], [*ONE.values(), 25000], dress=dress))

    assert taken(sheets[0], layout_of(sheets, WITH_MASS)).crossed == (((2, "gross-mass"),) if hides else ())


@pytest.mark.parametrize(
    ("look", "hides"),
    [
        ({"font": Font(color="FFFDFDFD")}, True), ({"font": Font(color=Color(theme=0, tint=-0.04))}, True),
        ({"font": Font(size=1)}, True), ({"font": Font(color="FFFFFF00")}, False),
        ({"font": Font(color=Color(theme=0, tint=-0.5))}, False),
        ({"font": Font(color="FF1F4E79"), "fill": PatternFill("solid", fgColor="FF204F7A")}, True),
    ],
)  # fmt: skip
def test_what_is_nearly_its_ground_or_as_small_as_a_dot_is_not_seen(look, hides):
    def dress(sheet):
        for name, told in look.items():
            setattr(sheet["A3"], name, told)

    assert asked_of(book(HEADING, [*ONE.values()], [*TWO.values()], dress=dress)) == (UNSEEN if hides else SEEN)


def test_yellow_on_white_is_pale_and_seen():
    assert look_alike("FFFFFF", "F5F5F5")
    assert not look_alike("FFFFFF", "FFFF00")
    assert not look_alike("theme 3", "theme 4")
    assert look_alike("theme 3", "theme 3")


# The XML of Excel 2003, which answers for no formula -----------------------------------------------------------------

OF_2003 = """<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Styles>
<Style ss:ID="s">{}</Style></Styles><Worksheet ss:Name="车辆"><Table>{}</Table>{}</Worksheet></Workbook>"""
IN_AREA = """<ConditionalFormatting xmlns="urn:schemas-microsoft-com:office:excel"><Range>{}</Range><Condition>
<Value1>TRUE</Value1><Format Style="{}"/></Condition></ConditionalFormatting>"""


def of_2003(style="", more=""):
    lines = (HEADING, ONE.values(), TWO.values())
    rows = [[f'<Cell><Data ss:Type="String">{word}</Data></Cell>' for word in line] for line in lines]
    rows[2][0] = rows[2][0].replace("<Cell", '<Cell ss:StyleID="s"')
    return OF_2003.format(style, "".join(f"<Row>{''.join(row)}</Row>" for row in rows), more).encode()


@pytest.mark.parametrize(
    ("area", "looks", "hides"),
    [("R3C1", "color:white", True), ("R3C1:R9C1", "color:#fff", True),
     ("R9C9,R3C1", "text-decoration:line-through", True), ("R4", "color:white", False),
     ("C5:C9", "color:white", False), ("R3C1", "color:white;background:blue", False)],
)  # fmt: skip
def test_a_condition_of_excel_2003_may_hide(area, looks, hides):
    assert asked_of(of_2003(more=IN_AREA.format(area, looks))) == (UNSEEN if hides else SEEN)


@pytest.mark.parametrize(
    ("style", "hides"),
    [('<Font ss:Color="#FFFFFF"/>', True), ('<Font ss:Size="1"/>', True), ('<NumberFormat ss:Format=";;;"/>', True),
     ('<Font ss:Color="#FFFFFF"/><Interior ss:Color="#1F4E79" ss:Pattern="Solid"/>', False)],
)  # fmt: skip
def test_what_nobody_sees_in_the_xml_of_excel_2003_is_asked_about(style, hides):
    assert asked_of(of_2003(style)) == (UNSEEN if hides else SEEN)
