"""Debian's Chromium, without a window, on a live server; who leaves the house or breaks the page's policy fails."""

from __future__ import annotations

import time
from contextlib import contextmanager

import pytest
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.test import Client
from playwright.sync_api import expect

from tests.browser import line
from tests.factories import PASSWORD

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
# How long a page takes says how busy the machine is, not whether it is right.
expect.set_options(timeout=20_000)


@pytest.fixture(scope="session")
def browser_type_launch_args():
    return {"executable_path": "/usr/bin/chromium-headless-shell", "args": ARGUMENTS, "headless": True}


@pytest.fixture
def visit(browser, live_server, transactional_db):
    """Opens a browser window: visit(person, locale=…, width=…) signed in, or visit() as a stranger.

    `by_hand`: through the sign-in page, and to where it leads; else with what that page answered another client.
    """
    windows, trouble = [], []

    def opened(person=None, *, locale="zh-CN", width=1280, scripts=True, by_hand=False):
        window = browser.new_context(
            locale=locale,
            viewport={"width": width, "height": 900},
            java_script_enabled=scripts,
            base_url=live_server.url,
            accept_downloads=True,
        )
        window.set_default_timeout(10_000)
        windows.append(window)
        window.on("request", lambda request: _same_house(request.url, live_server.url, trouble))
        page = window.new_page()
        page.on("console", lambda message: _policy(message, trouble))
        page.on("pageerror", lambda error: trouble.append(str(error)))
        if person is not None and not by_hand:
            window.add_cookies(_signed_in(person, live_server.url))
        elif person is not None:
            page.goto("/accounts/login/")
            page.fill("#id_login", person.username)
            page.fill("#id_password", PASSWORD)
            page.click("main form button[type=submit]")
            page.wait_for_load_state()
            assert "/login/" not in page.url
        return page

    with _counted() as still_served:
        yield opened
        for window in windows:
            window.close()
        line.mend()
        # The database is emptied next: a draft that was just saving itself is let through first.
        until = time.monotonic() + 5
        while still_served() and time.monotonic() < until:
            time.sleep(0.05)
    assert trouble == []


@pytest.fixture
def sit_down(live_server):
    """Somebody else sits down before an open window: sit_down(page, person), or None for a stranger."""

    def seated(page, person):
        page.context.clear_cookies()
        if person is not None:
            page.context.add_cookies(_signed_in(person, live_server.url))

    return seated


def _signed_in(person, house):
    """The cookies of somebody who signed in with name and password."""
    client = Client()
    answer = client.post("/accounts/login/", {"login": person.username, "password": PASSWORD})
    assert answer.status_code == 302
    return [{"name": cookie.key, "value": cookie.value, "url": house} for cookie in client.cookies.values()]


@contextmanager
def _counted():
    """How many requests the live server is still answering."""
    begun, ended = [], []

    def begin(**_signal):
        begun.append(1)

    def end(**_signal):
        ended.append(1)

    request_started.connect(begin)
    request_finished.connect(end)
    try:
        yield lambda: len(begun) - len(ended) > 0
    finally:
        request_started.disconnect(begin)
        request_finished.disconnect(end)


def _same_house(url, house, trouble):
    if not url.startswith((house, "data:", "blob:", "about:")):
        trouble.append(f"left the house: {url}")


def _policy(message, trouble):
    if "Content Security Policy" in message.text:
        trouble.append(message.text)


@pytest.fixture
def worker():
    """What the worker would do by now."""
    return lambda: call_command("worker", "--once", verbosity=0)
