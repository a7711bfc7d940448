"""Requests of machines: signed as every exchange of this portal is, in time, of a bounded size (docs/hotline.md).

X-Signature is the HMAC-SHA256 of the body, in hex; the body has nonce and timestamp; the answer carries the HMAC of
nonce and answer, so that neither side believes a third.
"""

from __future__ import annotations

import hmac
import json
import secrets
import time
from dataclasses import dataclass
from typing import Any

import httpx
from django.http import HttpRequest, HttpResponse

from hotline.channels.exchange.sources import Source
from materials.lookups.exchange import signature, who_is_trusted

LARGEST = 64 * 1024
CLOCKS_APART = 300
"""Seconds by which the clocks of two machines may differ."""
SECONDS = 8.0
TRY_AGAIN = frozenset({401, 403, 404, 408, 425, 429})
"""Answers below 500 that say nothing about what was sent."""


class Refused(Exception):
    """The request is not answered: `status` and a short `code` say why."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(code)
        self.status = status
        self.code = code


class Unreachable(Exception):
    """The other side did not answer, or not so that it can be relied on; the message is a short word."""


@dataclass(frozen=True, kw_only=True)
class Signed:
    """A body whose sender is certain. `said` is None when it is no JSON object."""

    body: bytes
    said: dict[str, Any] | None

    @property
    def nonce(self) -> bytes:
        return str((self.said or {}).get("nonce", "")).encode()


def read(request: HttpRequest, secret: str) -> Signed:
    """A request of somebody who knows the secret. Raises Refused."""
    given = request.headers.get("X-Signature", "")
    if not given:
        raise Refused(401, "signature")
    if request.content_type != "application/json":
        raise Refused(415, "not-json-type")
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length) > LARGEST:
        raise Refused(413, "too-large")
    body = request.body
    if not secret or not hmac.compare_digest(given.encode(), signature(secret, body).encode()):
        raise Refused(401, "signature")
    found = Signed(body=body, said=_object(body))
    # What cannot be read has no time in it: it is kept all the same, once, for it is theirs.
    if found.said is not None:
        moment = found.said.get("timestamp")
        if not isinstance(moment, int) or abs(time.time() - moment) > CLOCKS_APART:
            raise Refused(401, "timestamp")
    return found


def _object(body: bytes) -> dict[str, Any] | None:
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return said if isinstance(said, dict) else None


def answer(told: dict[str, Any], *, nonce: bytes = b"", secret: str = "", status: int = 200) -> HttpResponse:
    """JSON back to the machine; signed once it is known who asks."""
    kind = "application/json" if status < 400 else "application/problem+json"
    body = json.dumps(told, ensure_ascii=False).encode()
    response = HttpResponse(body, content_type=kind, status=status)
    if secret:
        response["X-Signature"] = signature(secret, nonce, body)
    response["Cache-Control"] = "no-store"
    return response


def ask(source: Source, path: str, told: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    """Status and body of an answer that is signed and is JSON. Raises Unreachable."""
    nonce = secrets.token_hex(16)
    body = json.dumps({**told, "nonce": nonce, "timestamp": int(time.time())}, ensure_ascii=False).encode()
    headers = {"Content-Type": "application/json", "X-Signature": signature(source.secret, body)}
    try:
        with httpx.Client(verify=who_is_trusted(), timeout=SECONDS, trust_env=False, follow_redirects=False) as client:
            back = client.post(source.url.rstrip("/") + path, content=body, headers=headers)
    except httpx.TimeoutException as late:
        raise Unreachable("timeout") from late
    except httpx.HTTPError as failed:
        raise Unreachable("no-connection") from failed
    if back.status_code >= 500 or back.status_code in TRY_AGAIN:
        raise Unreachable(f"http-{back.status_code}")
    right = signature(source.secret, nonce.encode(), back.content)
    if len(back.content) > LARGEST or not hmac.compare_digest(
        back.headers.get("X-Signature", "").encode(), right.encode()
    ):
        raise Unreachable("untrustworthy")
    said = _object(back.content)
    if said is None:
        raise Unreachable("untrustworthy")
    return back.status_code, said
