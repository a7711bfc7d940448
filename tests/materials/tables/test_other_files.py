"""What is handed in and is no table is told by what it is and how to make one; what office encodings say is read."""

import io
import zipfile

import pytest

import hotline.channels.forms
import supervision.grids.forms
from materials.lookups.views import TableForm as LookupTableForm
from materials.tables.reading import ACCEPTED, UnreadableTable
from supervision.credit.screens.forms import FactTableForm
from tests.materials.tables.test_understanding import read
from tests.materials.tables.test_what_offices_hand_in import ONE, TWO, rows_in


def packed(*names, mimetype=b""):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as file:
        for name in names:
            file.writestr(name, b"x")
        if mimetype:
            file.writestr("mimetype", mimetype)
    return content.getvalue()


def old(stream):
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + stream.encode("utf-16-le") + bytes(500)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"%PDF-1.7\n1 0 obj", "document for printing"),
        (packed("OFD.xml"), "document for printing"),
        (b"\xff\xd8\xff\xe0", "This is a picture"),
        (b"\x89PNG\r\n\x1a\n", "This is a picture"),
        (b"\0\0\0\x18ftypheic", "This is a picture"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "This is a picture"),
        (packed("word/document.xml", "[Content_Types].xml"), "This is a text document"),
        (old("WordDocument"), "This is a text document"),
        (packed("content.xml", mimetype=b"application/vnd.oasis.opendocument.text"), "This is a text document"),
        (b"{\\rtf1 x}", "This is a text document"),
        (packed("ppt/presentation.xml"), "These are slides"),
        (packed("Index/Document.iwa"), "Apple Numbers"),
        (packed("车辆.xlsx"), "Unpack it"),
        (b"Rar!\x1a\x07\0", "Unpack it"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "saved e-mail or web page"),
        (b"\0\0\0\x18ftypmp42", "a recording or a video"),
        (b"MZ\x90\0", "a program or a database"),
    ],
)
def test_a_file_that_is_no_table_is_told_by_what_it_is(content, told):
    with pytest.raises(UnreadableTable, match=told):
        read(content, "车辆.xlsx")


def test_a_spreadsheet_that_was_cut_off_is_damaged_and_no_packed_file():
    with pytest.raises(UnreadableTable, match="it is damaged"):
        read(packed("xl/workbook.xml"), "车辆.xlsx")


def test_words_that_begin_as_some_file_does_are_words():
    assert rows_in(read("BM,号牌号码,号牌颜色\n1,豫H51001,黄\n".encode(), "t.csv")) == [
        {"plate": "豫H51001", "plate-colour": "黄"}
    ]


TRADITIONAL = "車牌號碼,號牌顏色,車架號,備註\r\n" + "\r\n".join(
    ",".join((*row.values(), "深水埗嘅")) for row in (ONE, TWO)
)


@pytest.mark.parametrize("encoding", ["big5hkscs", "gb18030", "utf-16"])
def test_traditional_script_is_read_in_the_encodings_of_its_offices(encoding):
    assert rows_in(read(TRADITIONAL.encode(encoding), "t.csv")) == [ONE, TWO]


def test_simplified_script_is_never_taken_for_the_other_encoding():
    names = "姓名,身份证号\n测试甲,1\n欧阳娜娜,2\n鄢郅,3\n".encode("gb18030")

    assert read(names, "t.csv")[0].lines[3].cells[0] == "鄢郅"


@pytest.mark.parametrize(
    "text", ["車両番号,色\n豫H51001,黄色の車です\n".encode("shift_jis"), "Größe;Füße\nä;ö\n".encode("latin-1")]
)
def test_characters_nobody_can_tell_are_no_values(text):
    with pytest.raises(UnreadableTable, match=r"characters of this file cannot be read|something else"):
        read(text, "t.csv")


@pytest.mark.parametrize("end", ["\u2028", "\u0085", "\r", "\n\r"])
def test_lines_end_however_a_program_ends_them(end):
    assert len(rows_in(read(end.join(["号牌号码,号牌颜色", "豫H51001,黄", "豫H51002,黄"]).encode(), "t.csv"))) == 2


def test_tables_are_offered_by_every_page_as_they_are_read():
    forms = (supervision.grids.forms.TableForm, FactTableForm, hotline.channels.forms.TableForm, LookupTableForm)

    assert {form().fields["table"].widget.attrs["accept"] for form in forms} == {ACCEPTED}
