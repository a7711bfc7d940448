"""The counter's day: visitors apply, take back, answer what was missing, and report what they have put right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from playwright.sync_api import expect

from bench.main_job import safety
from bench.office.desk import Desk

TAKES_BACK = 2  # of three visitors the last


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


def counter_mended(desk: Desk, visitors: Sequence[Visitor]) -> None:
    """Visitors who were told to put something right report it: shown to them first, then signed by hand."""
    for visitor in visitors:
        with desk.one():
            receive(desk, visitor)
            desk.hand.click("main a[href$='/progress/'] >> nth=0")
            form = "form[action$='/rectify/']"
            desk.page.fill(f"{form} [name=words]", "制度已经补齐，已在场所公示。")
            desk.hand.click(f"{form} button.btn-primary")
            sign_by_hand(desk)
            desk.hand.click("main form:has([data-pen]) button.btn-primary")
            if not desk.page.url.endswith("/progress/"):
                desk.broken.append(f"not reported: {desk.page.url}")
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
