"""The main job in a real browser, from the home page to the certificate: how many clicks and page loads it takes.

Each tick, each choice from a list, each button and each link is a click; typing is none. A page load is a document the
browser opens; what a page asks for behind it is none. Officials and the worker do their part between two clicks.
"""

from __future__ import annotations

import csv
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Download, Page, sync_playwright

from bench.measuring import Row

START = "/applications/new/freight-licence-establish/"
BROWSER = {
    "executable_path": "/usr/bin/chromium-headless-shell",
    "args": ["--no-sandbox", "--disable-gpu"],
    "headless": True,
}


class Hand:
    """Somebody's hand on a page: what it clicks and what opens is counted."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.clicks = self.loads = 0
        page.on("domcontentloaded", lambda _page: self._loaded())

    def _loaded(self) -> None:
        self.loads += 1

    def open(self, address: str) -> None:
        self.page.goto(address)

    def click(self, what: str) -> None:
        self.clicks += 1
        self.page.click(what)
        self.page.wait_for_load_state()

    def tick(self, what: str) -> None:
        """Tick every box there is that is not ticked yet."""
        for box in self.page.locator(what).all():
            if not box.is_checked():
                self.clicks += 1
                box.check()

    def choose(self, name: str, value: str) -> None:
        self.clicks += 1
        self.page.select_option(f"[name={name}]", value)

    def type(self, name: str, words: str) -> None:
        self.page.fill(f"[name={name}]", words)

    def press(self, act: str = "continue") -> None:
        self.click(f"main button.btn[value={act}] >> nth=0")


def establish(hand: Hand, *, login: str, password: str, plate: str, driver: str) -> None:
    """A sole trader with one lorry, from the home page, not signed in, until the licence is handed in."""
    begin(hand, login=login, password=password)
    hand.tick("[name=freight-scope][value=general]")
    hand.type("vehicle-0-plate", plate)
    hand.choose("vehicle-0-plate-colour", "yellow")
    hand.type("driver-0-driver-id", driver)
    hand.press()
    safety(hand)
    promise(hand, password=password)


def establish_fleet(hand: Hand, *, login: str, password: str, vehicles: Path, drivers: Path) -> None:
    """The same for a company whose vehicles and drivers come from two files."""
    begin(hand, login=login, password=password)
    hand.tick("[name=freight-scope][value=general]")
    take_in(hand, "vehicle", vehicles)
    hand.press()
    take_in(hand, "driver", drivers)
    hand.press()
    safety(hand)
    promise(hand, password=password)


def take_in(hand: Hand, topic: str, file: Path) -> None:
    """Rows from a file: opened, chosen, taken in."""
    form = f"[form=import-{topic}]"
    hand.click(f"details:has({form}) summary")
    hand.clicks += 1
    hand.page.set_input_files(f"input{form}", file)
    with hand.page.expect_navigation():  # what is typed saves itself first
        hand.click(f"button{form}")


def begin(hand: Hand, *, login: str, password: str) -> None:
    """Home, sign in, start."""
    hand.open("/")
    hand.click(f"main a[href='{START}'] >> nth=0")
    hand.type("login", login)
    hand.type("password", password)
    hand.click("main form button[type=submit]")
    hand.click("main form button.btn-primary[type=submit]")


def safety(hand: Hand) -> None:
    hand.type("safety-person", "李安全")
    hand.type("safety-phone", "13903910001")
    hand.tick("[name=rules-ready]")
    hand.press()


def promise(hand: Hand, *, password: str) -> None:
    """Each statement affirmed by itself, signed with the password, handed in."""
    hand.tick("[name=affirm]")
    hand.type("password", password)
    hand.press("hand-in")


def take_home(hand: Hand) -> Download:
    """The certificate itself, from the page that said the application was received."""
    hand.page.wait_for_selector("#outcome a.btn")
    with hand.page.expect_download() as download:
        hand.click("#outcome a.btn >> nth=0")
    return download.value


def files_of(fleet: dict[str, Any], folder: Path) -> tuple[Path, Path]:
    """A company's vehicles and drivers as the two tables it has of them."""
    vehicles, drivers = folder / "vehicles.csv", folder / "drivers.csv"
    of_vehicles = [[vehicle["plate"], "黄色"] for vehicle in fleet["vehicles"]]
    _write(vehicles, [["号牌号码", "号牌颜色"], *of_vehicles])
    _write(drivers, [["驾驶员身份证号码"], *([number] for _name, number in fleet["drivers"])])
    return vehicles, drivers


def _write(file: Path, rows: list[list[str]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(rows)


def rows() -> list[Row]:
    """Both jobs, counted; each by a company that has had no case yet."""
    from bench.cases import FLEETS
    from tests.factories import PASSWORD, company_of, principal_of
    from tests.fleets import grow_fleet
    from tests.registry_server import WORLD

    trader, fleet = company_of(SOLE_TRADER), company_of(next(FLEETS))
    grow_fleet(fleet.uscc, to=60)
    owned = WORLD["fleets"][SOLE_TRADER]
    told = []
    with tempfile.TemporaryDirectory() as folder, _served() as (page_of, worked):
        hand = Hand(page_of())
        by = {"login": principal_of(trader).username, "password": PASSWORD}
        establish(hand, **by, plate=owned["vehicles"][0]["plate"], driver=owned["drivers"][0][1])
        worked()
        take_home(hand)
        told.append(("sole trader, one lorry", "38 clicks, 22 loads before", hand, "≤ 24 clicks, ≤ 8 loads"))
        hand = Hand(page_of())
        vehicles, drivers = files_of(WORLD["fleets"][fleet.uscc], Path(folder))
        by = {"login": principal_of(fleet).username, "password": PASSWORD}
        establish_fleet(hand, **by, vehicles=vehicles, drivers=drivers)
        worked()
        take_home(hand)
        told.append(("fleet of 60, two files", "–", hand, "≤ 30 clicks"))
    return [
        (f"home page to certificate: {job}", beside, f"{hand.clicks} clicks, {hand.loads} page loads", target)
        for job, beside, hand, target in told
    ]


SOLE_TRADER = "92410802MA40ABCDEB"


@contextmanager
def _served() -> Iterator[Any]:
    """A browser on a server of the measured world: opens pages, and lets officials and worker do their part."""
    from pytest_django.live_server_helper import LiveServer

    from licensing.applications.models.application import Application
    from licensing.moving import cases
    from licensing.moving.finish import finish
    from tests.factories import staff

    # Playwright's own loop makes Django believe it is called from async code.
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    clerk = staff("bench-clerk", "counter-clerk", "decider")

    def worked() -> None:
        case = Application.objects.submitted().order_by("-pk")[0]
        cases.decide(case, "granted", by=clerk)
        finish(Application.objects.get(pk=case.pk))

    server = LiveServer("127.0.0.1")
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(**BROWSER)
            yield (lambda: browser.new_context(base_url=server.url, locale="zh-CN").new_page()), worked
            browser.close()
    finally:
        server.stop()
