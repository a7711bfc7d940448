"""Lists as files: what stands in a cell is never carried out, and stays what it was."""

import csv
import datetime
import io
import os
from decimal import Decimal

import pytest
from django.utils.safestring import mark_safe
from openpyxl import load_workbook

from pages.lists.tables import csv_parts, remove_left_over, xlsx_parts
from tests.access.test_exports import FORMULAS

DAY = datetime.date(2026, 3, 2)
MOMENT = datetime.datetime(2026, 3, 2, 1, 30, tzinfo=datetime.UTC)


def csv_of(lines):
    content = b"".join(csv_parts(lines))
    assert content.startswith("\ufeff".encode())
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def xlsx_of(lines):
    content = b"".join(xlsx_parts("表[1]", lines))
    return [list(row) for row in load_workbook(io.BytesIO(content)).active.iter_rows()]


def test_no_cell_of_csv_begins_a_formula():
    for (written,), text in zip(csv_of([[text] for text in FORMULAS]), FORMULAS, strict=True):
        assert written == f"'{text}"


def test_no_cell_of_a_spreadsheet_is_a_formula_and_text_stays_as_it_was():
    for (cell,), text in zip(xlsx_of([[text] for text in FORMULAS]), FORMULAS, strict=True):
        assert (cell.data_type, cell.quotePrefix) == ("s", True)
        assert cell.value.replace("_x000D_", "\r") == text


def test_numbers_days_and_moments_stay_what_they_are():
    line = ["豫H12345", 12, Decimal("-1.5"), DAY, MOMENT, None, mark_safe("<b>a &amp; b</b>"), 410804198612221077]

    assert csv_of([line]) == [
        ["豫H12345", "12", "-1.5", "2026-03-02", "2026-03-02 09:30", "", "a & b", "410804198612221077"]
    ]
    cells = xlsx_of([line])[0]
    assert [cell.value for cell in cells] == [
        "豫H12345",
        12,
        -1.5,
        datetime.datetime.fromisoformat("2026-03-02"),
        datetime.datetime.fromisoformat("2026-03-02 09:30"),
        None,
        "a & b",
        "410804198612221077",
    ]


def test_what_is_too_long_for_a_cell_is_refused_and_never_cut():
    with pytest.raises(ValueError, match="aaa"):
        xlsx_of([["a" * 32_768]])


def test_a_spreadsheet_is_put_together_beside_the_portals_data_and_what_a_killed_process_left_goes(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    halfway = xlsx_parts("表", [["一"]], size=1)
    next(halfway)
    (own,) = (tmp_path / "temporary").iterdir()
    left = own.with_name("list-killed")
    left.mkdir()
    (left / "list.xlsx").write_bytes(b"PK")
    os.utime(left, (0, 0))

    remove_left_over()

    assert list((tmp_path / "temporary").iterdir()) == [own]
    halfway.close()
    assert list((tmp_path / "temporary").iterdir()) == []
