"""A registry that fails again and again is left alone for a while, so that nobody waits for it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass
class Circuit:
    """Opens after some failures in a row; after a pause lets one question through to try."""

    failures_to_open: int = 5
    pause_seconds: float = 30.0
    clock: Callable[[], float] = time.monotonic
    _failures: int = 0
    _opened_at: float | None = None
    _trying: bool = False
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    @property
    def state(self) -> str:
        """closed, open, or half-open."""
        if self._opened_at is None:
            return "closed"
        return "half-open" if self.clock() - self._opened_at >= self.pause_seconds else "open"

    def may_ask(self) -> bool:
        """Whether a question may go out now; when half-open, only one at a time."""
        with self._lock:
            if self.state == "closed":
                return True
            if self.state == "half-open" and not self._trying:
                self._trying = True
                return True
            return False

    def succeeded(self) -> None:
        with self._lock:
            self._failures, self._opened_at, self._trying = 0, None, False

    def failed(self) -> None:
        with self._lock:
            self._failures += 1
            self._trying = False
            if self._failures >= self.failures_to_open:
                self._opened_at = self.clock()
