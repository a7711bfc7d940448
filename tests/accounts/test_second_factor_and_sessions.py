"""Whoever has an account may guard it with a second factor, sees where they are signed in, and ends it there."""

import re
import time

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.usersessions.models import UserSession
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from accounts.roles import Role
from tests.factories import PASSWORD, applicant, principal_of, staff
from trail.models import Event

pytestmark = pytest.mark.django_db
EVERYBODY = list(Role)


def somebody(role):
    return applicant(username="somebody") if role == Role.APPLICANT else staff("somebody", role.value)


DESK = "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0"
PHONE = "Mozilla/5.0 (Linux; Android 12) Chrome/99.0.4844.88 HuaweiBrowser/14.0.5.303 Mobile Safari/537.36"
TABLET = "Mozilla/5.0 (iPad; CPU OS 16_1 like Mac OS X) AppleWebKit/605.1.15 Version/16.1 Mobile/15E148 Safari/604.1"
STRANGERS = "Mozilla/5.0 (iPhone; CPU iPhone OS 16_0 like Mac OS X) AppleWebKit/605.1.15 MicroMessenger/8.0.40"


def signed_in(username="somebody", agent=DESK):
    client = Client(HTTP_ACCEPT_LANGUAGE="en", HTTP_USER_AGENT=agent)
    answer = client.post("/accounts/login/", {"login": username, "password": PASSWORD})
    assert answer.status_code == 302
    return client


def code_of(secret, at=0):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + at))


def confirm(client, name):
    """What guards an account is changed by who types the password once more."""
    led = client.get(reverse(name))
    assert led["Location"].startswith(reverse("account_reauthenticate"))
    assert client.post(led["Location"], {"password": PASSWORD}).status_code == 302


def confirmed(led, client):
    """An act goes on where it was once the password was typed."""
    assert led["Location"].startswith(reverse("account_reauthenticate"))
    return client.post(led["Location"], {"password": PASSWORD}, follow=True)


def set_up(client):
    confirm(client, "mfa_activate_totp")
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    secret = re.search(r"\b[A-Z2-7]{32}\b", page).group()
    assert client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)}).status_code == 302
    return secret


@pytest.mark.parametrize("role", EVERYBODY)
def test_every_role_finds_its_second_factor_sets_it_up_and_is_asked_for_it(catalogue, role):
    person, client = somebody(role), None
    with time_machine.travel("2026-11-25 10:00:05", tick=False):
        client = signed_in()
        own = client.get(reverse("account_change_password")).content.decode()
        secret = set_up(client)
    with time_machine.travel("2026-11-25 10:05:05", tick=False):
        later = signed_in()
        without = later.get(reverse("usersessions_list"))
        answer = later.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
        inside = later.get(reverse("usersessions_list"))

    assert {reverse("mfa_index"), reverse("accounts:sessions")} <= set(re.findall(r'href="([^"]+)"', own))
    assert without.status_code == 302
    assert (answer.status_code, inside.status_code) == (302, 200)
    assert Authenticator.objects.filter(user=person, type="totp").exists()
    assert secret not in str(Authenticator.objects.filter(user=person).values_list("data"))


@pytest.mark.parametrize("role", EVERYBODY)
def test_every_role_sees_its_own_sessions_and_ends_one_of_them(catalogue, role):
    person = somebody(role)
    applicant(username="stranger")
    here, there, third = signed_in(), signed_in(agent=PHONE), signed_in(agent=TABLET)
    signed_in("stranger", agent=STRANGERS)
    page = here.get(reverse("usersessions_list")).content.decode()
    lost = UserSession.objects.get(user=person, user_agent=PHONE)

    told = confirmed(here.post(reverse("usersessions_list"), {"session": lost.pk}), here)

    assert "That session has ended." in told.content.decode()
    assert all(word in page for word in ("Firefox 133", "Huawei Browser 14", "Mobile Safari 16", "this one"))
    assert "WeChat" not in page
    assert there.get(reverse("account_change_password")).status_code == 302
    assert third.get(reverse("account_change_password")).status_code == 200
    assert here.get(reverse("account_change_password")).status_code == 200
    assert Event.objects.get(kind="person.sessions_ended").values["count"] == 1

    told = here.post(reverse("usersessions_list"), follow=True).content.decode()

    assert "You are signed out everywhere else." in told
    assert third.get(reverse("account_change_password")).status_code == 302
    assert UserSession.objects.filter(user=person).count() == 1


@pytest.mark.parametrize("number", ["0", "999999999999999999999", "x", "-1", "\u202e"])
def test_nobody_ends_a_session_that_is_not_theirs(catalogue, number):
    applicant(username="somebody")
    applicant(username="stranger")
    here, other = signed_in(), signed_in("stranger")
    theirs = UserSession.objects.get(user__username="stranger")

    assert confirmed(here.post(reverse("usersessions_list"), {"session": theirs.pk}), here).status_code == 404
    assert here.post(reverse("usersessions_list"), {"session": number}).status_code == 404
    assert other.get(reverse("account_change_password")).status_code == 200


