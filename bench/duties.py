"""What each duty of an office does of a day, click by click, in a real browser."""

from __future__ import annotations

import re
import statistics
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Page

from bench.main_job import Hand

CORRECTED, VERIFIED = 10, 20
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


def clerk(desk: Desk, password: str) -> None:
    """Each case from the top of the desk: granted by rule at once, sent back once, or accepted."""
    sent_back = 0
    while desk.next_case():
        with desk.one():
            at_once = desk.page.query_selector("input[name=outcome][value=granted]")
            may_ask = desk.page.query_selector("a[href$='/correction/']")
            if may_ask and sent_back < CORRECTED and desk.handled % 10 == 3:
                send_back(desk)
                sent_back += 1
            elif at_once:
                grant(desk, password)
            else:
                desk.hand.click("button[value=accept] >> nth=0")


def send_back(desk: Desk) -> None:
    """Everything that is missing, told at once."""
    desk.hand.click("a[href$='/correction/']")
    desk.hand.tick("input[name=point] >> nth=1")
    desk.page.fill("input.words >> nth=1", "请核对。")
    desk.hand.click("button[value=send]")


def grant(desk: Desk, password: str) -> None:
    outcome = "input[name=outcome][value=granted]"
    if not desk.page.is_visible(outcome):  # completeness and decision in one, folded away below the check
        desk.hand.click(f"details:has({outcome}) > summary")
    desk.hand.tick(outcome)
    desk.page.fill("#password", password)
    desk.hand.click("button[value=decide] >> nth=0")


def reviewer(desk: Desk, second: str) -> None:
    """What a reviewer has: an opinion, a check on site with a second officer, its confirmation."""
    while desk.next_case():
        for form, act in (
            ("form:has([name=agrees])", confirm),
            ("form[action$='/do/site-check/']", lambda at, form: site_check(at, form, second)),
            ("form:has([name=opinion])", give_opinion),
        ):
            if desk.page.query_selector(form) and (form, desk.page.url) not in desk.done:
                desk.done.add((form, desk.page.url))
                with desk.one():
                    act(desk, form)
                break


def give_opinion(desk: Desk, form: str) -> None:
    desk.hand.tick("[name=recommendation][value=grant]")
    desk.page.fill("textarea[name=opinion]", "材料齐全，符合条件，建议准予。")
    desk.hand.click(f"{form} button.btn-primary")


def confirm(desk: Desk, form: str) -> None:
    desk.hand.tick(f"{form} [name=agrees] >> nth=0")
    desk.hand.click(f"{form} button.btn-primary")


def site_check(desk: Desk, form: str, second: str) -> None:
    from django.utils import timezone

    desk.hand.choose("second", second)
    desk.page.fill("[name=checked_on]", timezone.localdate().isoformat())
    desk.hand.tick("[name=passed] >> nth=0")
    desk.page.fill("textarea[name=findings]", "场所、停车场地与申请一致。")
    desk.hand.click(f"{form} button.btn-primary")


def decider(desk: Desk, password: str) -> None:
    while desk.next_case():
        with desk.one():
            grant(desk, password)


def verifier(desk: Desk, second: str) -> None:
    """Each statement that was affirmed, as the registries answered it or as it was seen."""
    while desk.handled < VERIFIED and desk.next_case(lists=("/desk/verifications/",), often=1):
        with desk.one():
            desk.hand.tick("form[action$='/inspect/'] input[name^=kept-][value=yes]")
            desk.hand.tick("form[action$='/inspect/'] input[name=outcome][value=kept]")
            if desk.page.query_selector("select[name=second]"):
                desk.hand.choose("second", second)
            desk.hand.click("form[action$='/inspect/'] button.btn-primary")


def supervisor(desk: Desk) -> None:
    """The dashboard, and the rows behind each of its numbers: as many as it says."""
    desk.go("/register/figures/")
    numbers = "all => all.map(one => [one.href, one.textContent])"
    for address, told in desk.page.eval_on_selector_all("main td a[href*='/register/']", numbers):
        with desk.one():
            desk.go(address)
            counted = desk.page.query_selector(".list-bar p")
            found = re.search(r"[\d,]+", counted.inner_text()) if counted else None
            shown = found[0].replace(",", "") if found else "0"
            if told.strip().isdigit() and shown != told.strip():
                desk.broken.append(f"{told} told, {shown} found: {address}")


def auditor(desk: Desk, name: str) -> None:
    """Each register, a company found by its name, a register taken out as a file."""
    for register in ("", "cases/", "letters/", "evidence/", "verified/", "looks/", "findings/", "samples/"):
        with desk.one():
            desk.go(f"/register/{register}")
    with desk.one():
        desk.go("/register/")
        desk.hand.type("q", name)
        desk.hand.click("main form[role=search] button[type=submit]")
        desk.hand.click("tbody a >> nth=0")
    with desk.one():
        desk.go("/register/cases/")
        with desk.page.expect_download():
            desk.hand.click(".list-bar a[download] >> nth=0")


def administrator(desk: Desk) -> None:
    """What an administrator looks after."""
    for address in ("/accounts/people/", "/registries/", "/calendar/", "/letters/", "/messages/texts/", "/catalogue/"):
        with desk.one():
            desk.go(address)
