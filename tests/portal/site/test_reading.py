"""Large type: one switch, remembered, on every page, with a way back and a telephone number."""

import pytest

from accounts.choices.choice import READING, choice_of

pytestmark = pytest.mark.django_db


def type_of(page):
    return "large" if 'data-reading="large"' in page.content.decode() else "usual"


def test_a_stranger_switches_it_on_stays_on_the_page_and_goes_back(client, catalogue):
    answer = client.post("/reading/", {"type": "large", "next": "/services/?q=lost"})

    assert answer["Location"] == "/services/?q=lost"
    assert type_of(client.get("/")) == type_of(client.get("/services/")) == "large"

    client.post("/reading/", {"type": "usual", "next": "/"})
    assert type_of(client.get("/")) == "usual"


def test_the_telephone_number_stands_at_the_top_then(client, catalogue, settings):
    client.post("/reading/", {"type": "large"})
    page = client.get("/").content.decode()

    assert page.index(f'href="tel:{settings.SITE["phone"]}"') < page.index("<main")


def test_it_comes_along_to_another_browser_of_the_same_person(chen, sign_in, client):
    first, second = sign_in(chen), sign_in(chen)
    first.post("/reading/", {"type": "large"})

    assert choice_of(chen, READING) == "large"
    assert type_of(second.get("/services/")) == "large"
    assert second.cookies["reading"].value == "large", "asked once, then the browser knows"
    assert type_of(client.get("/services/")) == "usual", "nobody else's pages change"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_it_leads_nowhere_else(client, catalogue, elsewhere):
    assert client.post("/reading/", {"type": "large", "next": elsewhere})["Location"] == "/"


def test_a_word_that_is_no_type_is_the_usual_one(client, catalogue):
    client.post("/reading/", {"type": "enormous"})
    client.cookies["reading"] = "'\"><script>"

    assert type_of(client.get("/")) == "usual"
