"""A binary workbook (XLSB) is read as it is seen: hidden rows and columns, crossed out, white, errors, formats."""

import io
import struct
import zipfile

import pytest

from materials.tables.files.xlsb_marks import marks_of_xlsb
from tests.materials.tables.test_what_a_reader_sees import asked_of
from tests.materials.tables.test_what_offices_hand_in import HEADING, ONE, TWO

WITHOUT_PLATE = {code: value for code, value in TWO.items() if code != "plate"}
NOT_SEEN = ["Crossed out in the table, or not to be seen, and not imported: Plate in line 3."]
BLACK, WHITE, BLUE, AUTO = (
    b"\x05\0\0\0\0\0\0\xff",
    b"\x07\0\0\0\xff\xff\xff\xff",
    b"\x05\0\0\0\x1f\x4e\x79\xff",
    b"\0" * 8,
)
PLAIN, STRUCK, INVISIBLE, WHITE_ON_BLUE, UNSEEN = range(5)
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def record(kind, body=b""):
    size, told = len(body), b""
    while True:
        told += bytes([size & 0x7F | (0x80 if size > 0x7F else 0)])
        size >>= 7
        if not size:
            break
    return (bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])) + told + body


def text(words):
    coded = words.encode("utf-16-le")
    return struct.pack("<I", len(coded) // 2) + coded


def font(colour, *, struck=False):
    return record(
        43, struct.pack("<HHHHBBBB", 220, 8 if struck else 0, 400, 0, 0, 0, 0, 0) + colour + b"\0" + text("宋体")
    )


def fill(pattern, colour=AUTO):
    return record(45, struct.pack("<I", pattern) + colour + AUTO + b"\0" * 48)


def style(number, font_of, fill_of):
    return record(47, struct.pack("<HHHHH", 0, number, font_of, fill_of, 0) + b"\0" * 6)


def several(kind, *records):
    """A collection between its beginning, with how many there are, and its end."""
    return record(kind, struct.pack("<I", len(records))) + b"".join(records) + record(kind + 1)


FORMATS, FONTS, FILLS, PARENTS, LOOKS = 615, 611, 603, 626, 617
STYLES = (
    record(278)
    + several(FORMATS, record(44, struct.pack("<H", 164) + text(";;;")))
    + several(FONTS, font(BLACK), font(BLACK, struck=True), font(WHITE))
    + several(FILLS, fill(0), fill(17), fill(1, BLUE))
    + several(PARENTS, style(0, 1, 0))
    + several(LOOKS, style(0, 0, 0), style(0, 1, 0), style(0, 2, 0), style(0, 2, 2), style(164, 0, 0))
    + record(279)
)


def cell(column, words, look=PLAIN):
    if isinstance(words, int):
        return record(3, struct.pack("<IIB", column, look, words))
    return record(6, struct.pack("<II", column, look) + text(words))


def row(place, cells, *, hidden=False, height=300):
    head = struct.pack("<IIHBBB", place, 0, height, 0, 0x10 if hidden else 0, 0) + struct.pack("<I", 0)
    return record(0, head) + b"".join(cells)


def book(third, *, columns=b"", shared=b"", **of_row):
    lines = [[cell(n, word) for n, word in enumerate(line)] for line in (HEADING, [*ONE.values()])]
    rows = b"".join(row(place, cells) for place, cells in enumerate(lines)) + row(2, third, **of_row)
    size = record(148, struct.pack("<IIII", 0, 2, 0, len(HEADING) - 1))
    sheet = record(129) + size + columns + record(145) + rows + record(146) + record(130)
    name = record(156, struct.pack("<II", 0, 1) + text("rId1") + text("车辆"))
    workbook = (
        record(131) + record(153, struct.pack("<II", 0, 0) + text("")) + record(143) + name + record(144) + record(132)
    )
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.bin"/></Relationships>'
    )
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("xl/workbook.bin", workbook)
        packed.writestr("xl/_rels/workbook.bin.rels", links)
        packed.writestr("xl/styles.bin", STYLES)
        packed.writestr("xl/worksheets/sheet1.bin", sheet)
        if shared:
            packed.writestr("xl/sharedStrings.bin", record(159, struct.pack("<II", 1, 1)) + shared + record(160))
    return content.getvalue()


def third(look=PLAIN):
    return [cell(n, word, look if n == 0 else PLAIN) for n, word in enumerate(TWO.values())]


@pytest.mark.parametrize(
    ("look", "is_seen"), [(PLAIN, True), (STRUCK, False), (INVISIBLE, False), (WHITE_ON_BLUE, True), (UNSEEN, False)]
)
def test_a_cell_is_read_as_it_is_seen(look, is_seen):
    assert asked_of(book(third(look))) == (([ONE, TWO], []) if is_seen else ([ONE, WITHOUT_PLATE], NOT_SEEN))


@pytest.mark.parametrize("how", [{"hidden": True}, {"height": 20}])
def test_a_row_nobody_sees_is_a_hidden_one(how):
    assert asked_of(book(third(), **how)) == ([ONE], ["1 hidden row: take it in?"])


@pytest.mark.parametrize(("width", "flags"), [(2340, 1), (20, 0)])
def test_a_column_nobody_sees_is_a_hidden_one(width, flags):
    hidden = record(390) + record(60, struct.pack("<IIIIH", 2, 2, width, 0, flags)) + record(391)

    assert any("columns are hidden in the table" in one for one in asked_of(book(third(), columns=hidden))[1])


def test_an_error_is_told_and_no_empty_cell():
    _rows, asked = asked_of(book([cell(0, 0x2A), *third()[1:]]))

    assert any("#N/A" in one for one in asked) or _rows[-1].get("plate") == "#N/A"


def test_a_text_of_which_a_part_is_not_seen_is_no_value():
    plate = next(iter(TWO.values()))
    runs = struct.pack("<IHH", 1, 3, 2)
    item = record(19, b"\x01" + text(plate) + runs)
    cells = [record(7, struct.pack("<III", 0, PLAIN, 0)), *third()[1:]]

    assert asked_of(book(cells, shared=item)) == ([ONE, WITHOUT_PLATE], NOT_SEEN)


@pytest.mark.parametrize("part", ["xl/styles.bin", "xl/worksheets/sheet1.bin", "xl/workbook.bin"])
def test_records_that_are_none_make_nothing_known_and_break_nothing(part):
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book(third()))) as packed, zipfile.ZipFile(content, "w") as other:
        for name in packed.namelist():
            other.writestr(name, packed.read(name)[:-1] + b"\x2b\x02" if name == part else packed.read(name))
    with zipfile.ZipFile(content) as packed:
        assert marks_of_xlsb(packed, set(packed.namelist())) is None
