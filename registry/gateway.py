"""The demo's gateway of text messages: takes each number once, tells what became of it, and can be made to misbehave.

There is no telephone network here: what would be sent is shown at GET /gateway/messages where --control is on.
`POST /control/gateway {"mode": "slow", "seconds": 5}` switches faults on: slow, down, flapping, wrong (answers signed
with another key), garbage (no JSON), duplicating (each report told twice, out of order). With a file to keep, what was
taken outlives the program, as a real gateway's does.
"""

from __future__ import annotations

import json
import os
import re
import threading
import time
from pathlib import Path
from typing import Any

MODES = ("ok", "slow", "down", "flapping", "wrong", "garbage", "duplicating")
MOBILE = re.compile(r"1[3-9][0-9]{9}")
BLOCKED, SWITCHED_OFF = "9999", "4444"
"""Ends of numbers the network refuses, and of telephones that are never reached."""
PAGE = 100


def write_down(path: Path, taken: dict[str, str]) -> None:
    """Add a line that outlives a kill of the program."""
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(taken, ensure_ascii=False) + "\n")
        file.flush()
        os.fsync(file.fileno())


class Gateway:
    """What was taken, once for each number, and the list of reports."""

    def __init__(self, keep: Path | None = None) -> None:
        self.keep = keep
        self.fault: dict[str, Any] = {"mode": "ok"}
        self.taken: dict[str, dict[str, str]] = {}
        self.reports: list[dict[str, Any]] = []
        self.copies = 0
        self.asked = 0
        self._lock = threading.Lock()
        if keep and keep.exists():
            for line in keep.read_text(encoding="utf-8").splitlines():
                self._enter(json.loads(line))

    def _enter(self, message: dict[str, str]) -> None:
        self.taken[message["id"]] = message
        gone = message["to"].endswith(SWITCHED_OFF)
        told = {"state": "failed", "reason": "switched-off"} if gone else {"state": "delivered"}
        self.reports.append({"at": len(self.reports) + 1, "id": message["id"], **told})

    def answer(self, path: str, asked: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        """Status and body for what a portal asks; faults included, but those of the signature."""
        self.asked += 1
        mode = self.fault.get("mode")
        if mode == "slow":
            time.sleep(float(self.fault.get("seconds", 5)))
        if mode == "down" or (mode == "flapping" and self.asked % 2):
            return 503, {"reason": "down"}
        return self._take(asked) if path == "/v1/messages" else (200, {"reports": self._told(int(asked["after"]))})

    def _take(self, asked: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        if not MOBILE.fullmatch(str(asked["to"])):
            return 400, {"reason": "bad-number"}
        if asked["to"].endswith(BLOCKED):
            return 400, {"reason": "blocked"}
        message = {name: str(asked[name]) for name in ("id", "to", "text", "sign")}
        with self._lock:
            if message["id"] in self.taken:
                self.copies += 1
            else:
                self._enter(message)
                if self.keep:
                    write_down(self.keep, message)
        return 202, {"id": message["id"]}

    def _told(self, after: int) -> list[dict[str, Any]]:
        with self._lock:
            found = self.reports[after : after + PAGE]
        return [*reversed(found), *found] if self.fault.get("mode") == "duplicating" else found
