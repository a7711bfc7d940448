"""What each duty of an office does of a day, click by click, in a real browser."""

from __future__ import annotations

import re
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Page, expect

from bench.main_job import Hand, safety

CORRECTED, VERIFIED = 10, 20
TAKES_BACK = 2  # of three visitors the last
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


@dataclass(frozen=True, kw_only=True)
class Visitor:
    """Who comes to the counter for a company: as the cards say that are laid down."""

    name: str
    id_number: str
    uscc: str
    plate: str
    driver: str


def counter(desk: Desk, visitors: Sequence[Visitor]) -> None:
    """Visitors who apply, typed for them and signed by hand; every third takes it back before leaving."""
    for serial, visitor in enumerate(visitors):
        with desk.one():
            receive(desk, visitor)
            address = apply_at_counter(desk, visitor)
        if serial % 3 == TAKES_BACK:
            with desk.one():
                take_back(desk, address)
        leave(desk)


def counter_later(desk: Desk, visitors: Sequence[Visitor]) -> None:
    """Visitors whose application was sent back: what is missing is answered, and signed by hand."""
    for visitor in visitors:
        with desk.one():
            receive(desk, visitor)
            desk.hand.click("main a[href$='/progress/'] >> nth=0")
            desk.hand.click("main a[href$='/correct/'] >> nth=0")
            sign_by_hand(desk)
            desk.hand.click("button[value=answer]")
            leave(desk)


def receive(desk: Desk, visitor: Visitor) -> None:
    desk.go("/counter/")
    for name in ("name", "id_number", "uscc"):
        desk.hand.type(name, getattr(visitor, name))
    desk.hand.tick("[name=seen]")
    desk.hand.click("main form button[type=submit]")


def apply_at_counter(desk: Desk, visitor: Visitor) -> str:
    """On the pages an applicant has; returns their address."""
    hand = desk.hand
    hand.choose("service", "freight-licence-establish")
    hand.click("form[action$='/begin/'] button")
    hand.click("main form button.btn-primary[type=submit]")
    hand.tick("[name=freight-scope][value=general]")
    if desk.page.query_selector("[name=contact-phone]"):  # of who has a telephone it is known
        hand.type("contact-phone", "13903910001")
    hand.type("vehicle-0-plate", visitor.plate)
    hand.choose("vehicle-0-plate-colour", "yellow")
    hand.type("driver-0-driver-id", visitor.driver)
    hand.press()
    safety(hand)
    hand.tick("[name=affirm]")
    sign_by_hand(desk)
    hand.press("hand-in")
    if not desk.page.url.endswith("/submitted/"):
        desk.broken.append(f"not handed in: {desk.page.url}")
    return desk.page.url.removesuffix("submitted/")


def sign_by_hand(desk: Desk) -> None:
    """One stroke on the tablet."""
    canvas = desk.page.locator("[data-pen]")
    canvas.hover(position={"x": 20, "y": 60})
    desk.page.mouse.down()
    canvas.hover(position={"x": 160, "y": 20})
    desk.page.mouse.up()
    desk.hand.clicks += 1
    expect(desk.page.locator("[data-by-hand] input")).to_have_value(re.compile("signature"))


def leave(desk: Desk) -> None:
    desk.go("/counter/")
    desk.hand.click("form[action$='/end/'] button")


def take_back(desk: Desk, address: str) -> None:
    desk.go(f"{address}progress/")
    desk.hand.click("details:has([name=reason]) > summary")
    desk.hand.type("reason", "车已卖")
    desk.hand.click("form[action$='/withdraw/'] button")
    sign_by_hand(desk)
    desk.hand.click("main form:has([data-pen]) button.btn-primary")


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


def auditor(desk: Desk, name: str, worked: Callable[[], None]) -> None:
    """Each register, a company found by its name, a register taken out as a file, its certificates packed."""
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
    with desk.one():
        desk.go("/register/")
        desk.hand.click("button[name=files]")
        worked()
        desk.page.reload()
        with desk.page.expect_download():
            desk.hand.click("a[id^=download-] >> nth=0")


def administrator(desk: Desk) -> None:
    """What an administrator looks after."""
    for address in ("/accounts/people/", "/registries/", "/calendar/", "/letters/", "/messages/texts/", "/catalogue/"):
        with desk.one():
            desk.go(address)
