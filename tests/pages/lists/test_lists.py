"""Every list of the portal behaves as the others do: filtered, empty, not for everybody."""

import pytest
from django.urls import reverse

from accounts.people import Person
from pages.lists.filters import Day, Tab, Words
from tests.conftest import TAIHANG
from tests.factories import company_of, staff
from tests.pages.lists.readers import LISTS, everybody_reading, reader_of
from trail.models import Event

pytestmark = pytest.mark.django_db


def days_of(what):
    """The filters of a list that are days."""
    return [name for name, one in what.filters.base_filters.items() if isinstance(one, Day)]


@pytest.fixture(scope="module")
def readers(written_once):
    return everybody_reading(company_of(TAIHANG))


@pytest.fixture
def everybody(readers, catalogue):
    return readers


@pytest.fixture
def admin(catalogue):
    return staff("admin", "administrator")


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


def test_people_are_found_by_role_authority_and_state(admin, everybody, sign_in):
    away = staff("away", "reviewer")
    Person.objects.filter(pk=away.pk).update(is_active=False)
    client = sign_in(admin)

    def names(**chosen):
        return {line.cells[1][1] for line in client.get("/accounts/people/", chosen).context["list"].lines}

    assert names(role="reviewer") == {"away", "reads-reviewer"}
    assert names(state="deactivated") == {"away"}
    assert "away" not in names(state="active")
    assert "away" in names(authority=str(away.authority_id), q="AWAY")
