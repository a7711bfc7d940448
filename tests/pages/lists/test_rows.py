"""Every list of the portal shows its rows as the others do: in every order, as a file, masked."""

import csv
import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from accounts.represented.companies import Company
from licensing.certificates.models import Certificate
from pages.lists.rows import each_row
from tests.conftest import TAIHANG
from tests.factories import company_of, granted, staff
from tests.pages.lists.readers import LISTS, everybody_reading, reader_of
from trail.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def licensed(prepared):
    """Who reads some list, in a county where a company got its licence."""
    company = company_of(TAIHANG)
    granted(company, clerk=staff("clerk", "counter-clerk", "decider"))
    return everybody_reading(company)


@pytest.fixture
def readers(licensed, catalogue):
    return licensed


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_sorted_by_every_column_both_ways_and_loses_no_row(name, readers, sign_in):
    what, reader = LISTS[name], reader_of(LISTS[name], readers)
    client, address = sign_in(reader), reverse(what.address)
    whole = {row.pk for row in what.rows(reader, {})}

    for column in what.columns:
        for sign in ("", "-") if column.key else ():
            chosen = {"sort": f"{sign}{column.name}"}
            page = client.get(address, chosen).context["list"]
            rows = [what.order_of(chosen).place_of(row) for row in what.order_of(chosen).of(what.rows(reader, chosen))]
            assert page.sort == f"{sign}{column.name}"
            assert {place[-1] for place in rows} == whole
            directions = [head.direction for head in page.heads if head.column is column]
            assert directions == ["descending" if sign else "ascending"]
    assert len(list(each_row(what, reader, {}, batch=2))) == len(whole)


@pytest.mark.parametrize("name", LISTS)
def test_what_leaves_as_a_file_is_what_the_page_shows_and_is_remembered(name, readers, sign_in):
    what, reader = LISTS[name], reader_of(LISTS[name], readers)
    client, address = sign_in(reader), reverse(what.address)
    rows = what.rows(reader, {}).count()
    # What is taken out is a row of the list of what was taken out.
    more = 1 if name == "looks" else 0

    written = client.get(address, {"as": "csv"})
    lines = list(csv.reader(io.StringIO(b"".join(written.streaming_content).decode("utf-8-sig"), newline="")))
    spreadsheet = client.get(address, {"as": "xlsx"})
    sheet = load_workbook(io.BytesIO(b"".join(spreadsheet.streaming_content))).active

    assert written["Content-Type"] == "text/csv; charset=utf-8"
    assert written["Content-Disposition"].startswith("attachment")
    assert lines[0] == [str(column.title) for column in what.columns]
    assert len(lines) == rows + 1
    assert sheet.max_row == rows + more + 1
    told = Event.objects.filter(subject=f"list:{name}").order_by("pk")
    assert [(one.kind, one.values["format"], one.values.get("rows")) for one in told] == [
        ("list.export_begun", "csv", None),
        ("list.exported", "csv", rows),
        ("list.export_begun", "xlsx", None),
        ("list.exported", "xlsx", rows + more),
    ]
    assert {one.by for one in told} == {f"person:{reader.pk}"}
    assert {one.authority for one in told} == {reader.at}


def test_persons_are_masked_for_who_may_not_read_them_on_the_page_and_in_files(readers, sign_in):
    licence = Certificate.objects.get(kind="licence")
    auditor, supervisor = staff("auditor", "auditor"), staff("supervisor", "supervisor")
    person = Company.objects.create(uscc="I00000000000000001", name="王小明", division_id="410802")
    licence.pk, licence.company, licence.holder_name = None, person, "王小明"
    licence.number, licence.identifier, licence.subject = "410804198612221077", "other", "other"
    licence._state.adding = True
    licence.save()
    licence.states.create(state="in-force")

    def read(reader, **chosen):
        answer = sign_in(reader).get("/register/", {"q": "小明", **chosen})
        return b"".join(answer.streaming_content).decode() if chosen else answer.content.decode()

    for page in (read(auditor), read(auditor, **{"as": "csv"})):
        assert "王小明" in page
        assert "410804198612221077" in page
    for page in (read(supervisor).replace('value="小明"', ""), read(supervisor, **{"as": "csv"})):
        assert "王**" in page
        assert "小明" not in page
        assert "410804198612221077" not in page
        assert "410***********1077" in page
