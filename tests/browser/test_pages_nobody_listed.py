"""What no list of pages names is looked at all the same: the addresses are the resolver's, what is a page tells itself.

`test_every_page.py` shows pages in the states that matter, each in its languages; a new page stands here from its first
day, as one of those for whom it is sees it.
"""

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.db import transaction
from django.urls import resolve

from tests.access.everything import Visitor, all_names, everything
from tests.access.test_every_address import has_business
from tests.browser.test_every_page import NARROW, NOWHERE, WHOLE, WIDE, pages_by_person, too_wide, wrong_here

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def names_listed(taihang, clerk):
    """The names of the pages that are looked at anyway; what was made to have their addresses is gone again."""
    with transaction.atomic():
        places = pages_by_person(taihang, clerk)
        transaction.set_rollback(True)
    addresses = {address.partition("?")[0] for listed in places.values() for address in listed} - {NOWHERE}
    return {resolve(address).view_name for address in addresses}


def is_page(answer):
    """A whole one, not a part of one and not a file."""
    is_html = answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html")
    return is_html and b"<main" in answer.whole and b"Content-Disposition" not in answer.headers


def pages_besides(listed, world):
    """Person → addresses of the pages that are not listed, each as the first it opens for sees it."""
    visitors = {who: Visitor(person) for who, person in world.people.items()}
    found = {}
    for name, arguments in all_names():
        if name in listed:
            continue
        address = world.address(name, arguments)
        for who in (who for who in visitors if has_business(who, name)):
            answer = visitors[who].comes("GET", address, {})
            if is_page(answer):
                found.setdefault(who, []).append(address)
            if answer.status_code in (200, 405):
                break
    return found


def test_a_page_nobody_listed_is_open_to_everybody(visit, sit_down, taihang, clerk, registry):
    listed = names_listed(taihang, clerk)
    world = everything(taihang)
    pages, found = pages_besides(listed, world), []
    page = visit(locale="zh-CN", width=WIDE)
    page.context.add_init_script(AXE_SCRIPT)
    page.emulate_media(reduced_motion="reduce")
    for who, addresses in pages.items():
        sit_down(page, world.people[who])
        for address in addresses:
            page.set_viewport_size({"width": WIDE, "height": 900})
            if (status := page.goto(address).status) != 200:
                found.append((address, "not the page that was meant", status))
                continue
            wrong = [*wrong_here(page, WHOLE), *too_wide(page, WIDE), *too_wide(page, NARROW)]
            found.extend((address, *one) for one in wrong)
    assert pages
    assert found == []
