"""Long pages on a telephone: what is decided stands first, the rest is folded, told in a line, and whole on paper."""

import pytest

from licensing.applications import amending
from licensing.applications.models.application import Application
from licensing.moving import cases as flow
from tests.conftest import SHUNDA
from tests.factories import company_of, granted, principal_of, staff, submitted
from tests.hotline.crew import Crew
from tests.supervision.conftest import happened, subject_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LONGEST = 6000
TALL = "document.documentElement.scrollHeight"
FOLDS = "[...document.querySelectorAll('main details.fold')]"
CLOSED = f"{FOLDS}.filter(fold => !fold.open).length"
TOLD = f"{FOLDS}.filter(fold => !fold.open).map(fold => fold.querySelector('.told')?.textContent.trim() ?? '')"
UNREAD = f"""{FOLDS}.filter(fold => !fold.querySelector('form'))
    .filter(fold => !fold.lastElementChild.getBoundingClientRect().height).length"""


@pytest.fixture
def long_pages(taihang, clerk, world):
    """Who reads which long page."""
    decided, waiting = granted(taihang, clerk=clerk), submitted(company_of(SHUNDA))
    code = subject_of(taihang, colour="yellow")
    for months in range(1, 9):
        happened(code, "penalties", months=months, gravity="ordinary", source="own")
    crew = Crew()
    ticket = crew.reviewed()
    crew.call_back(ticket)
    return {
        clerk: [f"/desk/cases/{waiting.key}/", f"/desk/cases/{decided.key}/"],
        staff("auditor", "auditor"): [f"/register/cases/{decided.key}/"],
        staff("credit", "credit-officer"): [f"/supervision/credit/{code.pk}/"],
        principal_of(taihang): [f"/applications/{decided.key}/progress/"],
        crew.supervisor: [f"/hotline/tickets/{ticket.number}/"],
    }


@pytest.mark.parametrize("scripts", [True, False])
def test_no_page_is_longer_than_a_thumb_likes(visit, long_pages, scripts):
    found = []
    for person, addresses in long_pages.items():
        page = visit(person, width=390, scripts=scripts)
        for address in addresses:
            page.goto(address)
            if (tall := page.evaluate(TALL)) > LONGEST:
                found.append((address, tall))

    assert found == []


CARDS = """[...document.querySelectorAll('table.listed tbody tr')].map(card => ({
    tall: card.getBoundingClientRect().height,
    isWide: card.scrollWidth > card.clientWidth,
    head: card.querySelector('th').getBoundingClientRect().top,
    state: card.querySelector('.speaks > .badge')?.getBoundingClientRect().top,
    told: [...card.querySelectorAll('td.speaks')].map(cell => getComputedStyle(cell, '::before').content),
    named: [...card.querySelectorAll('td:not(.speaks):not(:has([type=checkbox]))')]
        .map(cell => getComputedStyle(cell, '::before').content),
}))"""
A_CARD = 170


@pytest.mark.parametrize("address", ["/register/", "/register/cases/"])
def test_a_row_of_a_list_is_a_card_that_takes_no_line_for_one_value(visit, taihang, clerk, world, address):
    """What it is and where it stands in one line; titles only where a value does not say what it is."""
    granted(taihang, clerk=clerk)
    page = visit(staff("auditor", "auditor"), width=390)

    page.goto(address)
    cards = page.evaluate(CARDS)

    assert cards
    assert all(card["tall"] <= A_CARD and not card["isWide"] for card in cards)
    assert all(abs(card["state"] - card["head"]) < 40 for card in cards)
    assert {told for card in cards for told in card["told"]} == {"none"}
    assert all(name not in ("none", '""') for card in cards for name in card["named"])


def test_what_is_folded_on_a_telephone_stands_open_on_a_desk_and_is_whole_on_paper(visit, long_pages):
    clerk, (waiting, _decided) = next(iter(long_pages.items()))
    page = visit(clerk, width=390)
    page.goto(waiting)
    told = page.evaluate(TOLD)
    assert len(told) > 6
    assert any("豫H" in one for one in told), "few vehicles are called by their plates"
    assert any("免予提交" in one for one in told), "what became of the materials"

    page.emulate_media(media="print")
    assert page.evaluate(UNREAD) == 0
    page.emulate_media(media="screen")
    page.set_viewport_size({"width": 1366, "height": 768})
    page.goto(waiting)
    assert page.evaluate(CLOSED) == 0


def test_a_link_to_what_is_folded_opens_it(visit, long_pages):
    clerk, (waiting, _decided) = next(iter(long_pages.items()))
    page = visit(clerk, width=390)
    page.goto(waiting)
    assert not page.locator("#reasons-inside").is_visible()

    page.locator(".act-bar a[href='#reasons-inside']").click()

    assert page.locator("#reasons-inside").is_visible()


def test_what_was_corrected_is_never_folded(visit, taihang, clerk, world):
    case = submitted(taihang)
    point = {"section": "safety", "row": -1, "field": "safety-phone", "material": "", "label": "电话", "words": "改"}
    flow.ask_for_correction(case, [point], by=clerk)
    case = Application.objects.get(pk=case.pk)
    amending.save_correction(case, lambda held: ({"safety-phone": "13903910009"}, {}))
    flow.answer_correction(case, by=principal_of(taihang))
    page = visit(clerk, width=390)

    page.goto(f"/desk/cases/{case.key}/")

    assert page.locator("details.fold[open]", has_text="已补正").count() == 1


LONG = """() => { const long = '道路普通货物运输经营许可'.repeat(6);
    document.querySelector('main').innerHTML = `<form class="d-flex gap-2"><select class="form-select w-auto">
        <option>${long}</option></select><button>go</button></form>`; }"""


def test_a_long_choice_is_no_wider_than_the_telephone(visit, catalogue):
    page = visit(width=390)
    page.goto("/verify/")

    page.evaluate(LONG)

    assert page.evaluate("document.documentElement.scrollWidth") == 390
