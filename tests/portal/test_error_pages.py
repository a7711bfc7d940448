"""Whatever goes wrong, people see a page of ours that says what to do, and the log nothing of theirs."""

import errno
import io
import json
import logging
import uuid

import pytest
import time_machine
from django.contrib.sessions.backends.db import SessionStore
from django.core.exceptions import RequestDataTooBig
from django.db import IntegrityError, OperationalError
from django.test import Client
from django.urls import reverse

from portal import views
from portal.edge.log import JsonLines, Refusals
from portal.models import Fault
from tests.factories import applicant

pytestmark = pytest.mark.django_db


@pytest.fixture
def broken(monkeypatch):
    """A home page that fails as told; what anybody sees of it."""

    def see(failure):
        def fails(*_args, **_kwargs):
            raise failure

        monkeypatch.setattr(views, "catalogue_in_force", fails)
        return Client(raise_request_exception=False).get("/")

    return see


@pytest.mark.parametrize(
    "failure",
    [
        OperationalError("database is locked"),
        OperationalError("server closed the connection unexpectedly"),
        OSError(errno.ENOSPC, "No space left on device"),
        OSError(errno.EROFS, "Read-only file system"),
    ],
)
def test_what_passes_by_itself_says_try_again(broken, failure):
    page = broken(failure)

    assert page.status_code == 503
    assert page["Retry-After"] == "10"
    assert "请稍后再试" in page.content.decode()


def test_what_is_our_fault_carries_its_number_and_is_counted(broken):
    page = broken(ValueError("张三 410804198612221077"))

    fault = Fault.objects.get()
    assert page.status_code == 500
    assert page["X-Request-ID"] == fault.request_id
    assert fault.request_id in page.content.decode()
    assert (fault.kind, fault.page) == ("ValueError", "home")
    assert Client().get("/health/").json()["errors"]["last_day"] == 1


def test_the_log_tells_kind_and_place_and_nothing_people_typed(broken, caplog):
    page = broken(IntegrityError("Key (username)=(zhang-san) already exists"))

    record = next(r for r in caplog.records if r.name == "django.request")
    line = json.loads(JsonLines().format(record))
    assert line["failure"] == "IntegrityError"
    assert line["message"] == "500 GET home"
    assert any("portal/views.py" in place for place in line["where"])
    assert "zhang-san" not in json.dumps(line)
    assert page["X-Request-ID"]


def test_a_line_of_the_log_names_the_request_it_belongs_to(monkeypatch, catalogue):
    lines = []

    class Kept(logging.Handler):
        def emit(self, record):
            lines.append(json.loads(JsonLines().format(record)))

    def told(version):
        logging.getLogger("portal").warning("seen")
        return []

    monkeypatch.setattr(views, "bundles", told)
    handler = Kept()
    logging.getLogger("portal").addHandler(handler)
    try:
        page = Client().get("/")
    finally:
        logging.getLogger("portal").removeHandler(handler)

    assert [line["request"] for line in lines] == [page["X-Request-ID"]]


def test_the_log_names_who_was_refused_and_what_and_keeps_still_of_strangers(catalogue, clerk, sign_in, caplog):
    window = sign_in(clerk)

    window.get("/accounts/people/")
    window.get(reverse("desk:case", args=[uuid.uuid4()]))
    window.get("/nothing/here/")
    Client().get("/nothing/here/")

    refused = [record for record in caplog.records if record.name == "django.request" and Refusals().filter(record)]
    lines = [json.loads(JsonLines().format(record)) for record in refused]
    assert [(line["message"], line["by"]) for line in lines] == [
        ("403 GET accounts:people", f"person:{clerk.pk}"),
        ("404 GET desk:case", f"person:{clerk.pk}"),
    ]


@pytest.mark.parametrize("name", ["home", "services:list", "statistics"])
def test_before_any_catalogue_is_in_force_its_pages_say_so(catalogue, name):
    with time_machine.travel("1999-12-31T12:00+08:00"):
        page = Client(raise_request_exception=False).get(reverse(name))

    assert page.status_code == 503
    assert "事项目录尚未载入" in page.content.decode()
    assert "load_catalogue" in page.content.decode()
    assert Fault.objects.get().kind == "NoCatalogue"


def test_a_request_that_makes_no_sense_is_told_so():
    page = Client(raise_request_exception=False).get("/", headers={"host": "a b"})

    assert page.status_code == 400
    assert "请求无法理解" in page.content.decode()


def test_too_many_fields_are_too_much_not_nonsense(broken):
    page = broken(RequestDataTooBig("too big"))

    assert page.status_code == 413
    assert "内容过大" in page.content.decode()


def test_an_address_that_takes_only_forms_shows_a_page_to_who_opens_it(sign_in, catalogue):

    page = sign_in(applicant()).get(reverse("accounts:act_for"))

    assert page.status_code == 405
    assert "This address cannot be opened directly" in page.content.decode()


@pytest.mark.parametrize("address", ["/accounts/companies/", "/", "/no-such-page/"])
def test_no_page_of_a_signed_in_person_is_kept_by_the_browser(sign_in, catalogue, address):
    page = sign_in(applicant()).get(address)

    assert "no-store" in page["Cache-Control"]


def test_a_strangers_pages_may_be_kept(client, catalogue):
    assert "no-store" not in client.get("/").get("Cache-Control", "")


def test_reading_does_not_write_the_session_each_time(sign_in, catalogue, django_assert_num_queries, monkeypatch):
    client = sign_in(applicant())
    client.get("/services/")
    saved = []
    monkeypatch.setattr(SessionStore, "save", lambda *args, **kwargs: saved.append(1))

    client.get("/services/")
    client.get("/services/")

    assert saved == []


def test_reading_goes_on_when_the_session_cannot_be_renewed(sign_in, catalogue, monkeypatch):
    client = sign_in(applicant())

    def full(*_args, **_kwargs):
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(SessionStore, "save", full)

    assert client.get("/services/").status_code == 200


def test_a_host_that_is_not_ours_is_one_line_and_no_failure(client, settings):
    settings.ALLOWED_HOSTS = ["portal.example"]
    handler = logging.getLogger("django.security").handlers[0]
    handler.setStream(written := io.StringIO())

    answer = client.get("/", headers={"host": "evil-13903910000.example"})

    (line,) = written.getvalue().splitlines()
    told = json.loads(line)
    assert answer.status_code == 400
    assert (told["level"], told["message"]) == ("WARNING", "refused: DisallowedHost")
    assert "13903910000" not in line
    assert "where" not in told
