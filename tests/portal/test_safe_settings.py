"""What no real installation may run with stops the start, by name."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal.operating.safe_settings import stop_unless_safe

SITE = {
    "organiser": "焦作市交通运输局",
    "address": "焦作市",
    "phone": "0391-12328",
    "hours": "工作日 8:30–17:30",
    "code": "4108000000",
    "icp": "豫ICP备00000000号",
    "police": "豫公网安备00000000000000号",
    "errors": "",
}
OLD = "YW5vdGhlci1kYXRhLWtleS1vZi0zMi1ieXRlcy1sb25n"
SAFE = {
    "PUBLIC_URL": "https://portal.example.gov.cn",
    "DATA_KEY": "dGVzdHMtb25seS1kYXRhLWtleS0zMi1ieXRlcy1sb25n",
    "SECRET_KEY": "x" * 40,
    "DEBUG": False,
    "REGISTRIES": {"credit": "https://exchange.example.gov.cn", "bureau-vehicle": "ledger"},
    "EXCHANGE_SECRET": "x" * 16,
    "SITE": SITE,
}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATA_KEY", "c2hvcnQ="),
        ("DATA_KEY", ""),
        ("DATA_KEY", "not base64 at all, however long it may be"),
        ("OLD_DATA_KEYS", ["c2hvcnQ="]),
        ("OLD_DATA_KEYS", [OLD, "c2hvcnQ="]),
        ("OLD_DATA_KEYS", [OLD, OLD]),
        ("OLD_DATA_KEYS", ["dGVzdHMtb25seS1kYXRhLWtleS0zMi1ieXRlcy1sb25n"]),
        ("INDEX_KEYS", ["not base64 at all, however long it may be"]),
        ("SECRET_KEY", "short"),
        ("EXCHANGE_SECRET", ""),
        ("DEBUG", True),
        ("SITE_ORGANISER", {"organiser": " "}),
        ("SITE_PHONE", {"phone": ""}),
        ("SITE_CODE", {"code": "41080000"}),
        ("SITE_ERRORS", {"errors": "javascript:alert(1)"}),
    ],
)
def test_an_unsafe_setting_is_named(name, value):
    with pytest.raises(ImproperlyConfigured, match=rf"\b{name}:"):
        stop_unless_safe(demo=False, **(SAFE | ({"SITE": SITE | value} if isinstance(value, dict) else {name: value})))


def test_a_safe_installation_starts():
    stop_unless_safe(demo=False, **SAFE)
    stop_unless_safe(demo=False, **(SAFE | {"OLD_DATA_KEYS": [OLD], "INDEX_KEYS": [OLD]}))


def test_no_exchange_needs_no_secret_of_it():
    stop_unless_safe(demo=False, **(SAFE | {"EXCHANGE_SECRET": "", "REGISTRIES": {"bureau-vehicle": "ledger"}}))


def test_a_demo_is_not_served_to_the_world():
    with pytest.raises(ImproperlyConfigured, match="DEMO"):
        stop_unless_safe(demo=True, **SAFE)

    stop_unless_safe(demo=True, **(SAFE | {"PUBLIC_URL": "http://127.0.0.1:8000", "DATA_KEY": "", "DEBUG": True}))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("REGISTRIES", {"credit": "http://exchange.example.gov.cn"}),
        ("PUBLIC_URL", "http://portal.example.gov.cn"),
        ("SMS_URL", "http://sms.example.gov.cn/"),
        ("REAL_NAME_URL", "http://id.example.gov.cn/"),
        ("HOTLINE_SOURCES", {"12345": {"url": "http://12345.example.gov.cn/", "secret": "x" * 16}}),
    ],
)
def test_nobody_is_spoken_to_in_the_clear_unless_somebody_vouches_for_the_line(name, value):
    asked = SAFE | {"SMS_SECRET": "x" * 16, name: value}
    with pytest.raises(ImproperlyConfigured, match=rf"{name}.*in the clear"):
        stop_unless_safe(demo=False, **asked)

    hosts = ["exchange", "portal", "sms", "id", "12345"]
    stop_unless_safe(demo=False, **asked, PLAIN_HOSTS=[f"{host}.example.gov.cn" for host in hosts])
