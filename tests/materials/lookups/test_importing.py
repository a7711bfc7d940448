"""Filling our own registers from a spreadsheet."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from materials.lookups.ledger import newest
from materials.lookups.models import LedgerRecord
from tests.factories import staff

pytestmark = pytest.mark.django_db

URL = "/registries/import/practitioner-cert/"
HEADER = "公民身份号码,证件编号,有效期止,证件状态"


def imported():
    """What stands in the register apart from the demo's records."""
    return LedgerRecord.objects.exclude(source="demo")


@pytest.fixture
def admin(catalogue, sign_in):
    return sign_in(staff("admin", "administrator"))


def csv(*lines, name="drivers.csv", encoding="utf-8"):
    return SimpleUploadedFile(name, "\n".join(lines).encode(encoding))


def header():
    from materials.catalogue.models.materials import Material

    material = Material.objects.get(code="practitioner-cert")
    labels = {entry["code"]: entry["label_zh"] for entry in material.lookup_returns}
    return ",".join(labels[code] for code in ("id-number", "cert-number", "valid-to", "cert-status"))


def test_a_dry_run_stores_nothing_and_the_second_click_stores_all(admin):
    dry_run = admin.post(URL, {"table": csv(header(), "410802199001010010,1,2032-01-01,有效")}).url
    stored_by_dry_run = imported().count()

    admin.post(dry_run, {"checked": "1"})

    assert stored_by_dry_run == 0
    assert newest("practitioner-cert", {"id-number": "410802199001010010"}).fields["valid-to"] == "2032-01-01"


def test_rows_with_errors_are_named_and_nothing_is_stored(admin):
    lines = [header(), "410802199001010011,1,2032-01-01,有效", "410802199001010010,2,sometime,有效"]

    page = admin.post(URL, {"table": csv(*lines)}, follow=True).content.decode()

    assert "Row 2" in page
    assert "Row 3" in page
    assert 'name="checked"' not in page
    assert not imported().exists()


def test_a_table_of_excel_in_china_is_read(admin):
    page = admin.post(
        URL, {"table": csv(header(), "410802199001010010,1,2032-01-01,有效", encoding="gb18030")}, follow=True
    )

    assert 'name="checked"' in page.content.decode()


def test_an_xlsx_file_is_read(admin):
    book = Workbook()
    book.active.append(header().split(","))
    book.active.append(["410802199001010010", "1", "2032-01-01", "有效"])
    content = io.BytesIO()
    book.save(content)

    page = admin.post(URL, {"table": SimpleUploadedFile("t.xlsx", content.getvalue())}, follow=True)

    assert 'name="checked"' in page.content.decode()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"PK\x03\x04damaged", "damaged"),
        (b"\x00\x01\x02", "something else"),
        (b"\xd0\xcf\x11\xe0old", "damaged"),
        (b"a,b\n1,2", "No column was found for"),
        (b"x" * (5 * 1024 * 1024 + 1), "larger than 5 MB"),
    ],
)
def test_what_is_no_table_is_refused_in_plain_words(admin, content, told):
    page = admin.post(URL, {"table": SimpleUploadedFile("t.xlsx", content)}, follow=True)

    assert told in page.content.decode()
    assert not imported().exists()


def test_an_empty_table_with_the_right_header_can_be_downloaded(admin):
    response = admin.get(reverse("registries:template", args=["practitioner-cert"]))

    assert response.content.startswith(b"PK")


def test_the_health_of_every_registry_is_shown(admin):
    page = admin.get(reverse("registries:list")).content.decode()

    assert "Practitioner ledger" in page
    assert "Not connected" in page


def test_what_the_register_says_already_is_not_entered_again(admin):
    for _time in range(2):
        dry_run = admin.post(URL, {"table": csv(header(), "410802199001010010,1,2032年1月1日,有效")}).url
        admin.post(dry_run, {"checked": "1"})

    assert imported().count() == 1


def test_a_column_of_another_name_is_asked_and_then_taken(admin):
    dry_run = admin.post(URL, {"table": csv("身份证号,某某证,有效期至", "410802199001010010,7,2032/1/1")}).url
    before = admin.get(dry_run).content.decode()

    columns = {"shown": "0", "column-0": "id-number", "column-1": "cert-number", "column-2": "valid-to"}
    admin.post(dry_run, {**columns, "checked": "1"})

    assert "These columns were not recognised: 某某证." in before
    assert 'name="checked"' not in before
    assert newest("practitioner-cert", {"id-number": "410802199001010010"}).fields["cert-number"] == "7"


def test_an_id_number_destroyed_by_the_spreadsheet_is_refused_by_its_cause(admin):
    book = Workbook()
    book.active.append(header().split(","))
    book.active.append([410802199001010010, "1", "2032-01-01", "有效"])
    content = io.BytesIO()
    book.save(content)

    page = admin.post(URL, {"table": SimpleUploadedFile("t.xlsx", content.getvalue())}, follow=True).content.decode()

    assert "keeps only 15 digits" in page
    assert 'name="checked"' not in page
