"""A stranger's wrong passwords never lock a known device out, and the cookie that says so opens nothing."""

import pytest
from django.conf import settings
from django.core import signing
from django.test import Client

from accounts.signing_in.known_device import COOKIE, SALT
from tests.accounts.test_guessing import guarded, log_in  # noqa: F401 - a fixture
from tests.factories import PASSWORD, staff

pytestmark = pytest.mark.django_db
OFFICE = "10.0.0.1"


def known(username):
    """A browser somebody signed in with before, and out again."""
    client = Client()
    assert log_in(client, username, source=OFFICE).status_code == 302
    client.post("/accounts/logout/")
    assert COOKIE in client.cookies
    return client


def guesses(client, username, times=6):
    return [log_in(client, username, f"guess {n}", source=OFFICE).status_code for n in range(times)]


def test_who_guesses_in_the_same_office_does_not_lock_out_who_is_known_there(catalogue):
    staff("clerk", "counter-clerk")
    mine = known("clerk")

    assert guesses(Client(), "clerk")[-1] == 429
    assert log_in(Client(), "clerk", source=OFFICE).status_code == 429
    assert log_in(mine, "clerk", source=OFFICE).status_code == 302


def test_the_address_may_change_and_the_device_stays_known(catalogue):
    staff("clerk", "counter-clerk")
    mine = known("clerk")
    for n in range(6):
        log_in(Client(), "clerk", f"guess {n}", source="203.0.113.7")

    assert log_in(mine, "clerk", source="203.0.113.7").status_code == 302


def test_a_known_device_does_not_guess_without_end_either(catalogue):
    staff("clerk", "counter-clerk")
    mine = known("clerk")

    assert guesses(mine, "clerk")[-1] == 429
    assert log_in(mine, "clerk", source=OFFICE).status_code == 429
    assert log_in(Client(), "clerk", source=OFFICE).status_code == 302


def test_the_cookie_of_one_account_is_nothing_for_another(catalogue):
    staff("clerk", "counter-clerk")
    staff("decider", "decider")
    mine = known("clerk")

    assert guesses(Client(), "decider")[-1] == 429
    assert log_in(mine, "decider", source=OFFICE).status_code == 429


@pytest.mark.parametrize(
    "value",
    ["", "x", "a:b:c", signing.dumps(["n", "a"], salt="another"), "a" * 3000],
    ids=["empty", "short", "three parts", "signed with another salt", "long"],
)
def test_a_made_up_cookie_counts_where_the_request_comes_from(catalogue, value):
    staff("clerk", "counter-clerk")
    forger = Client()
    forger.cookies[COOKIE] = value

    assert guesses(forger, "clerk")[-1] == 429
    assert log_in(Client(), "clerk", source=OFFICE).status_code == 429


def test_a_signed_cookie_of_another_shape_is_none(catalogue):
    staff("clerk", "counter-clerk")
    for value in ("text", ["one"], ["a", "b", "c"], 5):
        forger = Client()
        forger.cookies[COOKIE] = signing.dumps(value, salt=SALT)
        assert log_in(forger, "clerk", "guess").status_code == 200


def test_nobody_is_known_before_the_second_factor(guarded):  # noqa: F811
    client = Client()

    log_in(client, "clerk")

    assert COOKIE not in client.cookies


def test_the_cookie_names_nobody_and_no_script_reads_it(catalogue):
    staff("clerk", "counter-clerk")
    morsel = known("clerk").cookies[COOKIE]

    assert "clerk" not in signing.loads(morsel.value, salt=SALT)
    assert (morsel["httponly"], morsel["samesite"], morsel["path"]) == (True, "Lax", "/")
    assert morsel["max-age"] == settings.KNOWN_DEVICE_DAYS * 24 * 3600


def test_a_new_sign_in_makes_a_new_device(catalogue):
    staff("clerk", "counter-clerk")
    client = known("clerk")
    before = client.cookies[COOKIE].value

    log_in(client, "clerk", PASSWORD)

    assert client.cookies[COOKIE].value != before
