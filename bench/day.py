"""A day of an office in a real browser: 200 cases come in, and each desk does its part, click by click.

`python -m bench.day` prints, for each duty, how many cases it handled and what each took: clicks, page loads, and the
seconds of the slowest page. It fails when a case is lost, a page answers with an error, or two figures differ.
`--cases`, `--language` (zh-CN, zh-TW, en) and `--width` choose another day: `--width 390` is an office on telephones.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Sequence
from typing import Any

from playwright.sync_api import Page, sync_playwright

from bench.ground import ground, set_up
from bench.main_job import BROWSER, Hand
from bench.office.casework import clerk, decider, reviewer, verifier, verifier_again
from bench.office.counter import Visitor, counter, counter_later, counter_mended
from bench.office.desk import Desk
from bench.office.reading import administrator, auditor, supervisor

CASES = 200
ORDINARY = 5
"""Each fifth by the ordinary procedure."""
AT_COUNTER = 10
"""For so many that come in on line one comes to the counter; three at least."""
LIKE = "91410802MA5000000T"
"""The company of the test world the others are like; the clerk is of its district."""


def come_in(codes: Sequence[str]) -> None:
    """Companies apply for their licence; a part of them by the ordinary procedure."""
    from licensing.moving.cases import hand_in
    from tests.factories import company_of, draft, sign

    for serial, code in enumerate(codes):
        is_ordinary = serial % ORDINARY == 0
        case = draft(company_of(code), vehicles=1, procedure="ordinary" if is_ordinary else "commitment")
        hand_in(case if is_ordinary else sign(case), by=case.started_by)


def lost() -> list[str]:
    """What did not go as it should: every case that came in is decided, or waits for its applicant."""
    from licensing.applications.models.application import Application

    cases = Application.objects.submitted()
    left = cases.filter(decision__isnull=True, correction__isnull=True, withdrawal__isnull=True).count()
    unfinished = cases.filter(decision__isnull=False, decision__certificates__isnull=True).count()
    ordered = len(told_to_mend())
    wrong = ((left, "never decided"), (unfinished, "without certificate"), (ordered, "told to mend, never reported"))
    return [f"{n} {what}" for n, what in wrong if n]


def visitors_of(codes: Sequence[str]) -> list[Visitor]:
    """The legal representatives of companies, as the business register has them."""
    from tests.registry_server import WORLD

    found = []
    for code in codes:
        told = next(row["fields"] for row in WORLD["records"]["business-licence"] if row["fields"]["uscc"] == code)
        fleet = WORLD["fleets"][code]
        found.append(
            Visitor(
                name=told["legal-rep"],
                id_number=told["legal-rep-id"],
                uscc=code,
                plate=fleet["vehicles"][0]["plate"],
                driver=fleet["drivers"][0][1],
            )
        )
    return found


def sent_back() -> list[Visitor]:
    """Those whose application waits for their answer."""
    from licensing.applications.models.application import Application

    waiting = Application.objects.filter(correction__isnull=False, amendment__isnull=True)
    return visitors_of(list(waiting.order_by("pk").values_list("company__uscc", flat=True)))


def told_to_mend() -> list[Visitor]:
    """Those who were told to put something right, and have not reported it."""
    from licensing.verification.models import Inspection

    waiting = Inspection.objects.filter(outcome=Inspection.Outcome.RECTIFY, rectification__isnull=True)
    codes = waiting.order_by("pk").values_list("verification__application__company__uscc", flat=True)
    return visitors_of(list(codes))


def main() -> None:
    """The whole day; ends with an error when anything went wrong in it."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--cases", type=int, default=int(os.environ.get("CASES", CASES)))
    asked.add_argument("--language", default="zh-CN")
    asked.add_argument("--width", type=int, default=1280)
    told = asked.parse_args()
    set_up()
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # playwright's own loop looks like asynchronous code
    with ground():
        print("| duty | cases or errands | clicks each | page loads each | seconds, median | longest |")
        print("|---|---|---|---|---|---|")
        wrong = [*_lived(told.cases, {"locale": told.language, "width": told.width}), *lost()]
    for one in wrong:
        print(f"wrong: {one}")
    if wrong:
        raise SystemExit(1)


def _lived(number: int, window: dict[str, Any]) -> list[str]:
    from django.core.management import call_command
    from pytest_django.live_server_helper import LiveServer

    from tests.factories import PASSWORD, staff
    from tests.fleets import found_companies

    codes = found_companies(number + max(3, number // AT_COUNTER), like=LIKE)
    come_in(codes[:number])

    def worked() -> None:
        call_command("worker", "--once", verbosity=0)

    days: tuple[tuple[str, tuple[str, ...], Callable[[Desk], None]], ...] = (
        ("counter", ("counter-clerk",), lambda desk: counter(desk, visitors_of(codes[number:]))),
        ("clerk", ("counter-clerk", "decider"), lambda desk: clerk(desk, PASSWORD)),
        ("counter, later", ("counter-clerk",), lambda desk: counter_later(desk, sent_back())),
        ("reviewer", ("reviewer",), lambda desk: reviewer(desk, str(people["second reviewer"].pk))),
        ("second reviewer", ("reviewer",), lambda desk: reviewer(desk, str(people["reviewer"].pk))),
        ("decider", ("decider",), lambda desk: decider(desk, PASSWORD)),
        ("verifier", ("verifier",), lambda desk: verifier(desk, str(people["reviewer"].pk))),
        ("counter, mended", ("counter-clerk",), lambda desk: counter_mended(desk, told_to_mend())),
        ("verifier, again", ("verifier",), lambda desk: verifier_again(desk, str(people["reviewer"].pk))),
        ("supervisor", ("supervisor",), supervisor),
        ("auditor", ("auditor",), lambda desk: auditor(desk, "焦作第1运输有限公司", worked)),
        ("administrator", ("administrator",), administrator),
    )
    people = {duty: staff(f"day-{number}", *roles) for number, (duty, roles, _work) in enumerate(days)}
    server, wrong = LiveServer("127.0.0.1"), []
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(**BROWSER)
            for duty, _roles, work in days:
                desk = Desk(duty, Hand(_signed_in(browser, server.url, people[duty], **window)))
                work(desk)
                print(desk.row(), flush=True)
                wrong += [f"{duty}: {one}" for one in desk.broken]
                worked()
            browser.close()
    finally:
        server.stop()
    return wrong


def _signed_in(browser: Any, house: str, person: Any, *, locale: str, width: int) -> Page:
    from tests.factories import PASSWORD

    screen = {"width": width, "height": 800}
    page: Page = browser.new_context(base_url=house, locale=locale, viewport=screen).new_page()
    page.set_default_timeout(180_000)  # how long a page takes says how busy the machine is, not whether it is right
    page.goto("/accounts/login/")
    page.fill("[name=login]", person.username)
    page.fill("[name=password]", PASSWORD)
    page.click("main form button[type=submit]")
    page.wait_for_load_state()
    return page


if __name__ == "__main__":
    main()
