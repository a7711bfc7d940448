"""What its reader does not see is asked about, errors are no values, a password is told: in each format."""

import io
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from materials.tables.asking import answered, asked
from materials.tables.headings import Column
from materials.tables.layout import layout_of, taken
from materials.tables.reading import UnreadableTable, as_data, of_data
from materials.tables.telling import questions, unusable_message
from tests.materials.tables.test_understanding import COLUMNS, read

CASES = Path(__file__).parents[2] / "cases"
WITH_MASS = [*COLUMNS, Column(code="gross-mass", label="Gross mass", names=("总质量",))]
LINES = [
    ("号牌号码", "号牌颜色", "车辆识别代号", "总质量(kg)"),
    ("豫H51001", "黄色", "LZZ5ELND3NA000001", "#N/A"),
    ("豫H51002", "黄色", "LGAG4DY30P1234567", 25000),
    ("豫H51003", "黄色", "LFWSRXSJ4R1E00042", 31000),
]


def in_lines(tag, hidden, cell):
    """The lines as elements, the third of them with the mark of a hidden one."""
    return "".join(
        f"<{tag}{hidden if place == 2 else ''}>{''.join(map(cell, line))}</{tag.split()[0]}>"
        for place, line in enumerate(LINES)
    )


def xlsx():
    book = Workbook()
    for line in LINES:
        book.active.append(line)
    book.active.row_dimensions[3].hidden = True
    book.active.column_dimensions["C"].hidden = True
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def ods(cell_of_error):
    def cell(value):
        if value == "#N/A":
            return cell_of_error
        kind = (
            f'office:value-type="float" office:value="{value}"'
            if isinstance(value, int)
            else 'office:value-type="string"'
        )
        return f"<table:table-cell {kind}><text:p>{value}</text:p></table:table-cell>"

    rows = in_lines("table:table-row", ' table:visibility="collapse"', cell)
    content = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
        'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
        '<office:body><office:spreadsheet><table:table table:name="车辆"><table:table-column '
        'table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/><table:table-column/>'
        f"{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return packed({"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": "<manifest/>"})


def packed(parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def cell_of_a_page(value):
    return f"<td>{value}</td>"


def cell_of_2003(value):
    kind = "Number" if isinstance(value, int) else "Error" if value == "#N/A" else "String"
    return f'<Cell><Data ss:Type="{kind}">{value}</Data></Cell>'


PAGE = f"""<table><col span=2><col style="display:none"><col>
{in_lines("tr", " style=display:none", cell_of_a_page)}</table>""".encode()
EXCEL_2003 = f"""<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="车辆"><Table>
<Column ss:Span="1"/><Column ss:Index="3" ss:Hidden="1"/>
{in_lines("Row", ' ss:Hidden="1"', cell_of_2003)}</Table></Worksheet></Workbook>""".encode()
ODS_OF_LIBRE_OFFICE = ods(
    '<table:table-cell table:formula="of:=NA()" office:value-type="string" office:string-value="" '
    'calcext:value-type="error"><text:p>#N/A</text:p></table:table-cell>'
)
ODS_OF_OTHERS = ods('<table:table-cell table:formula="of:=NA()"><text:p>#N/A</text:p></table:table-cell>')


@pytest.mark.parametrize(
    "content",
    [
        pytest.param((CASES / "vehicles-old-hidden-and-error.xls").read_bytes(), id="xls"),
        pytest.param(xlsx(), id="xlsx"),
        pytest.param(ODS_OF_LIBRE_OFFICE, id="ods"),
        pytest.param(ODS_OF_OTHERS, id="ods of others"),
        pytest.param(PAGE, id="web page"),
        pytest.param(EXCEL_2003, id="xml of Excel 2003"),
    ],
)
def test_every_format_tells_its_hidden_rows_and_columns_and_its_errors(content):
    sheets = read(content, "车辆.xls")
    layout = layout_of(sheets, WITH_MASS)
    found = taken(sheets[0], layout)

    assert [cells["plate"] for _place, cells in found.rows] == ["豫H51001", "豫H51003"]
    assert questions(sheets, WITH_MASS, layout) == [
        "These columns are hidden in the table: VIN. Import them?",
        "1 hidden row: take it in?",
    ]
    assert found.broken == ((2, "gross-mass"),)
    assert "Gross mass in line 2" in unusable_message(found, WITH_MASS)


def test_a_hidden_column_is_marked_and_stays_out_when_its_owner_says_so():
    sheets = of_data(as_data(read(xlsx())))
    shown = asked(sheets, WITH_MASS, layout_of(sheets, WITH_MASS))
    said = {column.name: "" if column.is_hidden else column.chosen for column in shown.columns}

    layout = answered(sheets, WITH_MASS, {"shown": "0", **said})

    assert [column.word for column in shown.columns if column.is_hidden] == ["车辆识别代号"]
    assert "vin" not in layout.places.values()
    assert "车辆识别代号" in layout.unused.values()


def test_a_hidden_column_nobody_asks_for_is_no_question():
    sheets = read(xlsx())

    assert not any(
        "hidden in the table" in question for question in questions(sheets, COLUMNS[:2], layout_of(sheets, COLUMNS[:2]))
    )


@pytest.mark.parametrize(
    "content",
    [
        (CASES / "vehicles-password.xlsx").read_bytes(),
        packed({"content.xml": "x", "META-INF/manifest.xml": "<manifest:encryption-data/>"}),
    ],
)
def test_a_password_is_told_as_what_it_is(content):
    with pytest.raises(UnreadableTable, match="protected by a password"):
        read(content)
