"""The demo's identity service: sends a code to the telephone of whom a name and an ID number belong to.

There is no telephone network here: what would be sent is shown at GET /messages where --control is on.
"""

from __future__ import annotations

import hashlib
import secrets
import threading
import time
from typing import Any

LIFE_SECONDS = 600
MOST_TRIES = 5


def telephone_of(id_number: str) -> str:
    """The number the identity service has on file; made up, always the same."""
    return f"139{int(hashlib.sha256(id_number.encode()).hexdigest(), 16) % 10**8:08d}"


class RealName:
    """Codes on their way, and the messages that carry them."""

    def __init__(self, people: dict[str, str]) -> None:
        self.people = people
        self.messages: list[dict[str, str]] = []
        self._open: dict[str, dict[str, Any]] = {}
        self._lock = threading.Lock()

    def begin(self, name: str, id_number: str) -> dict[str, str]:
        if self.people.get(id_number) != name:
            return {"outcome": "not-that-person"}
        reference, code, to = secrets.token_hex(16), f"{secrets.randbelow(10**6):06d}", telephone_of(id_number)
        with self._lock:
            self._open[reference] = {"code": code, "until": time.time() + LIFE_SECONDS, "tries": 0}
            self.messages.append({"to": to, "text": f"【实名认证】验证码{code}，10分钟内有效，请勿告知他人。"})
            del self.messages[:-20]
        return {"outcome": "ok", "reference": reference, "to": f"{to[:3]}****{to[-4:]}"}

    def finish(self, reference: str, code: str) -> dict[str, str]:
        with self._lock:
            held = self._open.get(reference)
            if held is None or held["until"] < time.time() or held["tries"] >= MOST_TRIES:
                return {"outcome": "over"}
            held["tries"] += 1
            if not secrets.compare_digest(held["code"].encode(), code.encode()):
                return {"outcome": "wrong-code"}
            del self._open[reference]
        return {"outcome": "ok"}
