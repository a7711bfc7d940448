"""The demo's telephone exchange: calls ring, are answered, end, are recorded; told twice and in any order if wished.

    python -m registry.telephone --portal http://127.0.0.1:8000 --calls 5 --missed 2 --copies 2 --shuffle

`make run` starts it beside the registry. One call at a time by hand, where --control is on:

    curl -d '{"agent": "operator", "phone": "13839112233"}' http://127.0.0.1:8100/control/telephone
    curl -d '{"hang_up": "PBX-…"}' http://127.0.0.1:8100/control/telephone

`{"agent": ""}` rings and nobody answers; `{"phone": ""}` withholds the number.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import random
import secrets
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from registry.hotline import Sender

SOURCE, DOOR = "exchange", "calls"
LINE = "12328"


def _moment(at: datetime.datetime) -> str:
    return at.isoformat(timespec="seconds")


def words(
    number: str, *, phone: str, agent: str, began: datetime.datetime, rings: int = 6, speaks: int = 95
) -> list[dict[str, Any]]:
    """All an exchange tells of a call that is over: each message says whose call it is, and one thing more."""
    caller = {"phone": phone} if phone else {}
    every = {"external": number, "started_at": _moment(began), "line": LINE, "caller": caller}
    answered = began + datetime.timedelta(seconds=rings)
    ended = answered + datetime.timedelta(seconds=speaks if agent else 0)
    told = [{**every, "event": "started", "at": _moment(began)}]
    if agent:
        told.append({**every, "event": "answered", "at": _moment(answered), "agent": agent})
    told.append({**every, "event": "ended", "at": _moment(ended)})
    if agent:
        told.append({**every, "event": "recording", "at": _moment(ended), "recording": f"REC-{number}"})
    return told


def day(
    calls: int, *, missed: int, agent: str, prefix: str, copies: int = 1, shuffled: bool = False
) -> list[dict[str, Any]]:
    """Some calls of the last hours, the first of them answered by nobody."""
    now = datetime.datetime.now(datetime.UTC)
    told: list[dict[str, Any]] = []
    for serial in range(1, calls + 1):
        began = now - datetime.timedelta(minutes=2 * (calls - serial) + 4)
        who = "" if serial <= missed else agent
        told += words(f"{prefix}-{serial:04d}", phone=f"13839120{serial:03d}", agent=who, began=began)
    told *= copies
    if shuffled:
        random.Random(12328).shuffle(told)  # noqa: S311 - the same disorder each time
    return told


@dataclass
class Exchange:
    """Calls that go on, and the portal they are told to."""

    sender: Sender
    going_on: dict[str, dict[str, Any]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def asked(self, wanted: dict[str, Any]) -> dict[str, Any]:
        """Let a call come in, or end one; what the portal answered to each message."""
        now = datetime.datetime.now(datetime.UTC)
        if number := wanted.get("hang_up"):
            with self._lock:
                every = self.going_on.pop(number, None)
            if every is None:
                return {"error": "no such call"}
            told = [{**every, "event": "ended", "at": _moment(now)}]
            if every.get("agent"):
                told.append({**every, "event": "recording", "at": _moment(now), "recording": f"REC-{number}"})
        else:
            number, agent = f"PBX-{secrets.token_hex(4)}", str(wanted.get("agent", ""))
            phone = str(wanted.get("phone", "13839112233"))
            told = words(number, phone=phone, agent=agent, began=now, rings=0)[: 2 if agent else 1]
            with self._lock:
                self.going_on[number] = {**told[0], "agent": agent} if agent else told[0]
        return {"call": number, "answers": [self.sender.send(one) for one in told]}


def exchange(portal: str, secret: str) -> Exchange:
    """An exchange that tells a portal of its calls."""
    return Exchange(Sender(portal=portal, source=SOURCE, secret=secret, door=DOOR))


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="registry.telephone", description="A telephone exchange that tells of calls.")
    parser.add_argument("--portal", default="http://127.0.0.1:8000")
    parser.add_argument("--secret", default=os.environ.get("EXCHANGE_SECRET", "demo-exchange-secret"))
    parser.add_argument("--agent", default="operator", help="account of who answers")
    parser.add_argument("--calls", type=int, default=5)
    parser.add_argument("--missed", type=int, default=1, help="so many of them nobody answers")
    parser.add_argument("--copies", type=int, default=2, help="how often each message is sent")
    parser.add_argument("--shuffle", action="store_true", help="send them out of order")
    options = parser.parse_args(arguments)
    sender = exchange(options.portal, options.secret).sender
    outcomes: dict[str, int] = {}
    prefix = f"PBX-{secrets.token_hex(3)}"
    for told in day(
        options.calls,
        missed=options.missed,
        agent=options.agent,
        prefix=prefix,
        copies=options.copies,
        shuffled=options.shuffle,
    ):
        status, answer = sender.send(told)
        outcome = str(answer.get("outcome", status))
        outcomes[outcome] = outcomes.get(outcome, 0) + 1
    print(json.dumps(outcomes))  # noqa: T201


if __name__ == "__main__":
    main()
