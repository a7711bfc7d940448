"""Joins accounts to the identity service: name and number are sent signed, the code goes to the person's telephone.

The service speaks the exchange's signatures (materials/lookups/exchange.py): POST <url>/v1/real-name/begin and
/finish. The code never passes through the portal before its owner types it.
"""

from __future__ import annotations

import json
import secrets
import time
from typing import Any

import httpx
from django.conf import settings

from accounts.represented.real_name import (
    ChallengeOver,
    NoTelephone,
    NotThatPerson,
    Sent,
    ServiceUnreachable,
    WrongCode,
)
from materials.lookups.exchange import signature, who_is_trusted

_SECONDS = 5.0
_REFUSALS: dict[str, type[Exception]] = {
    "not-that-person": NotThatPerson,
    "no-telephone": NoTelephone,
    "wrong-code": WrongCode,
    "over": ChallengeOver,
}


class ExchangeRealName:
    """The identity service behind the exchange."""

    def begin(self, *, name: str, id_number: str) -> Sent:
        answer = _post("begin", {"name": name, "id-number": id_number})
        if not isinstance(answer.get("reference"), str) or not isinstance(answer.get("to"), str):
            raise ServiceUnreachable("wrong-schema")
        return Sent(reference=answer["reference"][:80], to=answer["to"])

    def finish(self, *, reference: str, code: str) -> None:
        _post("finish", {"reference": reference, "code": code})


def _post(step: str, values: dict[str, str]) -> dict[str, Any]:
    url, secret = settings.REAL_NAME_URL, settings.EXCHANGE_SECRET
    if not url:
        raise ServiceUnreachable("not-connected")
    nonce = secrets.token_hex(16)
    body = json.dumps({**values, "nonce": nonce, "timestamp": int(time.time())}, ensure_ascii=False).encode()
    headers = {"Content-Type": "application/json", "X-Signature": signature(secret, body)}
    try:
        with httpx.Client(verify=who_is_trusted(), timeout=_SECONDS, trust_env=False, follow_redirects=False) as client:
            response = client.post(f"{url.rstrip('/')}/v1/real-name/{step}", content=body, headers=headers)
        response.raise_for_status()
        answer = json.loads(response.content[:65536])
    except (httpx.HTTPError, ValueError) as failed:
        raise ServiceUnreachable(type(failed).__name__) from failed
    expected = signature(secret, nonce.encode(), response.content)
    # Silence or a forged answer is never a yes: only a signed "ok" is.
    if not secrets.compare_digest(response.headers.get("X-Signature", ""), expected) or not isinstance(answer, dict):
        raise ServiceUnreachable("bad-signature")
    if answer.get("outcome") == "ok":
        return answer
    raise _REFUSALS.get(str(answer.get("outcome")), ServiceUnreachable)


provider = ExchangeRealName()
