"""Settings no real installation may run with: the start stops, and names them."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

DATA_KEY_BYTES = 32
SECRET_KEY_LETTERS = 40
EXCHANGE_SECRET_LETTERS = 16
SITE_CODE_LETTERS = 10
MAY_BE_EMPTY = ("errors",)
_LOOPBACK = ("127.0.0.1", "::1", "localhost")


def stop_unless_safe(*, demo: bool, **values: object) -> None:
    """Raises ImproperlyConfigured with every setting that is not safe, each with what to do."""
    found = list(_of_the_demo(values) if demo else _of_an_installation(values))
    if found:
        raise ImproperlyConfigured("Unsafe settings:\n" + "\n".join(f"  {line}" for line in found))


def _of_the_demo(values: dict[str, object]) -> Iterator[str]:
    if str(values["PUBLIC_URL"]).startswith("https://"):
        yield "DEMO: everybody knows its passwords and keys; unset it where PUBLIC_URL is https"


def _of_an_installation(values: dict[str, object]) -> Iterator[str]:
    if _length(str(values["DATA_KEY"])) < DATA_KEY_BYTES:
        yield "DATA_KEY: 32 random bytes in base64 are needed (openssl rand -base64 32)"
    yield from _of_other_keys(str(values["DATA_KEY"]), values)
    if len(str(values["SECRET_KEY"])) < SECRET_KEY_LETTERS:
        yield f"SECRET_KEY: at least {SECRET_KEY_LETTERS} random letters are needed (openssl rand -base64 48)"
    if values["DEBUG"]:
        yield "DEBUG: it shows the code and its settings to everybody; unset it"
    asked = [url for url in dict(values["REGISTRIES"]).values() if url.startswith("http")]  # type: ignore[call-overload]
    if asked and len(str(values["EXCHANGE_SECRET"])) < EXCHANGE_SECRET_LETTERS:
        yield f"EXCHANGE_SECRET: registries are asked, so at least {EXCHANGE_SECRET_LETTERS} random letters are needed"
    if values.get("SMS_URL") and len(str(values["SMS_SECRET"])) < EXCHANGE_SECRET_LETTERS:
        yield f"SMS_SECRET: a gateway is used, so at least {EXCHANGE_SECRET_LETTERS} random letters are needed"
    for setting in ("HOTLINE_SOURCES", "TELEPHONE_EXCHANGES"):
        for source, told in dict(values.get(setting) or {}).items():  # type: ignore[call-overload]
            if len(told.get("secret", "")) < EXCHANGE_SECRET_LETTERS:
                yield f"{setting}: {source} needs a secret of at least {EXCHANGE_SECRET_LETTERS} random letters"
    yield from _in_the_clear(values)
    yield from _of_the_site(dict(values["SITE"]))  # type: ignore[call-overload]


def _of_other_keys(present: str, values: dict[str, object]) -> Iterator[str]:
    """Keys that only open, and keys of indexes: each once, each whole."""
    for setting, what in (("OLD_DATA_KEYS", "the keys before DATA_KEY"), ("INDEX_KEYS", "what reseal printed")):
        keys: list[str] = list(values.get(setting) or ())  # type: ignore[call-overload]
        if any(_length(key) < DATA_KEY_BYTES for key in keys):
            yield f"{setting}: {what}, each of 32 bytes in base64, with commas between them"
        if len(set(keys)) < len(keys):
            yield f"{setting}: a key stands in it twice"
        if present in keys:
            yield f"{setting}: DATA_KEY itself stands in it; name the keys before it"


def _in_the_clear(values: dict[str, object]) -> Iterator[str]:
    """Personal data leaves encrypted, or along a line the installation vouches for (PIPL art. 51; ASVS 5.0, 12.3.1)."""
    named = {
        **{f"REGISTRIES: {code}": url for code, url in dict(values["REGISTRIES"]).items()},  # type: ignore[call-overload]
        **{name: values.get(name, "") for name in ("PUBLIC_URL", "REAL_NAME_URL", "SMS_URL")},
        **{
            f"HOTLINE_SOURCES: {source}": told.get("url", "")
            for source, told in dict(values.get("HOTLINE_SOURCES") or {}).items()  # type: ignore[call-overload]
        },
    }
    vouched = {*_LOOPBACK, *values.get("PLAIN_HOSTS", ())}  # type: ignore[misc]
    for name, url in named.items():
        told = urlsplit(str(url))
        if told.scheme == "http" and told.hostname not in vouched:
            yield f"{name}: {told.hostname} would be spoken to in the clear; use https, or name it in PLAIN_HOSTS"


def _of_the_site(site: dict[str, str]) -> Iterator[str]:
    """The foot of a government site says who runs it and under which numbers (国办发〔2017〕47号 政府网站发展指引)."""
    for name, value in site.items():
        if not value.strip() and name not in MAY_BE_EMPTY:
            yield f"SITE_{name.upper()}: it stands at the foot of every page; set it"
    if site["code"] and len(site["code"]) != SITE_CODE_LETTERS:
        yield f"SITE_CODE: the number of a government site has {SITE_CODE_LETTERS} characters"
    if site["errors"] and not site["errors"].startswith("https://"):
        yield "SITE_ERRORS: an address that begins with https:// is needed, or none"


def _length(key: str) -> int:
    try:
        return len(base64.b64decode(key, validate=True))
    except binascii.Error:
        return 0
