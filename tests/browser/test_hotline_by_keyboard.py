"""The hotline is worked without a mouse, from the first key to the saved ticket; what has the keys is seen."""

import re

import pytest
from playwright.sync_api import expect

from hotline.tickets.flow.open_steps import step_name
from hotline.tickets.models import Ticket
from tests.hotline.crew import Crew

pytestmark = pytest.mark.django_db(transaction=True)
HAS_FOCUS = """() => {
  const one = document.activeElement, style = getComputedStyle(one);
  const name = one.tagName === "BUTTON" ? one.textContent.trim() : one.name || one.id || one.textContent.trim();
  return { name, seen: style.outlineStyle !== "none", tag: one.tagName };
}"""


@pytest.fixture
def crew(catalogue):
    return Crew()


def tabbed_to(page, wanted, *, most=90):
    """Press Tab until what is wanted has the focus; everything on the way is seen to have it."""
    for _ in range(most):
        found = page.evaluate(HAS_FOCUS)
        assert found["tag"] == "BODY" or found["seen"], found
        if found["tag"] != "BODY" and re.search(wanted, found["name"]):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{wanted} never had the focus")


def test_an_operator_takes_a_call_from_the_first_key_to_the_saved_ticket(visit, crew):
    page = visit(crew.operator)
    page.goto("/hotline/tickets/new/")
    expect(page.locator("#id_phone")).to_be_focused()

    page.keyboard.type("13839119999")
    for field, typed in (
        ("^name$", "马师傅"),
        ("^theme$", "装卸、压车"),
        ("^object_name$", "孟州某物流园"),
        ("^facts$", "等了六个小时。"),
    ):
        tabbed_to(page, field)
        if field == "^theme$":
            while page.evaluate("document.activeElement.selectedOptions[0].text") != typed:
                page.keyboard.press("ArrowDown")
        else:
            page.keyboard.type(typed)
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile("/hotline/tickets/[0-9]"))

    ticket = Ticket.objects.get()
    assert (ticket.facts, ticket.object_name, ticket.theme) == ("等了六个小时。", "孟州某物流园", "detention")
    assert step_name(ticket) == "transfer"


@pytest.mark.parametrize("whose", ["unit", "platform"])
def test_who_handles_it_finds_it_and_signs_for_it_with_keys_alone(visit, crew, whose):
    desk, person = (crew.bureau, crew.handler) if whose == "unit" else (crew.platform.desk, crew.outside)
    ticket = crew.transferred(to=desk)
    page = visit(person)

    page.goto("/hotline/tickets/")
    tabbed_to(page, ticket.number)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(ticket.number))
    tabbed_to(page, "签收")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("办理中")

    assert step_name(ticket) == "reply"
    for field in ("^facts$", "^promised$", "^登记进展$"):
        tabbed_to(page, field)
    page.keyboard.press("Enter")
    tabbed_to(page, "^words$")
