"""`make pictures`: the flow's picture and the screenshots of the docs, taken from a running demo (`make run`).

Usage: python -m bench.pictures [http://127.0.0.1:8000] – the demo must be running.
"""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from bench.main_job import BROWSER

FOLDER = Path(__file__).parent.parent / "docs" / "pictures"
PAGES = {
    "": {"home": "/", "guide": "/services/freight-licence-establish/", "verify": "/verify/"},
    "chen": {"applications": "/applications/"},
    "clerk": {"desk": "/desk/"},
    "verifier": {"verifications": "/desk/verifications/"},
    "auditor": {"register": "/register/"},
    "supervisor": {"deadlines": "/register/overdue/"},
    "admin": {"registries": "/registries/", "catalogue": "/catalogue/"},
}


def signed_in(browser: Browser, base: str, username: str, *, width: int, locale: str) -> Page:
    page = browser.new_context(
        base_url=base, viewport={"width": width, "height": 800}, locale=locale, color_scheme="light"
    ).new_page()
    if username:
        page.goto("/accounts/login/")
        page.fill("#id_login", username)
        # The demo shows its password on this very page.
        page.fill("#id_password", page.inner_text("section[aria-labelledby=demo] p code"))
        page.click("main form button[type=submit]")
        page.wait_for_load_state()
        if username == "chen":
            page.goto("/accounts/companies/")
            page.click("form[action*=act-for] button")
    return page


def main() -> None:
    base = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000"
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**BROWSER)
        for width, locale in ((1280, "zh-CN"), (390, "zh-CN")):
            for username, pages in PAGES.items():
                page = signed_in(browser, base, username, width=width, locale=locale)
                for name, address in pages.items():
                    page.goto(address)
                    target = FOLDER / f"{name}-{width}.png"
                    page.screenshot(path=target)
                    print(target)
        browser.close()


if __name__ == "__main__":
    main()
