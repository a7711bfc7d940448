"""The demo's other hotline: sends tickets, doubled and out of order, takes answers once, and falls silent.

    python -m registry.hotline --portal http://127.0.0.1:8000 --tickets 20 --copies 3 --shuffle

Answers come to the registry's own port (`POST /v1/answers`; docs/hotline.md) and are shown at GET /hotline/answers
where --control is on. `POST /control/hotline {"mode": "silent"}` switches faults on: silent (no answer for some
seconds), down, refusing, wrong (answers signed with another key), garbage (no JSON).
"""

from __future__ import annotations

import argparse
import hashlib
import hmac
import json
import os
import random
import secrets
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

MODES = ("ok", "silent", "down", "refusing", "wrong", "garbage")
THEMES = ("freight-unpaid", "detention", "parking", "tolls", "licence")
FACTS = (
    "平台运单已签收三十天，仍未支付运费。",
    "装货等待九小时，物流园不付压车费。",
    "服务区停车夜间被偷油，没有人管。",
    "绿色通道查验排队两小时。",
    "从业资格证换证不知道去哪里办。",
)


class OtherHotline:
    """What answers were taken, once for each number, and how it behaves."""

    def __init__(self) -> None:
        self.fault: dict[str, Any] = {"mode": "ok"}
        self.answers: dict[str, dict[str, Any]] = {}
        self.copies = 0
        self._lock = threading.Lock()

    def answer(self, asked: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        """Status and body for an answer of the portal; faults included, but those of the signature."""
        mode = self.fault.get("mode")
        if mode == "silent":
            time.sleep(float(self.fault.get("seconds", 30)))
        if mode in ("down", "silent"):
            return 503, {"code": "down"}
        if mode == "refusing":
            return 422, {"code": "unknown-number"}
        with self._lock:
            if asked["id"] in self.answers:
                self.copies += 1
            else:
                self.answers[asked["id"]] = {name: asked[name] for name in asked if name not in ("nonce", "timestamp")}
        return 202, {"id": asked["id"]}


@dataclass(frozen=True, kw_only=True)
class Sender:
    """Sends messages to a portal under a shared secret, to one of its doors for machines."""

    portal: str
    source: str
    secret: str
    door: str = "inbox"

    def send(self, told: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        """Send one message; status and body of the answer. Raises ValueError when the answer is not signed."""
        nonce = secrets.token_hex(16)
        said = {**told, "source": self.source, "nonce": nonce, "timestamp": int(time.time())}
        return self.send_body(json.dumps(said, ensure_ascii=False).encode(), nonce=nonce)

    def send_body(self, body: bytes, *, nonce: str = "", signed: str = "") -> tuple[int, dict[str, Any]]:
        """Send bytes as they are; `signed` in place of the right signature."""
        request = urllib.request.Request(  # noqa: S310 - the portal's own address, given by whoever starts this
            f"{self.portal}/hotline/{self.door}/{self.source}",
            data=body,
            headers={"Content-Type": "application/json", "X-Signature": signed or self._hmac(body)},
            method="POST",
        )
        try:
            with urllib.request.urlopen(request, timeout=20) as response:  # noqa: S310
                status, answer, back = response.status, response.read(), response.headers.get("X-Signature", "")
        except urllib.error.HTTPError as refused:
            status, answer, back = refused.code, refused.read(), refused.headers.get("X-Signature", "")
        if status < 300 and back != self._hmac(nonce.encode(), answer):
            raise ValueError("the answer is not signed")
        return status, json.loads(answer)

    def _hmac(self, *parts: bytes) -> str:
        return hmac.new(self.secret.encode(), b"\n".join(parts), hashlib.sha256).hexdigest()


def message(number: str, version: int, /, **more: Any) -> dict[str, Any]:
    """What one message says: everything, whichever version it is."""
    at = sum(map(ord, number))
    return {
        "external": number,
        "version": version,
        "type": "complaint",
        "theme": THEMES[at % len(THEMES)],
        "facts": FACTS[at % len(FACTS)],
        "caller": {"name": f"来电人{number[-2:]}", "phone": f"138391{number[-5:].rjust(5, '0')}"},
        "division": "410802",
        "handling": {"number": f"ZB{number}", "kind": 0},
        **more,
    }


def day(tickets: int, *, prefix: str, copies: int, shuffled: bool, seed: int = 12345) -> list[dict[str, Any]]:
    """A day's messages: each ticket told, told again with more, all sent several times, perhaps out of order."""
    numbers = [f"{prefix}{serial:05d}" for serial in range(1, tickets + 1)]
    told = [message(number, 1) for number in numbers]
    told += [message(number, 2, facts=message(number, 2)["facts"] + "补充：有运单照片。") for number in numbers]
    told = told * copies
    if shuffled:
        random.Random(seed).shuffle(told)  # noqa: S311 - the same disorder each time
    return told


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="registry.hotline", description="Another hotline that sends tickets.")
    parser.add_argument("--portal", default="http://127.0.0.1:8000")
    parser.add_argument("--source", default="12345")
    parser.add_argument("--secret", default=os.environ.get("EXCHANGE_SECRET", "demo-exchange-secret"))
    parser.add_argument("--tickets", type=int, default=10)
    parser.add_argument("--copies", type=int, default=2, help="how often each message is sent")
    parser.add_argument("--shuffle", action="store_true", help="send them out of order")
    options = parser.parse_args(arguments)
    sender = Sender(portal=options.portal, source=options.source, secret=options.secret)
    outcomes: dict[str, int] = {}
    prefix = time.strftime("%Y%m%d%H%M%S")
    for told in day(options.tickets, prefix=prefix, copies=options.copies, shuffled=options.shuffle):
        status, answer = sender.send(told)
        outcome = str(answer.get("outcome", status))
        outcomes[outcome] = outcomes.get(outcome, 0) + 1
    print(json.dumps(outcomes))  # noqa: T201


if __name__ == "__main__":
    main()
