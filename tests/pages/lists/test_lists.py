"""Every list of the portal behaves as the others do: sorted, filtered, paged, empty, taken out."""

import csv
import io

import pytest
from django.conf import settings
from django.urls import reverse
from openpyxl import load_workbook

from accounts.people import Person
from accounts.represented.companies import Company
from accounts.roles import Role
from licensing.certificates.models import Certificate
from pages.lists.definition import list_named
from pages.lists.filters import Day, Tab, Words
from pages.lists.rows import each_row
from tests.factories import granted, principal_of, staff
from trail.models import Event

pytestmark = pytest.mark.django_db
LISTS = {name: list_named(name) for name in settings.LISTS}


def days_of(what):
    """The filters of a list that are days."""
    return [name for name, one in what.filters.base_filters.items() if isinstance(one, Day)]


@pytest.fixture
def everybody(clerk, taihang):
    """People of every role who read some list; a company's own are its principal's."""
    officials = [staff(f"reads-{role.value}", role.value) for role in Role if role is not Role.APPLICANT]
    return [*officials, principal_of(taihang)]


@pytest.fixture
def admin(catalogue):
    return staff("admin", "administrator")


def reader_of(what, everybody):
    return next(person for person in everybody if what.may_be_read_by(person))


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_sorted_by_every_column_both_ways_and_loses_no_row(name, everybody, taihang, clerk, sign_in):
    granted(taihang, clerk=clerk)
    what, reader = LISTS[name], reader_of(LISTS[name], everybody)
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
def test_an_order_nobody_knows_is_the_usual_one(name, everybody, sign_in):
    what, reader = LISTS[name], reader_of(LISTS[name], everybody)

    page = sign_in(reader).get(reverse(what.address), {"sort": "password", "as": "exe", "after": "x"})

    assert page.status_code == 200
    assert page.context["list"].sort == what.order


@pytest.mark.parametrize("name", LISTS)
def test_no_row_with_these_filters_is_told_and_cleared_by_a_link(name, everybody, sign_in):
    what, reader = LISTS[name], reader_of(LISTS[name], everybody)
    words = next(name for name, one in what.filters.base_filters.items() if isinstance(one, Words))

    page = sign_in(reader).get(reverse(what.address), {words: "龘龘龘"})

    assert b"No rows match these filters." in page.content
    assert str(what.nothing) not in page.content.decode()
    assert page.context["list"].clear_query == "?"


@pytest.mark.parametrize("name", LISTS)
def test_a_filter_that_cannot_be_is_told_on_its_field_and_shows_nothing(name, everybody, sign_in):
    what, reader = LISTS[name], reader_of(LISTS[name], everybody)
    one_of = next(n for n, one in what.filters.base_filters.items() if not isinstance(one, Words | Tab))

    page = sign_in(reader).get(reverse(what.address), {one_of: "no such thing"})

    assert page.context["list"].filters.form.errors.keys() == {one_of}
    assert not page.context["list"].lines


@pytest.mark.parametrize("name", [n for n, what in LISTS.items() if days_of(what)])
@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2026-02-30"])
def test_a_day_nobody_can_count_by_is_told_on_its_field(name, day, everybody, sign_in):
    what, reader = LISTS[name], reader_of(LISTS[name], everybody)
    chosen = dict.fromkeys(days_of(what), day)

    page = sign_in(reader).get(reverse(what.address), chosen)

    assert page.context["list"].filters.form.errors.keys() == chosen.keys()


@pytest.mark.parametrize("name", LISTS)
def test_what_leaves_as_a_file_is_what_the_page_shows_and_is_remembered(name, everybody, taihang, clerk, sign_in):
    granted(taihang, clerk=clerk)
    what, reader = LISTS[name], reader_of(LISTS[name], everybody)
    client, address = sign_in(reader), reverse(what.address)
    rows = what.rows(reader, {}).count()
    # What is taken out is a row of the list of what was taken out.
    more = 1 if name == "looks" else 0

    written = client.get(address, {"as": "csv"})
    lines = list(csv.reader(io.StringIO(b"".join(written.streaming_content).decode("utf-8-sig"), newline="")))
    spreadsheet = client.get(address, {"as": "xlsx"})
    sheet = load_workbook(io.BytesIO(b"".join(spreadsheet.streaming_content))).active

    assert written["Content-Type"] == "text/csv"
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


def test_the_trail_learns_that_words_were_searched_and_not_which(admin, sign_in):
    answer = sign_in(admin).get("/accounts/people/", {"q": "张三", "state": "active", "role": "李四", "as": "csv"})
    b"".join(answer.streaming_content)

    told = Event.objects.filter(kind__startswith="list.")
    assert {one.values["filters"] for one in told} == {"q=…, state=active"}
    assert not {"张三", "李四"} & {word for word in ("张三", "李四") if word in str([one.values for one in told])}


def test_a_file_nobody_waited_for_is_remembered_as_not_complete(admin, sign_in):
    answer = sign_in(admin).get("/accounts/people/", {"as": "csv"})

    next(answer.streaming_content)
    answer._iterator.close()

    (told,) = Event.objects.filter(kind="list.exported")
    assert (told.values["rows"], told.values["complete"]) == (0, False)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_who_may_not_read_a_list_takes_no_file_of_it(kind, clerk, sign_in):
    answer = sign_in(clerk).get("/accounts/people/", {"as": kind})

    assert answer.status_code == 403
    assert not Event.objects.filter(kind__startswith="list.").exists()


def test_people_are_found_by_role_authority_and_state(admin, sign_in):
    away = staff("away", "reviewer")
    Person.objects.filter(pk=away.pk).update(is_active=False)
    client = sign_in(admin)

    def names(**chosen):
        return {line.cells[1][1] for line in client.get("/accounts/people/", chosen).context["list"].lines}

    assert names(role="reviewer") == {"away"}
    assert names(state="deactivated") == {"away"}
    assert "away" not in names(state="active")
    assert "away" in names(authority=str(away.authority_id), q="AWAY")


def test_persons_are_masked_for_who_may_not_read_them_on_the_page_and_in_files(taihang, clerk, sign_in):
    granted(taihang, clerk=clerk)
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
