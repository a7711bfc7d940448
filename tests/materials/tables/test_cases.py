"""Every table of tests/cases as people hand it in gives its right result (tests/cases/README.md)."""

from pathlib import Path

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from licensing.applications.actions import drafting
from licensing.applications.models.application import Application
from materials.catalogue.queries import item_in_force
from tests.factories import principal_of

pytestmark = pytest.mark.django_db
CASES = Path(__file__).parents[2] / "cases"
THREE = [
    {"plate": "豫H51001", "plate-colour": "yellow", "vin": "LZZ5ELND3NA000001"},
    {"plate": "豫H51002", "plate-colour": "yellow", "vin": "LGAG4DY30P1234567"},
    {"plate": "豫H51003", "plate-colour": "yellow", "vin": "LFWSRXSJ4R1E00042"},
]


@pytest.fixture
def application(taihang):
    return drafting.start(item_in_force("freight-licence-establish"), taihang, by=principal_of(taihang))


@pytest.fixture
def applicant(taihang, sign_in):
    return sign_in(principal_of(taihang))


@pytest.fixture
def hand_in(application, applicant):
    """Posts a file of tests/cases (or bytes) to a topic and gives the answer."""

    def post(name, topic="vehicle", content=None):
        file = SimpleUploadedFile(name, (CASES / name).read_bytes() if content is None else content)
        return applicant.post(reverse("applications:section_import", args=[application.key, topic]), {"table": file})

    return post


def rows(application, topic="vehicle", codes=("plate", "plate-colour", "vin")):
    kept = Application.objects.get(pk=application.pk).answers.rows.get(topic, [])
    return [{code: row[code] for code in codes if code in row} for row in kept]


def told(answer):
    return " ".join(str(message) for message in get_messages(answer.wsgi_request))


@pytest.mark.parametrize(
    "name",
    [
        "vehicles-plain.xlsx", "vehicles-title-row.xlsx", "vehicles-header-synonyms.xlsx", "vehicles-header-star.xlsx",
        "vehicles-serial-first.xlsx", "vehicles-total-line.xlsx", "vehicles-merged-colour.xlsx",
        "vehicles-hidden-first-sheet.xlsx", "vehicles-on-second-sheet.xlsx", "vehicles-dimension-A1.xlsx",
        "vehicles-utf8-bom.csv", "vehicles-gb18030.csv", "vehicles-gb18030-bom.csv", "vehicles-unicode-text.txt",
        "vehicles-cr-only.csv", "vehicles-semicolon-sep-line.csv",
    ],
)  # fmt: skip
def test_the_three_vehicles_are_taken_in_and_the_page_redirects(hand_in, application, name):
    answer = hand_in(name)

    assert rows(application) == THREE, told(answer)
    assert answer.status_code == 302
    assert "3 rows were imported." in told(answer)


def test_a_serial_and_a_remark_column_are_told_as_not_used(hand_in):
    assert "Not used: 序号, 备注." in told(hand_in("vehicles-header-synonyms.xlsx"))


def test_a_total_is_told_as_skipped(hand_in):
    assert "Line 5 was skipped: 合计 3辆." in told(hand_in("vehicles-total-line.xlsx"))


def test_a_hidden_row_is_asked_for_and_taken_in_only_when_wanted(hand_in, applicant, application):
    address = hand_in("vehicles-hidden-row.xlsx").url
    page = applicant.get(address).content.decode()
    before = rows(application)

    applicant.post(address, {"act": "take", "shown": "0", "hidden": "1", **_columns(applicant.get(address))})

    assert "1 hidden row: take it in?" in page
    assert before == []
    assert rows(application) == THREE


def test_a_hidden_row_that_is_not_wanted_stays_out(hand_in, applicant, application):
    address = hand_in("vehicles-hidden-row.xlsx").url

    applicant.post(address, {"act": "take", "shown": "0", **_columns(applicant.get(address))})

    assert rows(application) == [THREE[0], THREE[2]]


def _columns(page):
    return {column.name: column.chosen for column in page.context["asked"].columns}


def test_days_masses_and_grades_are_read_in_the_forms_people_write(hand_in, application):
    hand_in("vehicles-dates.xlsx")

    kept = rows(application, codes=("grade-valid-to", "tech-grade", "gross-mass"))
    assert [row["grade-valid-to"] for row in kept] == [
        *["2027-01-05"] * 7, "05/01/2027", "2027-01-05",
    ]  # fmt: skip
    assert [row["tech-grade"] for row in kept] == [*["一级"] * 7, "二级", "二级"]
    assert [row["gross-mass"] for row in kept] == [25000, 25000, 25000, 25000, 25000, 25000, "25000.5", "2.5e4", 25000]


def test_what_is_ambiguous_is_asked_on_its_field(hand_in, applicant):
    page = applicant.get(hand_in("vehicles-dates.xlsx").url).content.decode()

    assert "This date is ambiguous" in page
    assert 'value="05/01/2027"' in page, "what was written is still seen"
    assert "Enter a whole number" in page


def test_plates_are_read_in_every_spelling(hand_in, application):
    hand_in("vehicles-plates.xlsx")

    kept = [(row["plate"], row["plate-colour"]) for row in rows(application)]
    assert kept[:8] == [(f"豫H5100{n}", "yellow") for n in range(1, 9)]
    assert kept[8:] == [
        ("豫H5100挂", "yellow"),
        ("豫HD51009", "green-gradient"),
        ("豫H51009D", "yellow-green"),
        ("豫HE12345", "green-gradient"),
        ("豫HA5101", "yellow"),
    ]


def test_numbers_with_excel_text_marks_and_names_with_commas_stay_whole(hand_in, application):
    hand_in("drivers-quote-comma.csv", "driver")

    assert rows(application, "driver", ("driver-name", "driver-id")) == [
        {"driver-name": "测试,甲", "driver-id": "410802199001010010"},
        {"driver-name": "测试乙", "driver-id": "410821198506151235"},
    ]


def test_the_same_table_twice_adds_nothing(hand_in, application):
    hand_in("vehicles-plain.xlsx")

    again = hand_in("vehicles-gb18030.csv")

    assert rows(application) == THREE
    assert "0 rows were imported. 3 rows were already here." in told(again)
