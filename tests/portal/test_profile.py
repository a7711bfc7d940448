"""One page says who somebody is here, where messages go and how they sign in, and leads to what changes it."""

import re

import pytest

from accounts.choices.choice import LANGUAGE, choose
from accounts.choices.saved import keep_view
from accounts.roles import PERMISSIONS, Role
from pages.lists.definition import list_named
from tests.factories import applicant, staff

pytestmark = pytest.mark.django_db


def somebody(role):
    return applicant(username="somebody") if role == Role.APPLICANT else staff("somebody", role.value)


@pytest.mark.parametrize("role", sorted(PERMISSIONS))
def test_everybody_finds_their_account_from_every_page(catalogue, sign_in, role):
    client = sign_in(somebody(role))
    home = client.get("/").content.decode()
    page = client.get("/profile/").content.decode()

    assert 'href="/profile/"' in home
    assert {"/accounts/password/change/", "/accounts/2fa/", "/accounts/sessions/", "/messages/choices/"} <= set(
        re.findall(r'href="([^"]+)"', page)
    )
    assert ("/accounts/absences/" in page) == (role is not Role.APPLICANT)


def test_a_number_is_shown_masked(sign_in, taihang, chen):
    chen.phone = "13903910017"
    chen.save()
    page = sign_in(chen).get("/profile/").content.decode()

    assert "13903910017" not in page
    assert "0017" in page
    assert taihang.name in page


def test_whatever_somebody_chose_stands_in_one_place_and_can_be_taken_back(sign_in, catalogue):
    watcher = staff("watcher", "auditor")
    client = sign_in(watcher)
    choose(watcher, LANGUAGE, "zh-hant")
    view = keep_view(list_named("register"), title="Expired ones", query="state=expired", by=watcher)
    keep_view(list_named("register"), title="Of somebody else", query="", by=staff("other", "auditor"))
    client.post("/reading/", {"type": "large"})

    page = client.get("/profile/").content.decode()
    client.post(f"/accounts/views/{view.pk}/forget/", {"back": "/profile/"})

    assert "switched on" in page
    assert "繁體中文" in page
    assert "/register/?state=expired" in page
    assert "Of somebody else" not in page
    assert "Expired ones" not in client.get("/profile/").content.decode().partition("<main")[2].partition("chosen")[2]


def test_a_stranger_is_asked_to_sign_in(client, catalogue):
    assert client.get("/profile/").status_code == 302
