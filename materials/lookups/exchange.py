"""The provider that asks another authority over HTTP: signed both ways, bounded in time and size.

Protocol (registry/ speaks it too): POST <url>/v1/ask with a JSON body of registry, material, keys, purpose,
nonce and timestamp; header X-Signature = HMAC-SHA256 of the body. The answer carries X-Signature = HMAC-SHA256
of nonce and body, so an old answer cannot be played back. Knows nothing of applications.
"""

from __future__ import annotations

import datetime
import functools
import hashlib
import hmac
import json
import secrets
import ssl
import time
from typing import Any

import httpx
import stamina
from django.conf import settings
from django.utils import timezone

from accounts.typed.shapes import Shape
from materials.lookups.contract import Answer, Outcome, Question, answered, unavailable
from materials.lookups.validity import contradicts, why_invalid
from pages.days import is_countable

LARGEST_ANSWER = 256 * 1024
ANSWER_SCHEMA = {
    "type": "object",
    "required": ["outcome", "fields"],
    "properties": {
        "outcome": {"enum": ["found", "not-found", "conflict"]},
        "fields": {
            "type": "object",
            "propertyNames": {"pattern": "^[a-z][a-z0-9-]{0,40}$"},
            "additionalProperties": {"type": "string", "maxLength": 2000},
        },
        "source_version": {"type": "string", "maxLength": 60},
        "as_of": {"type": "string", "maxLength": 40},
        "reason": {"type": "string", "maxLength": 30},
    },
}


class Untrustworthy(Exception):
    """The registry answered, but not in a way that can be relied on; the message is a short word."""


_is_answer = Shape(ANSWER_SCHEMA).is_valid


@functools.cache
def who_is_trusted() -> ssl.SSLContext:
    """The certificates other authorities' servers are known by; read once, as reading them costs more than asking."""
    return httpx.create_ssl_context(trust_env=False)


def signature(secret: str, *parts: bytes) -> str:
    """HMAC-SHA256 (hex) of the parts; the same on both ends."""
    return hmac.new(secret.encode(), b"\n".join(parts), hashlib.sha256).hexdigest()


class Exchange:
    kind = "exchange"
    local = False

    def __init__(self, url: str, *, secret: str | None = None) -> None:
        self.url = url.rstrip("/")
        self.secret = settings.EXCHANGE_SECRET if secret is None else secret

    def ask(self, question: Question, *, seconds: float) -> Answer:
        requested_at = timezone.now()
        try:
            body = self._fetch(question, seconds)
            return self._read(question, body, requested_at)
        except Untrustworthy as why:
            reason = str(why)
        except httpx.TimeoutException:
            reason = "timeout"
        except httpx.HTTPStatusError as failed:
            reason = f"http-{failed.response.status_code}"
        except httpx.HTTPError:
            reason = "no-connection"
        return unavailable(question, reason, requested_at=requested_at)

    def _fetch(self, question: Question, seconds: float) -> dict[str, Any]:
        until = time.monotonic() + seconds
        # Reading a register twice does no harm, so a broken connection or a 5xx is tried once more in time.
        for attempt in stamina.retry_context(
            on=_worth_a_retry, attempts=2, timeout=max(seconds - 0.2, 0.1), wait_initial=0.1, wait_max=0.3
        ):
            with attempt:
                return self._fetch_once(question, max(until - time.monotonic(), 0.1), until)
        raise AssertionError("stamina either returns or raises")

    def _fetch_once(self, question: Question, seconds: float, until: float) -> dict[str, Any]:
        nonce = secrets.token_hex(16)
        asked = {
            "registry": question.registry,
            "material": question.material,
            "keys": dict(question.keys),
            "purpose": {
                "item": question.purpose.item,
                "case": question.purpose.case,
                "legal_basis": question.purpose.legal_basis,
            },
            "nonce": nonce,
            "timestamp": int(time.time()),
        }
        body = json.dumps(asked, ensure_ascii=False).encode()
        headers = {"Content-Type": "application/json", "X-Signature": signature(self.secret, body)}
        with (
            httpx.Client(verify=who_is_trusted(), timeout=seconds, trust_env=False, follow_redirects=False) as client,
            client.stream("POST", f"{self.url}/v1/ask", content=body, headers=headers) as response,
        ):
            response.raise_for_status()
            if response.status_code != 200:
                raise Untrustworthy(f"http-{response.status_code}")
            if not response.headers.get("Content-Type", "").startswith("application/json"):
                raise Untrustworthy("not-json")
            content = b""
            for part in response.iter_bytes():
                content += part
                if len(content) > LARGEST_ANSWER:
                    raise Untrustworthy("too-large")
                if time.monotonic() > until:
                    raise httpx.ReadTimeout("the answer trickles")
            signed = response.headers.get("X-Signature", "")
        if not hmac.compare_digest(signed, signature(self.secret, nonce.encode(), content)):
            raise Untrustworthy("bad-signature")
        return _parsed(content)

    def _read(self, question: Question, body: dict[str, Any], requested_at: datetime.datetime) -> Answer:
        outcome, fields, reason = Outcome(body["outcome"]), body["fields"], body.get("reason", "")
        if outcome is Outcome.FOUND:
            if not fields:
                raise Untrustworthy("empty-answer")
            if contradicts(fields, question.keys):
                outcome, reason = Outcome.CONFLICT, "other-record"
            elif reason := why_invalid(fields, on=timezone.localdate()):
                outcome = Outcome.CONFLICT
        return answered(
            question,
            outcome,
            requested_at=requested_at,
            fields=fields,
            source_version=body.get("source_version", ""),
            as_of=_moment(body.get("as_of", "")),
            reason=reason,
        )


def _worth_a_retry(error: Exception) -> bool:
    if isinstance(error, httpx.HTTPStatusError):
        return error.response.status_code >= 500
    return isinstance(error, httpx.TransportError) and not isinstance(error, httpx.TimeoutException)


def _parsed(content: bytes) -> dict[str, Any]:
    try:
        body = json.loads(content)
    except (ValueError, RecursionError) as broken:
        raise Untrustworthy("not-json") from broken
    if not _is_answer(body):
        raise Untrustworthy("wrong-schema")
    return dict(body)


def _moment(text: str) -> datetime.datetime | None:
    try:
        found = datetime.datetime.fromisoformat(text)
    except ValueError:
        return None
    if not is_countable(found):
        return None
    return found if found.tzinfo else found.replace(tzinfo=datetime.UTC)
