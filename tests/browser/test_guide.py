"""A guide on any screen: its start stays in sight, its parts are tabs where scripts run, and one page where not."""

import pytest
from playwright.sync_api import expect

GUIDE = "/services/freight-licence-establish/"
pytestmark = pytest.mark.django_db(transaction=True)


def beneath_the_bar(page):
    """Whether what has the focus is covered by the bar that stays."""
    return page.evaluate(
        "() => document.activeElement.getBoundingClientRect().top"
        " < document.querySelector('.start-bar').getBoundingClientRect().bottom - 1"
        " && !document.querySelector('.start-bar').contains(document.activeElement)"
    )


def test_a_guide_is_walked_by_keyboard_and_its_start_stays_in_sight(visit, catalogue):
    page = visit(width=390)
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{GUIDE}#remedies")
    tabs, start = page.get_by_role("tab"), page.locator(".start-bar .btn-primary")

    expect(page.locator("#remedies")).to_be_visible()
    expect(page.locator("#bring")).to_be_hidden()
    expect(start).to_be_in_viewport()
    page.get_by_role("tab", selected=True).focus()
    page.keyboard.press("ArrowRight")
    expect(tabs.first).to_be_focused()
    expect(page.locator("#bring")).to_be_visible()
    page.keyboard.press("End")
    page.keyboard.press("Tab")
    for way in ["Tab"] * 14 + ["Shift+Tab"] * 14:
        page.keyboard.press(way)
        assert page.evaluate("scrollY") == 0 or not beneath_the_bar(page)
    page.emulate_media(media="print")
    expect(page.locator("#bring")).to_be_visible()

    plain = visit(scripts=False)
    plain.goto(GUIDE)
    expect(plain.locator("#bring")).to_be_visible()
    expect(plain.locator("#remedies")).to_be_visible()
