"""The day of those who read: supervisor, auditor, administrator."""

from __future__ import annotations

import re
from collections.abc import Callable

from bench.office.desk import Desk


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
