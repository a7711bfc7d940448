"""Whoever guesses is stopped, and nobody else is: sign-in, codes, signatures, tracking, verification."""

import datetime
import re
import time
from pathlib import Path

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.conf import settings
from django.core.cache import caches
from django.db import OperationalError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.signing_in import throttle
from accounts.signing_in.throttle import TooOften, Tries, client_ip, forget_old, guess, network_of
from licensing.applications.tracking import tracking_code
from tests.factories import PASSWORD, draft, picture, principal_of, staff, submitted
from trail.models import Event

pytestmark = pytest.mark.django_db

LOGIN = "/accounts/login/"
ROOT = Path(__file__).parents[2]
APPS = ("accounts", "licensing", "rating", "materials", "post", "hotline", "supervision", "pages", "portal", "desk")


def log_in(client, username, password=PASSWORD, source="10.0.0.1"):
    return client.post(LOGIN, {"login": username, "password": password}, REMOTE_ADDR=source, HTTP_ACCEPT_LANGUAGE="en")


def code_of(secret):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


@pytest.fixture
def guarded(catalogue):
    """A clerk with a second factor, and its secret."""
    person, secret = staff("clerk", "counter-clerk"), generate_totp_secret()
    TOTP.activate(person, secret)
    return person, secret


def test_wrong_one_time_codes_are_limited_and_each_is_remembered(guarded, client):
    _person, secret = guarded
    log_in(client, "clerk")
    for wrong in range(5):
        page = client.post(reverse("mfa_authenticate"), {"code": f"{wrong:06d}"}, HTTP_ACCEPT_LANGUAGE="en")
    assert "is wrong" in page.content.decode()

    right = client.post(reverse("mfa_authenticate"), {"code": code_of(secret)}, HTTP_ACCEPT_LANGUAGE="en")

    assert "Too many wrong codes" in right.content.decode()
    assert client.get("/desk/").status_code == 302
    assert Event.objects.filter(kind="person.second_factor_failed").count() == 5


def test_a_one_time_code_is_used_once_also_by_another_process(guarded, client, django_user_model):
    _person, secret = guarded
    with time_machine.travel("2026-11-25 10:00:05", tick=False):
        log_in(client, "clerk")
        first = client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
        other = type(client)()
        log_in(other, "clerk")
        again = other.post(reverse("mfa_authenticate"), {"code": code_of(secret)}, HTTP_ACCEPT_LANGUAGE="en")

    assert first.status_code == 302
    assert "has already been used" in again.content.decode()
    # What was used is remembered where every process looks, not in this one's memory.
    assert type(caches["default"]).__name__ == "DatabaseCache"


def test_a_stranger_cannot_lock_a_named_official_out(catalogue, client):
    staff("clerk", "counter-clerk")
    for _ in range(6):
        stranger = log_in(type(client)(), "clerk", "guess", source="203.0.113.9")
    assert stranger.status_code == 429

    assert log_in(client, "clerk", source="10.0.0.1").status_code == 302


def test_a_stranger_s_failures_do_not_touch_the_signature_of_who_is_signed_in(catalogue, client, rf):
    from accounts.signing_in.reauthentication import confirmed

    clerk = staff("clerk", "counter-clerk")
    for _ in range(6):
        log_in(client, "clerk", "guess")
    request = rf.post("/")
    request.user = clerk

    assert confirmed(request, PASSWORD)


def test_a_signature_is_not_guessed_either(taihang, sign_in):
    clerk = staff("clerk", "counter-clerk", "decider")
    case = submitted(taihang)
    address, client = f"/desk/cases/{case.key}/", sign_in(clerk)
    client.post(f"{address}accept/")
    for _ in range(5):
        client.post(f"{address}decide/", {"outcome": "granted", "password": "guess"})

    limited = client.post(f"{address}decide/", {"outcome": "granted", "password": PASSWORD})

    assert limited.status_code == 429
    assert "Too many attempts" in limited.content.decode()
    assert not hasattr(type(case).objects.get(pk=case.pk), "decision")


def test_a_receipt_number_alone_opens_nothing_and_codes_are_not_guessed(taihang, client, settings):
    settings.THROTTLES = settings.THROTTLES | {"track": {"source": "3/10m"}}
    case = submitted(taihang)
    for wrong in ("2222-2222", "3333-3333", "4444-4444"):
        page = client.get("/applications/track/", {"receipt": case.receipt_number, "code": wrong})
        assert case.item.name not in page.content.decode()

    right = {"receipt": case.receipt_number, "code": tracking_code(case.receipt_number)}
    limited = client.get("/applications/track/", right)
    elsewhere = client.get("/applications/track/", right, REMOTE_ADDR="10.9.9.9", HTTP_ACCEPT_LANGUAGE="en")

    assert limited.status_code == 429
    assert "Received" in elsewhere.content.decode()


def test_a_guess_is_counted_before_it_is_looked_at_and_a_right_one_is_none(db, rf, settings):
    settings.THROTTLES = settings.THROTTLES | {"track": {"source": "3/10m"}}
    request, seen = rf.get("/"), []

    def find(answer):
        seen.append(Tries.objects.get(action="track").count)
        return answer

    for answer in ("case", None, "case", None, "case"):
        assert guess("track", lambda answer=answer: find(answer), request=request) == answer
    guess("track", lambda: find(None), request=request)

    assert seen == [1, 1, 2, 2, 3, 3], "what is at work at the same time is in the count already"
    with pytest.raises(TooOften):
        guess("track", lambda: find("case"), request=request)


