"""An operator who takes calls while web servers are killed, and believes of a call only what a page says of it.

After a cut-off the draft is looked at: while it stands, the call is sent again. A draft that is gone, or holds another
call's words – what was under way when a server was killed arrives late – proves nothing: the list of tickets does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from lxml import html

from bench.drills.visitors import form_of

TICKETS = "/hotline/tickets/"
GONE, UNTRUE, ELSEWHERE, AGAIN = "gone", "untrue", "elsewhere", "typed again"


class Answer(Protocol):
    @property
    def status_code(self) -> int: ...

    @property
    def text(self) -> str: ...

    @property
    def headers(self) -> Mapping[str, str]: ...


Ask = Callable[[str, str, dict[str, str]], Answer | None]
"""Method, address and what is sent: the answer; None where it broke, or was no page somebody can go on with."""


class Operator:
    """`met` is told what no operator should meet."""

    def __init__(self, ask: Ask, met: Callable[[str], None]) -> None:
        self._ask, self._met = ask, met

    def take(self, facts: str) -> None:
        """Type a call and record it, however often that takes."""
        kept = False
        while True:
            form = form_of(self._page(f"{TICKETS}new/").text, "facts")
            held = form["facts"].strip()
            if kept and held != facts:
                if self.is_listed(facts):
                    return
                self._met(AGAIN if held else GONE)
                kept = False
            form |= {"facts": facts, "against": "road", "object_name": facts, "theme": "passage", "channel": "phone"}
            if not kept:
                told = self._keep(form)
                kept, form = told is not None, form | (told or {})
            if kept and self._record(form, facts):
                return

    def is_listed(self, facts: str) -> bool:
        """Whether the list of tickets has the call."""
        page = html.document_fromstring(self._page(f"{TICKETS}?q={facts}").text)
        return any(facts in str(row.text_content()) for row in page.xpath("//main//tbody/tr"))

    def _page(self, address: str) -> Answer:
        while (page := self._ask("GET", address, {})) is None:
            pass
        return page

    def _keep(self, form: dict[str, str]) -> dict[str, str] | None:
        """What the page's script takes over of the draft; None where it was not kept, which the page may say."""
        beside = self._ask("POST", f"{TICKETS}new/beside/", form)
        if beside is None:
            return None
        page = html.fragment_fromstring(beside.text, create_parent=True)
        told = {str(one.get("name")): str(one.get("value")) for one in page.xpath(".//input[@hx-swap-oob]")}
        return told if "draft" in told else None

    def _record(self, form: dict[str, str], facts: str) -> bool:
        answer = self._ask("POST", f"{TICKETS}new/", {**form, "act": "accept"})
        if answer is None or answer.status_code != 302:
            return False
        way_on = answer.headers["location"]
        if way_on == TICKETS:  # it is said to have been recorded already
            if not (is_there := self.is_listed(facts)):
                self._met(UNTRUE)
            return is_there
        if not way_on.startswith(TICKETS):
            self._met(ELSEWHERE)  # to the sign-in, say: nothing was recorded
            return False
        return True
