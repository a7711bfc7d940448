"""No account passes for another, and what was closed stays closed."""

import pytest
from django.core.exceptions import ValidationError

from accounts.people import Person
from accounts.signing_in.usernames import normalise_username
from accounts.staffing.staff import deactivate, reactivate
from tests.factories import PASSWORD, staff

pytestmark = pytest.mark.django_db


def test_full_width_and_capitals_make_no_new_account():
    assert normalise_username("ｃｌｅｒｋ") == normalise_username("Clerk") == "clerk"


@pytest.mark.parametrize("name", ["сlerk", "clеrk", "cl\u202eerk", "clerk\u200b", "ϲlerk", "clerk\x00", "cle rk", ""])
def test_letters_that_only_look_the_same_are_refused(name):
    with pytest.raises(ValidationError):
        normalise_username(name)


@pytest.mark.parametrize("name", ["ｃlerk", "сlerk"])
def test_nobody_signs_up_under_a_name_that_looks_like_anothers(client, clerk, name):
    fields = {"username": name, "name": "李四", "phone": "13903910001", "password1": PASSWORD, "password2": PASSWORD}

    page = client.post("/accounts/signup/", fields, HTTP_ACCEPT_LANGUAGE="en")

    assert page.status_code == 200
    assert Person.objects.filter(username__endswith="lerk").count() == 1


def test_a_session_from_before_is_not_brought_back(clerk, sign_in, catalogue):
    administrator = staff("adm", "administrator")
    window = sign_in(clerk)
    before = window.get("/desk/").status_code

    deactivate(clerk, by=administrator)
    reactivate(clerk, by=administrator)

    assert before == 200
    assert window.get("/desk/").status_code == 302