def test_an_applicant_may_take_the_second_factor_off_again(catalogue):
    person = applicant(username="somebody")
    with time_machine.travel("2026-11-25 10:00:05", tick=False):
        client = signed_in()
        set_up(client)
        client.post(reverse("mfa_deactivate_totp"))

    assert not Authenticator.objects.filter(user=person, type="totp").exists()
    assert Event.objects.filter(kind="person.second_factor_removed").count() >= 1


def test_staff_may_not_where_it_is_required(catalogue, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    person = staff("somebody", "reviewer")
    with time_machine.travel("2026-11-25 10:00:05", tick=False):
        client = signed_in()
        set_up(client)
        client.post(reverse("mfa_deactivate_totp"))

    assert Authenticator.objects.filter(user=person, type="totp").exists()


def test_whoever_found_a_browser_open_does_not_keep_its_owner_out(catalogue):
    staff("somebody", "reviewer")
    with time_machine.travel("2026-11-25 10:00:05", tick=False):
        here, there = signed_in(), signed_in(agent=PHONE)
    with time_machine.travel("2026-11-25 10:20:05", tick=False):
        led = here.post(reverse("usersessions_list"))

        assert led["Location"].startswith(reverse("account_reauthenticate"))
        assert there.get(reverse("account_change_password")).status_code == 200

        here.post(led["Location"], {"password": PASSWORD})
        here.post(reverse("usersessions_list"))

        assert there.get(reverse("account_change_password")).status_code == 302


def test_whoever_changes_how_they_sign_in_is_signed_out_everywhere_else(catalogue, django_capture_on_commit_callbacks):
    staff("somebody", "reviewer")
    with time_machine.travel("2026-11-25 10:00:05", tick=False):
        here, there = signed_in(), signed_in(agent=PHONE)
        with django_capture_on_commit_callbacks(execute=True):
            set_up(here)

        assert here.get(reverse("account_change_password")).status_code == 200
        assert there.get(reverse("account_change_password")).status_code == 302


def test_a_sign_in_lasts_a_day_of_work_however_busy_and_what_is_being_typed_is_still_taken(catalogue, settings):
    staff("somebody", "reviewer")
    settings.SESSION_HOURS = 12
    with time_machine.travel("2026-11-25 08:00:00+08:00", tick=False) as clock:
        here = signed_in()
        for _turn in range(12 * 60 // 20):
            clock.shift(20 * 60)
            assert here.get("/desk/").status_code == 200
        clock.shift(60)
        sent = here.post(reverse("account_change_password"), {"password1": "x"})
        over = here.get("/desk/?q=H51", follow=True)

    assert sent.status_code == 200, "a form that was open is answered"
    assert over.redirect_chain[0][0] == reverse("account_login") + "?next=/desk/%3Fq%3DH51"
    assert "signed in for 12 hours" in over.content.decode()


def test_an_administrator_signs_a_colleague_out_everywhere_and_nobody_elses(catalogue, sign_in):
    person = staff("somebody", "reviewer")
    here = signed_in()
    administrator = sign_in(staff("adm", "administrator"))

    told = administrator.post(reverse("accounts:sign_out_person", args=[person.pk]), follow=True).content.decode()

    assert "is signed out of 1 session." in told
    assert here.get("/desk/").status_code == 302
    assert Event.objects.filter(kind="person.signed_out_by_other", subject=f"person:{person.pk}").count() == 1
    elsewhere = sign_in(staff("other", "administrator", division="410803"))
    assert elsewhere.post(reverse("accounts:sign_out_person", args=[person.pk])).status_code == 404


@pytest.mark.parametrize(
    "password", ["Jiaozuo-2026!", "tongban123456", "焦作通办20261128", "somebody2026", "Admin@12328"]
)
def test_a_password_of_words_everybody_here_knows_is_refused(catalogue, password):
    person = applicant(username="somebody")

    with pytest.raises(ValidationError, match=r"everybody here knows|too similar|too common"):
        validate_password(password, person)


@pytest.mark.parametrize(
    "password", ["correct horse battery", "jiaozuo-staple-lamp", "山高水长 2026 月明", "Xk7-qpwm-99"]
)
def test_a_password_with_words_of_its_own_is_taken(catalogue, password):
    validate_password(password, applicant(username="somebody"))


def test_who_has_no_password_yet_is_told_how_to_get_one(taihang, client):
    """Somebody entered at the counter has none; allauth leads them to a page that does not exist here by itself."""
    chen = principal_of(taihang)
    chen.set_unusable_password()
    chen.save()
    client.force_login(chen, backend="accounts.signing_in.backend.Backend")

    answer = client.get(reverse("account_change_password"), follow=True, headers={"accept-language": "en"})

    assert answer.redirect_chain[-1][0] == reverse("profile")
    assert "has no password yet" in answer.content.decode()
