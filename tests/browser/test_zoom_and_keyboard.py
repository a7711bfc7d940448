"""At 400 % of a usual screen nothing stands out of the window, and what the keyboard has come to is seen."""

import pytest

pytestmark = pytest.mark.django_db(transaction=True)
PAGES = ["/", "/services/?q=年检", "/services/freight-licence-establish/", "/verify/", "/verify/grants/", "/glossary/"]
FOCUS = """() => {
    const one = document.activeElement, looks = getComputedStyle(one), box = one.getBoundingClientRect();
    const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    const isSeen = !!top && (one.contains(top) || top.contains(one));
    return [one.outerHTML.slice(0, 80), looks.outlineStyle === "solid", isSeen];
}"""


def test_public_pages_are_read_enlarged_and_walked_by_keyboard(visit, catalogue):
    page, found = visit(width=320), []
    page.emulate_media(reduced_motion="reduce")
    for address in PAGES:
        page.set_viewport_size({"width": 320, "height": 256})
        page.goto(address)
        if (wide := page.evaluate("document.documentElement.scrollWidth")) > 320:
            found.append((address, "wider than the window", wide))
        page.set_viewport_size({"width": 683, "height": 400})
        for _time in range(16):
            page.keyboard.press("Tab")
            what, is_marked, is_seen = page.evaluate(FOCUS)
            if not (is_marked and is_seen):
                found.append((address, what, is_marked, is_seen))
    assert found == []


def test_on_a_telephone_the_rows_come_before_what_narrows_them(visit, catalogue):
    page = visit(width=390)
    page.goto("/verify/grants/")
    assert page.locator("#id_q").is_visible()
    assert not page.locator("#id_item").is_visible()

    page.get_by_text("更多筛选").click()
    page.locator("#id_since").fill("2026-01-01")
    page.locator("form.filters button").click()

    assert page.locator("#id_since").input_value() == "2026-01-01"
    assert page.locator("#id_since").is_visible(), "what narrows the list is in view"
    page.set_viewport_size({"width": 1366, "height": 900})
    page.goto("/verify/grants/")
    assert page.locator("#id_item").is_visible()
    assert not page.get_by_text("更多筛选").is_visible()
