"""One page says who somebody is here, where messages go and how they sign in, and leads to what changes it."""

import re

import pytest

from accounts.roles import PERMISSIONS, Role
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


def test_a_stranger_is_asked_to_sign_in(client, catalogue):
    assert client.get("/profile/").status_code == 302
