"""One person's day at a desk: what was handled, and what it took."""

from __future__ import annotations

import statistics
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Page

from bench.main_job import Hand

OPEN = ("/desk/?box=queue", "/desk/?box=mine")
"""What waits for somebody of this duty, and for this very person."""
TWICE = 2
"""An opinion and a check on site: no case comes back to the same person more often in a day."""


@dataclass
class Desk:
    """One person's day: what was handled, and what it took."""

    duty: str
    hand: Hand
    handled: int = 0
    seconds: list[float] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    opened: Counter[str] = field(default_factory=Counter)
    done: set[tuple[str, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.hand.page.on("response", self._answered)

    def _answered(self, answer: Any) -> None:
        if answer.status >= 400 and answer.request.resource_type == "document":
            self.broken.append(f"{answer.status} {answer.url}")

    @property
    def page(self) -> Page:
        return self.hand.page

    @contextmanager
    def one(self) -> Iterator[None]:
        """One case, or one errand."""
        began = time.perf_counter()
        yield
        self.seconds.append(time.perf_counter() - began)
        self.handled += 1

    def next_case(self, *, lists: Sequence[str] = OPEN, often: int = TWICE) -> bool:
        """Open the first case that waits for this duty; whether there is one."""
        for one in lists:
            self.page.goto(one)
            for link in self.page.query_selector_all("[aria-labelledby=for-me] a, tbody a"):
                address = str(link.get_attribute("href"))
                if self.opened[address] < often:
                    self.opened[address] += 1
                    link.click()
                    self.hand.clicks += 1
                    self.page.wait_for_load_state()
                    return True
        return False

    def go(self, address: str) -> None:
        self.hand.clicks += 1  # a link of the menu
        self.page.goto(address)

    def row(self) -> str:
        hand, handled = self.hand, max(self.handled, 1)
        return (
            f"| {self.duty} | {self.handled} | {hand.clicks / handled:.1f} | {hand.loads / handled:.1f} "
            f"| {statistics.median(self.seconds or [0]):.1f} | {max(self.seconds, default=0):.1f} |"
        )
