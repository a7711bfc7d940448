"""Every file that leaves the portal for a spreadsheet or an archive: nothing in it is a formula to whoever opens it.

The exports are found by the walk over every address (`test_every_address.py`): one that is not in `EXPORTS` fails.
"""

import ast
import io
import json
import zipfile
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from materials.catalogue.models.materials import Material
from materials.catalogue.queries import catalogue_in_force
from materials.tables.reading import read_table
from materials.tables.writing import saved, table_file, workbook
from tests.access.everything import Visitor, all_names, everything
from tests.access.leaving import EXPORTS, XLSX, is_export, kind_of

FORMULAS = [
    '=HYPERLINK("http://x")',
    "+1",
    "-1",
    "@SUM(1)",
    "\t=1+1",
    "\r=1+1",
    "＝1+1",
    " =1",
    "=cmd|'/c calc'!A0",
    "|x",
]


def cells(content):
    return [cell for row in load_workbook(io.BytesIO(content)).active.iter_rows() for cell in row]


def test_no_cell_of_a_table_is_a_formula():
    written = cells(workbook("表[1]", [FORMULAS, ["豫H12345", "a\u202eb\x00", "", "长" * 300]]))

    assert [cell.data_type for cell in written if cell.value is not None] == ["s"] * (len(FORMULAS) + 3)
    assert all(cell.quotePrefix for cell in written if cell.value is not None)
    assert [cell.value for cell in written][: len(FORMULAS)] == FORMULAS
    assert "ab" in [cell.value for cell in written]


def test_what_is_too_long_for_a_cell_is_refused_and_never_cut():
    with pytest.raises(ValueError, match="aaa"):
        workbook("x", [["a" * 32_768]])


@pytest.mark.parametrize("name", ['a"b', "a\r\nSet-Cookie: x=1", "表格.表", "a\u202efdp.exe", "../../x", "a;b=c"])
def test_the_name_of_a_file_ends_up_in_no_other_header(name):
    table, file = table_file(name, [["x"]]), saved(b"x", name, kind="application/zip")

    for response in (table, file):
        told = response["Content-Disposition"]
        assert told.startswith("attachment; filename")
        assert not {"\r", "\n", "\u202e"} & set(told)
        assert "Set-Cookie" not in response.headers
        assert response["X-Content-Type-Options"] == "nosniff"


def written_in(module):
    """What a module uses that writes tables or names files by itself."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom | ast.Import):
            names = {f"{getattr(node, 'module', '')}.{alias.name}" for alias in node.names}
            yield from names & {"openpyxl.Workbook", ".xlsxwriter", ".tablib", "csv.writer", "csv.DictWriter"}
        if isinstance(node, ast.Attribute) and node.attr in ("writer", "DictWriter"):
            yield node.attr
        if isinstance(node, ast.Subscript) and ast.unparse(node).endswith("['Content-Disposition']"):
            yield "Content-Disposition"


def test_tables_are_written_and_files_named_at_one_place():
    places = {
        (str(path.relative_to(settings.BASE_DIR)), what)
        for app in settings.OURS
        for path in (Path(settings.BASE_DIR) / app).rglob("*.py")
        for what in written_in(path)
    }

    assert places == {
        ("materials/tables/writing.py", "openpyxl.Workbook"),
        ("materials/tables/writing.py", "Content-Disposition"),
        # Lists, streamed (`tests/pages/lists/test_tables.py`).
        ("pages/lists/tables.py", "writer"),
        ("pages/lists/exporting.py", "Content-Disposition"),
        # "inline" and nothing else.
        ("materials/uploads/responses.py", "Content-Disposition"),
    }


@pytest.mark.django_db
def test_no_export_holds_a_formula(taihang, registry):
    Material.objects.filter(version=catalogue_in_force(), code="practitioner-cert").update(
        lookup_returns=[{"code": f"f{n}", "label_zh": text, "label_en": text} for n, text in enumerate(FORMULAS)]
    )
    world = everything(taihang)
    here = ("counter-clerk", "decider", "verifier", "auditor", "supervisor", "administrator")
    here += ("grid-chief", "grid-member", "enforcement-officer", "credit-officer", "hotline-dispatcher")
    visitors = [Visitor(world.people[who]) for who in ("stranger", "owner", *(f"{role} here" for role in here))]
    found, files = {}, {}
    for name, arguments in all_names():
        for visitor in visitors if name in EXPORTS else ():
            for method in ("GET", "POST"):
                answer = visitor.comes(method, world.address(name, arguments), {})
                if is_export(answer):
                    found[name], files[name] = kind_of(answer), answer

    # Recovery codes come only with a second factor.
    assert {**EXPORTS, **found} == EXPORTS
    assert found.keys() >= EXPORTS.keys() - {"mfa_download_recovery_codes"}
    template = cells(files["registries:template"].whole)
    assert {cell.value for cell in template} >= {text for text in FORMULAS if text == text.strip()}
    for name in (name for name, kind in EXPORTS.items() if kind == XLSX):
        assert {cell.data_type for cell in cells(files[name].whole)} == {"s"}, name
    for name in ("catalogue:export", "catalogue:export_draft"):
        with zipfile.ZipFile(io.BytesIO(files[name].whole)) as packed:
            assert all(json.loads(packed.read(part)) for part in packed.namelist())
            assert all(part.endswith(".json") and "/" not in part for part in packed.namelist())


@pytest.mark.django_db
def test_a_table_the_portal_wrote_is_read_back_as_it_was():
    file = SimpleUploadedFile("x.xlsx", workbook("x", [["号牌号码", "=1"], ["豫H12345", "@SUM(1)"]]))

    sheets = read_table(file)

    assert [list(line.cells) for line in sheets[0].lines] == [["号牌号码", "=1"], ["豫H12345", "@SUM(1)"]]
