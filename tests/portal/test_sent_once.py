"""One page sent twice is one act, whoever made its form; a changed page, or one drawn anew, is another."""

import io
import re
from pathlib import Path

import pytest
from django.contrib import messages
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.http import HttpResponse, HttpResponseRedirect
from django.test import Client
from django.urls import reverse
from PIL import Image

from hotline.insurance.models import InsuranceCase
from hotline.tickets.models import Ticket
from portal.edge.sent_once import _digest, sent_once
from tests.hotline.crew import Crew

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser():
    """A browser as it is: with the token of each page, without a script that stops a second click."""
    return Client(enforce_csrf_checks=True, headers={"accept-language": "en"})


@pytest.fixture
def hotline(world):
    return Crew()


def token(browser, address):
    page = browser.get(address).content.decode()
    return re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]


def photo(shade):
    content = io.BytesIO()
    Image.new("L", (8, 8), shade).save(content, "PNG")
    return SimpleUploadedFile("p.png", content.getvalue())


@pytest.fixture
def page(browser, hotline):
    """The page of the hotline, filled in: its own token and a caller's words."""
    return {
        "csrfmiddlewaretoken": token(browser, reverse("hear:tell")),
        "facts": "测试：停车场收费不公示",
        "theme": "other",
    }


def tell(browser, page):
    return browser.post(reverse("hear:tell"), page)


def notices(answer):
    return [str(message) for message in get_messages(answer.wsgi_request)]


def test_a_page_sent_twice_is_one_ticket_and_both_learn_what_came_of_it(browser, page):
    first, second = tell(browser, page), tell(browser, page)

    assert Ticket.objects.count() == 1
    assert second.url == first.url == reverse("hear:told")
    assert notices(second) == ["This was sent a moment ago already; nothing was done twice."]


def test_a_page_that_was_changed_or_drawn_anew_is_another_one(browser, page):
    tell(browser, page)
    tell(browser, page | {"facts": "测试：另一件事"})
    tell(browser, page | {"csrfmiddlewaretoken": token(browser, reverse("hear:tell"))})

    assert Ticket.objects.count() == 3


def test_a_program_that_has_one_token_for_everything_is_taken_at_its_word(browser, page):
    page["csrfmiddlewaretoken"] = browser.cookies["csrftoken"].value

    for _time in range(2):
        tell(browser, page)

    assert Ticket.objects.count() == 2


def test_files_count_by_what_is_in_them(browser, page):
    for shade in (1, 1, 2):
        tell(browser, page | {"attached": photo(shade)})

    assert Ticket.objects.count() == 2


def test_what_came_back_as_a_form_may_be_sent_again(browser, page):
    tell(browser, page | {"facts": ""})

    assert notices(tell(browser, page | {"facts": ""})) == []


def test_another_persons_page_is_never_answered_from_the_first_ones(browser, page):
    tell(browser, page)

    assert tell(Client(enforce_csrf_checks=True), page).status_code == 403
    assert Ticket.objects.count() == 1


def posted(rf):
    request = rf.post("/somewhere/", {"csrfmiddlewaretoken": "t" * 64})
    request.META["CSRF_COOKIE"] = "c" * 32
    request._messages = CookieStorage(request)
    return request


@pytest.mark.parametrize("level", ["warning", "error"])
def test_what_was_refused_with_a_message_may_be_sent_again(rf, level):
    done = []

    def refused(request):
        done.append(1)
        getattr(messages, level)(request, "The virus check is not responding.")
        return HttpResponseRedirect("/list/")

    for _time in range(2):
        sent_once(refused)(posted(rf))

    assert len(done) == 2


def test_what_broke_may_be_sent_again(rf):
    done = []

    def broken(request):
        done.append(1)
        raise RuntimeError

    for _time in range(2):
        with pytest.raises(RuntimeError):
            sent_once(broken)(posted(rf))

    assert len(done) == 2


def test_where_an_act_led_is_not_kept_in_clear(rf):
    sent_once(lambda request: HttpResponseRedirect("/accounts/set-up/secret-code/"))(posted(rf))

    key = f"sent:{_digest(posted(rf))}"
    assert "secret-code" not in cache.get(key)
    assert sent_once(lambda request: HttpResponse())(posted(rf)).url == "/accounts/set-up/secret-code/"


@pytest.mark.parametrize("fails", ["add", "set"])
def test_a_cache_that_fails_neither_refuses_an_act_nor_tells_who_acted_to_try_again(rf, fails, monkeypatch):
    def full(*_values):
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(cache, fails, full, raising=False)

    assert sent_once(lambda request: HttpResponseRedirect("/done/"))(posted(rf)).url == "/done/"


def test_an_act_that_ends_with_a_page_is_done_once_and_both_read_its_code(browser, hotline):
    address = reverse("insurance:report")
    typed = {
        "csrfmiddlewaretoken": token(browser, address),
        "owner": "王德福",
        "phone": "13903910018",
        "plate": "豫H77777D",
        "drive": "battery",
        "use": "general",
        "gross_mass": "25000",
        "first_year": "2023",
        "claims": "0",
        "cover": "compulsory",
    }
    first, second = browser.post(address, typed), browser.post(address, typed)

    assert first.status_code == second.status_code == 200, first.content.decode()
    assert InsuranceCase.objects.count() == 1
    assert code_shown(first) == code_shown(second) != ""


def code_shown(page):
    return re.search(r'id="code">([^<]+)<', page.content.decode())[1]


def test_every_page_that_shows_a_code_once_is_known_as_the_end_of_an_act():
    once = ("hotline/care/asked.html", "hotline/insurance/reported.html", "accounts/hand_over.html")
    root = Path(__file__).parents[2]
    sources = [
        path.read_text(encoding="utf-8") for app in ("hotline", "accounts") for path in (root / app).rglob("*.py")
    ]
    for template in once:
        uses = [source for source in sources if template in source]
        assert uses
        assert not any(re.search(rf'[^e]render\(\s*request,\s*"{template}"', source) for source in uses), template