def test_who_has_the_right_code_reads_while_nothing_can_be_written(db, rf, monkeypatch):
    def full(*_args, **_more):
        raise OperationalError("disk full")

    monkeypatch.setattr(throttle, "_increased", full)

    assert guess("track", lambda: "case", request=rf.get("/")) == "case"
    with pytest.raises(OperationalError):
        guess("track", lambda: None, request=rf.get("/"))


def test_codes_are_looked_up_by_the_one_way_that_counts_first():
    checking = [
        path.relative_to(ROOT).as_posix()
        for app in APPS
        for path in (ROOT / app).rglob("*.py")
        if re.search(r"throttle import [^\n]*\bcheck\b", path.read_text(encoding="utf-8"))
    ]

    assert checking == []


def test_check_codes_of_certificates_are_not_guessed(catalogue, client, settings):
    settings.THROTTLES = settings.THROTTLES | {"verify": {"source": "3/10m"}}
    for _ in range(3):
        client.get("/verify/", {"number": "豫交运管许可焦字410802000001号", "code": "AAAAAAAA"})

    assert client.get("/verify/", {"number": "豫交运管许可焦字410802000001号", "code": "AAAAAAAA"}).status_code == 429


def test_who_tried_from_where_is_forgotten_when_it_counts_no_longer(catalogue, client):
    client.get("/verify/", {"number": "豫交运管许可焦字410802000001号", "code": "AAAAAAAA"})
    forget_old()
    kept = Tries.objects.count()

    with time_machine.travel(timezone.now() + datetime.timedelta(days=2)):
        forget_old()

    assert kept == 1
    assert not Tries.objects.exists()


def test_behind_our_proxy_the_source_is_what_the_proxy_saw(rf, settings):
    settings.BEHIND_PROXY = True

    spoofed = rf.get("/", HTTP_X_FORWARDED_FOR="1.2.3.4, 10.0.0.7", REMOTE_ADDR="127.0.0.1")

    assert client_ip(spoofed) == "10.0.0.7"
    settings.BEHIND_PROXY = False
    assert client_ip(spoofed) == "127.0.0.1"


@pytest.mark.parametrize(
    ("source", "counted"),
    [
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::"),
        ("2001:db8:1:2:ffff:1:2:3", "2001:db8:1:2::"),
        ("2001:db8:1:3::1", "2001:db8:1:3::"),
        ("::ffff:10.0.0.7", "10.0.0.7"),
        ("10.0.0.7", "10.0.0.7"),
        ("", ""),
    ],
)
def test_a_house_with_many_addresses_of_ipv6_is_one_source(source, counted):
    assert network_of(source) == counted


def test_who_takes_a_new_ipv6_address_for_each_guess_is_stopped(catalogue, client):
    staff("clerk", "counter-clerk")

    guesses = [log_in(Client(), "clerk", "guess", source=f"2001:db8::{place}") for place in range(1, 8)]

    assert guesses[-1].status_code == 429
    assert log_in(client, "clerk", source="10.0.0.1").status_code == 302


@pytest.mark.parametrize(
    "address",
    [
        "/verify/",
        "/applications/{key}/materials/id-principal/attach/",
        "/applications/{key}/form/vehicle/import/",
        "/applications/{key}/correct/",
    ],
)
def test_files_are_counted_at_every_door(address, taihang, sign_in, settings):
    settings.THROTTLES = settings.THROTTLES | {"upload": {"source": "2/1h", "person": "2/1h"}}
    case, client = draft(taihang), sign_in(principal_of(taihang))

    def brought():
        return client.post(address.format(key=case.key), {"file": picture(), "files": picture(), "table": picture()})

    before = [brought().status_code for _ in range(2)]

    assert 429 not in before
    assert brought().status_code == 429
    assert client.post(address.format(key=case.key), {}).status_code != 429


def test_searches_are_counted_for_strangers_by_their_source_and_for_others_by_name(catalogue, settings):
    settings.THROTTLES = settings.THROTTLES | {"search": {"source": "3/1m", "person": "3/1m"}}
    clerk, colleague = Client(), Client()
    for client, name in ((clerk, "clerk"), (colleague, "colleague")):
        client.force_login(staff(name, "counter-clerk"), backend="accounts.signing_in.backend.Backend")

    told = [Client().get("/services/", {"q": "货运"}).status_code for _ in range(4)]
    public = Client().get(reverse("verify:publicity"), {"q": "太行"}).status_code

    assert told == [200, 200, 200, 429]
    assert public == 429
    assert Client().get("/services/").status_code == 200
    assert [clerk.get("/desk/", {"q": "太行"}).status_code for _ in range(4)] == [200, 200, 200, 429]
    assert colleague.get("/desk/", {"q": "太行"}).status_code == 200


def test_a_search_goes_on_while_nothing_can_be_written(catalogue, client, monkeypatch):
    def locked(*_args, **_kwargs):
        raise OperationalError("database is locked")

    monkeypatch.setattr("accounts.signing_in.throttle._increased", locked)

    assert client.get("/services/", {"q": "货运"}).status_code == 200


def test_every_rate_of_the_settings_limits_something():
    root = Path(__file__).parents[2]
    sources = [p for app in APPS for p in (root / app).rglob("*.py") if p.name != "settings.py"]
    written = "".join(p.read_text(encoding="utf-8") for p in sources)
    counted = set(re.findall(r'(?:attempt\(\s*|guess\(\s*|throttle=)"([a-z-]+)"', written))

    assert counted == set(settings.THROTTLES)
