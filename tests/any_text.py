"""Any text anywhere: every parameter of every address, with what nobody types and machines send."""

from __future__ import annotations

import random
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, quote_plus

from django.core.cache import caches
from django.core.signals import got_request_exception
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from accounts.signing_in.throttle import Tries

NASTY = (
    "",
    " ",
    "\x00",
    "a\x00b",
    "\ud800",
    "\udfff\ud800",
    "0" * 5000,
    "9" * 5000,
    "-1",
    "1e309",
    "NaN",
    "Infinity",
    "0x10",
    "٣",
    "²",
    "１２３",
    "1_000",
    "99999999999999999999",
    "9223372036854775808",
    "-9223372036854775809",
    "0001-01-01",
    "9999-12-31",
    "10000-01-01",
    "2026-02-30",
    "2026-13-01",
    "0000-00-00",
    "1-1-1",
    "T",
    "true",
    "None",
    "null",
    "[]",
    "{}",
    '{"a": ' * 50,
    "[" * 3000,
    "<script>alert(1)</script>",
    "{{ 7*7 }}",
    "{% load x %}",
    "%s%d%n",
    "%(x)s",
    "'; DROP TABLE x; --",
    "../../etc/passwd",
    "..\\..\\x",
    "http://example.com/",
    "//example.com",
    "javascript:alert(1)",
    "\u202eevil",
    "\ufeff",
    "\u200b",
    "a" * 100_000,
    "陈" * 20_000,
    "😀" * 3000,
    "\r\nX-Header: 1",
    "\n" * 1000,
    "=cmd|'/c calc'!A0",
    "@SUM(1)",
    "豫H11111",
    "91410800MA3X00001F",
    "410804198612221077",
    "on",
    "vehicle-0",
    "remove-0",
    "remove--1",
    "remove-99999999999999999999",
    "remove-²",
    "remove-x",
    "continue",
    "add",
    "fill",
    "preview",
    str(uuid.UUID(int=1)),
    "00000000-0000-0000-0000",
    "1",
    "999999999999",
    "１",
    "\u0661",
    "💩",
    "a=b&c=d",
    "%00",
    "%ff%fe",
    "zh-hans",
    "xx-yy",
    "20000101",
    "2026-W01-1",
    "12:99",
)
OFTEN = (
    "q",
    "page",
    "after",
    "before",
    "box",
    "since",
    "until",
    "year",
    "month",
    "act",
    "name",
    "number",
    "code",
    "next",
    "row",
    "sort",
    "order",
    "authority",
    "kind",
    "state",
    "item",
    "purpose",
    "answers",
    "receipt",
    "uscc",
    "password",
    "csv",
)


@dataclass(kw_only=True)
class Told:
    """What a run saw: how many values and requests it sent, and which ended in an error of ours."""

    values: int = 0
    requests: int = 0
    codes: dict[int, int] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)


