"""A day of an office in a real browser: 200 cases come in, and each desk does its part, click by click.

`python -m bench.day` prints, for each duty, how many cases it handled and what each took: clicks, page loads, and the
seconds of the slowest page. It fails when a case is lost, a page answers with an error, or two figures differ.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, sync_playwright

from bench.duties import Desk, administrator, auditor, clerk, decider, reviewer, supervisor, verifier
from bench.ground import ground, set_up
from bench.main_job import BROWSER, Hand

CASES = 200
ORDINARY = 5
"""Each fifth by the ordinary procedure."""
LIKE = "91410802MA5000000T"
"""The company of the test world the others are like; the clerk is of its district."""


def come_in(number: int) -> None:
    """So many companies apply for their licence; a part of them by the ordinary procedure."""
    from licensing.moving.cases import hand_in
    from tests.factories import company_of, draft, sign
    from tests.fleets import found_companies

    for serial, code in enumerate(found_companies(number, like=LIKE)):
        is_ordinary = serial % ORDINARY == 0
        case = draft(company_of(code), vehicles=1, procedure="ordinary" if is_ordinary else "commitment")
        hand_in(case if is_ordinary else sign(case), by=case.started_by)


def lost() -> list[str]:
    """What did not go as it should: every case that came in is decided, or waits for its applicant."""
    from licensing.applications.models import Application

    cases = Application.objects.submitted()
    left = cases.filter(decision__isnull=True, correction__isnull=True).count()
    unfinished = cases.filter(decision__isnull=False, decision__certificates__isnull=True).count()
    return [f"{n} {what}" for n, what in ((left, "never decided"), (unfinished, "without certificate")) if n]


def main() -> None:
    """The whole day; ends with an error when anything went wrong in it."""
    set_up()
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # playwright's own loop looks like asynchronous code
    number = int(os.environ.get("CASES", CASES))
    with ground():
        print("| duty | cases or errands | clicks each | page loads each | seconds, median | longest |")
        print("|---|---|---|---|---|---|")
        wrong = [*_lived(number), *lost()]
    for one in wrong:
        print(f"wrong: {one}")
    if wrong:
        raise SystemExit(1)


def _lived(number: int) -> list[str]:
    from django.core.management import call_command
    from pytest_django.live_server_helper import LiveServer

    from tests.factories import PASSWORD, staff

    come_in(number)
    days: tuple[tuple[str, tuple[str, ...], Callable[[Desk], None]], ...] = (
        ("clerk", ("counter-clerk", "decider"), lambda desk: clerk(desk, PASSWORD)),
        ("reviewer", ("reviewer",), lambda desk: reviewer(desk, str(people["second reviewer"].pk))),
        ("second reviewer", ("reviewer",), lambda desk: reviewer(desk, str(people["reviewer"].pk))),
        ("decider", ("decider",), lambda desk: decider(desk, PASSWORD)),
        ("verifier", ("verifier",), lambda desk: verifier(desk, str(people["reviewer"].pk))),
        ("supervisor", ("supervisor",), supervisor),
        ("auditor", ("auditor",), lambda desk: auditor(desk, "焦作第1运输有限公司")),
        ("administrator", ("administrator",), administrator),
    )
    people = {duty: staff(f"day-{number}", *roles) for number, (duty, roles, _work) in enumerate(days)}
    server, wrong = LiveServer("127.0.0.1"), []
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(**BROWSER)
            for duty, _roles, work in days:
                desk = Desk(duty, Hand(_signed_in(browser, server.url, people[duty])))
                work(desk)
                print(desk.row(), flush=True)
                wrong += [f"{duty}: {one}" for one in desk.broken]
                call_command("worker", "--once", verbosity=0)
            browser.close()
    finally:
        server.stop()
    return wrong


def _signed_in(browser: Any, house: str, person: Any) -> Page:
    from tests.factories import PASSWORD

    page: Page = browser.new_context(base_url=house, locale="zh-CN").new_page()
    page.goto("/accounts/login/")
    page.fill("[name=login]", person.username)
    page.fill("[name=password]", PASSWORD)
    page.click("main form button[type=submit]")
    page.wait_for_load_state()
    return page


if __name__ == "__main__":
    main()
