"""Text messages through an HTTP gateway (settings SMS_URL, SMS_SECRET, SMS_SIGN); the interface is docs/sms-gateway.md.

Both sides sign; an answer that is not signed, or is none, counts for nothing: the message is sent again under the same
number, and the gateway takes it once. What became of it is fetched, so nobody outside needs to reach the portal.
"""

from __future__ import annotations

import functools
import hashlib
import hmac
import json
import secrets
import ssl
import time
from dataclasses import dataclass
from typing import Any

import httpx
import jsonschema
from django.conf import settings

from post.channels.contract import Outgoing, Refused, Unreachable

SECONDS = 8.0
LARGEST_ANSWER = 256 * 1024
TRY_AGAIN = frozenset({401, 403, 404, 408, 425, 429})
"""Answers below 500 that say nothing about the receiver."""
REPORTS = {
    "type": "object",
    "required": ["reports"],
    "properties": {
        "reports": {
            "type": "array",
            "maxItems": 500,
            "items": {
                "type": "object",
                "required": ["at", "id", "state"],
                "properties": {
                    "at": {"type": "integer", "minimum": 1, "maximum": 2**63 - 1},
                    "id": {"type": "string", "maxLength": 40},
                    "state": {"enum": ["delivered", "failed"]},
                    "reason": {"type": "string", "maxLength": 40},
                },
            },
        }
    },
}


@dataclass(frozen=True, kw_only=True)
class Report:
    """What became of a message: `at` is its place in the gateway's list."""

    at: int
    number: str
    is_delivered: bool
    reason: str


def send(outgoing: Outgoing) -> None:
    """Hand one message to the gateway. Raises Refused, Unreachable."""
    asked = {"id": outgoing.number, "to": outgoing.to, "text": outgoing.words, "sign": settings.SMS_SIGN}
    status, answer = _ask("POST", "/v1/messages", asked)
    if 200 <= status < 300:
        if answer.get("id") != outgoing.number:
            raise Unreachable("untrustworthy")
        return
    if 400 <= status < 500 and status not in TRY_AGAIN:
        raise Refused(_word(answer.get("reason")) or f"http-{status}")
    raise Unreachable(f"http-{status}")


def reports(after: int) -> list[Report]:
    """What the gateway tells after a place of its list, in its order. Raises Unreachable."""
    status, answer = _ask("POST", "/v1/reports", {"after": after})
    if status != 200:
        raise Unreachable(f"http-{status}")
    try:
        jsonschema.validate(answer, REPORTS)
    except jsonschema.ValidationError as wrong:
        raise Unreachable("untrustworthy") from wrong
    return [
        Report(
            at=told["at"],
            number=told["id"],
            is_delivered=told["state"] == "delivered",
            reason=_word(told.get("reason")),
        )
        for told in answer["reports"]
    ]


def _word(reason: object) -> str:
    """A gateway's short word, as far as it can be stored and shown."""
    return "".join(filter(str.isprintable, str(reason or "")))[:40]


@functools.cache
def _who_is_trusted() -> ssl.SSLContext:
    """The certificates a gateway is known by; read once, as reading them costs more than a message."""
    return httpx.create_ssl_context(trust_env=False)


def signature(*parts: bytes) -> str:
    """HMAC-SHA256 (hex) of the parts under the shared secret."""
    return hmac.new(settings.SMS_SECRET.encode(), b"\n".join(parts), hashlib.sha256).hexdigest()


def _ask(method: str, path: str, asked: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    """Status and body of an answer that is signed and is JSON. Raises Unreachable."""
    nonce = secrets.token_hex(16)
    body = json.dumps({**asked, "nonce": nonce, "timestamp": int(time.time())}, ensure_ascii=False).encode()
    headers = {"Content-Type": "application/json", "X-Signature": signature(body)}
    try:
        with httpx.Client(verify=_who_is_trusted(), timeout=SECONDS, trust_env=False, follow_redirects=False) as client:
            answer = client.request(method, settings.SMS_URL.rstrip("/") + path, content=body, headers=headers)
    except httpx.TimeoutException as late:
        raise Unreachable("timeout") from late
    except httpx.HTTPError as failed:
        raise Unreachable("no-connection") from failed
    if answer.status_code >= 500:
        raise Unreachable(f"http-{answer.status_code}")
    return answer.status_code, _trusted(answer, nonce)


def _trusted(answer: httpx.Response, nonce: str) -> dict[str, Any]:
    signed = answer.headers.get("X-Signature", "")
    if len(answer.content) > LARGEST_ANSWER or not hmac.compare_digest(
        signed.encode(), signature(nonce.encode(), answer.content).encode()
    ):
        raise Unreachable("untrustworthy")
    try:
        told = json.loads(answer.content)
    except ValueError as wrong:
        raise Unreachable("untrustworthy") from wrong
    if not isinstance(told, dict):
        raise Unreachable("untrustworthy")
    return told