def addresses(patterns: Any = None, prefix: str = "") -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Every address of the resolver as a template `/a/{key}/` with (argument, name of its converter)."""
    for pattern in patterns if patterns is not None else get_resolver().url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern):
            yield _template(route)


def _template(route: str) -> tuple[str, list[tuple[str, str]]]:
    route = re.sub(r"\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)", r"<str:\1>", route)
    found = [(name, kind or "str") for kind, name in re.findall(r"<(?:(\w+):)?(\w+)>", route)]
    plain = re.sub(
        r"<(?:\w+:)?(\w+)>", r"{\1}", route.replace("^", "").replace("$", "").replace("\\Z", "").replace("\\", "")
    )
    return f"/{plain}", found


class Sender:
    """Sends nasty values as several people; what a request changed is taken back, so that the next finds the same."""

    def __init__(self, clients: list[Client], known: dict[str, list[str]], *, seed: int) -> None:
        self.clients = clients
        self.known = known
        self.chance = random.Random(seed)
        self.told = Told()
        self.names: dict[str, list[str]] = {}
        self.places = list(addresses())

    def run(self, values: int) -> Told:
        """Send until so many values were sent."""
        failures: list[str] = []

        def failed(**signal: Any) -> None:
            import sys

            failures.append(repr(sys.exc_info()[1])[:200])

        got_request_exception.connect(failed)
        try:
            while self.told.values < values:
                for place, arguments in self.chance.sample(self.places, len(self.places)):
                    if self.told.values >= values:
                        break
                    self._one(place, arguments, failures)
        finally:
            got_request_exception.disconnect(failed)
        return self.told

    def _one(self, place: str, arguments: list[tuple[str, str]], failures: list[str]) -> None:
        if self.told.requests % 40 == 0:
            for cache in caches.all():
                cache.clear()
            Tries.objects.all().delete()  # throttles would answer everything with 429
        client = self.chance.choice(self.clients)
        cookies = client.cookies.copy()
        address = place.format(**{name: self._argument(name, kind) for name, kind in arguments})
        failures.clear()
        with transaction.atomic():
            self._learn(client, place, address)
            code, sent = self._send(client, place, address)
            transaction.set_rollback(True)
        client.cookies = cookies
        self.told.requests += 1
        self.told.codes[code] = self.told.codes.get(code, 0) + 1
        if code >= 500:
            self.told.errors.append(f"{code} {place} {address[:120]!r} {failures} {sent[:300]!r}")

    def _argument(self, name: str, kind: str) -> str:
        self.told.values += 1
        if name in self.known and self.chance.random() < 0.8:
            return self.chance.choice(self.known[name])
        if kind == "int":
            return self.chance.choice(["0", "1", "999999", "9223372036854775807", "9223372036854775808", "9" * 400])
        if kind == "uuid":
            return str(uuid.UUID(int=self.chance.randrange(5)))
        value = self.chance.choice(NASTY)[:500]
        if kind == "slug":
            return re.sub(r"[^-a-zA-Z0-9_]", "", value) or "x"
        return quote(value or "x", safe="", errors="surrogatepass") if kind != "str" or value else "x"

    def _learn(self, client: Client, place: str, address: str) -> None:
        """The names of the fields of a page, read once."""
        if self.names.get(place):
            return
        page = client.get(address)
        _code(page)
        text = page.content.decode(errors="replace") if not page.streaming else ""
        self.names[place] = sorted(set(re.findall(r'name="([^"]{1,60})"', text)) - {"csrfmiddlewaretoken"})

    def _send(self, client: Client, place: str, address: str) -> tuple[int, str]:
        pool = [*self.names.get(place, []), *OFTEN]
        chosen = self.chance.sample(pool, min(len(pool), self.chance.randint(1, 12)))
        pairs = [(name, self.chance.choice(NASTY)) for name in chosen]
        if self.chance.random() < 0.1:
            pairs.append((self.chance.choice(NASTY)[:200], "x"))
        self.told.values += len(pairs)
        way = self.chance.random()
        if way < 0.4:
            short = [(name, value[:2000]) for name, value in pairs]
            sent = _encoded(short)
            return _code(client.get(f"{address}?{sent}")), sent
        sent = _encoded(pairs)
        if way < 0.85:
            return _code(client.post(address, sent, content_type="application/x-www-form-urlencoded")), sent
        body, kind = self._multipart(pairs)
        return _code(client.post(address, body, content_type=kind)), sent

    def _multipart(self, pairs: list[tuple[str, str]]) -> tuple[bytes, str]:
        parts = []
        for name, value in pairs:
            safe = re.sub(r'["\r\n]', "", name)
            parts.append(f'--b\r\nContent-Disposition: form-data; name="{safe}"\r\n\r\n{value}\r\n')
        for name in ("file", "files", "table"):
            title = re.sub(r'["\r\n]', "", self.chance.choice(NASTY))[:300]
            content = self.chance.choice([*NASTY, "%PDF-1.7", "PK\x03\x04", "\x89PNG\r\n\x1a\n", "a,b\r\nc,d"])
            head = f'--b\r\nContent-Disposition: form-data; name="{name}"; filename="{title}"\r\n'
            head += "Content-Type: text/plain\r\n\r\n"
            parts.append(f"{head}{content}\r\n")
        self.told.values += 6
        return "".join([*parts, "--b--\r\n"]).encode(errors="surrogatepass"), "multipart/form-data; boundary=b"


def _code(answer: Any) -> int:
    """The status. A file is read to its end, as a browser does: closed before, it would close the database as well."""
    if answer.streaming:
        for _piece in answer:
            pass
    return int(answer.status_code)


def _encoded(pairs: list[tuple[str, str]]) -> str:
    return "&".join(
        f"{quote_plus(name, errors='surrogatepass')}={quote_plus(value, errors='surrogatepass')}"
        for name, value in pairs
    )
