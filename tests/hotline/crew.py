"""Everybody a ticket passes, and the acts they do on it; for journeys and walks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from accounts.people import Person
from hotline.desks.models import Desk
from hotline.platforms.models import Platform
from hotline.tickets.doing import calling_back, ending, handling, recording, reviewing, sorting, transferring
from hotline.tickets.doing.recording import Told
from hotline.tickets.models import Ticket
from tests.factories import staff
from tests.hotline.seated import at_a_platform, platform, unit

PHONE = "13839112233"


@dataclass
class Crew:
    """One person for each link of the chain."""

    operator: Person = field(default_factory=lambda: staff("operator", "hotline-operator"))
    dispatcher: Person = field(default_factory=lambda: staff("dispatcher", "hotline-dispatcher"))
    handler: Person = field(default_factory=lambda: staff("handler", "ticket-handler"))
    head: Person = field(default_factory=lambda: staff("unit-head", "unit-head"))
    justice: Person = field(default_factory=lambda: staff("justice", "ticket-handler"))
    outside: Person = field(default_factory=lambda: at_a_platform("outside"))
    reviewer: Person = field(default_factory=lambda: staff("reviewer-of-replies", "reply-reviewer"))
    caller_back: Person = field(default_factory=lambda: staff("caller-back", "caller-back"))
    supervisor: Person = field(default_factory=lambda: staff("ticket-supervisor", "ticket-supervisor"))
    leader: Person = field(default_factory=lambda: staff("leader", "hotline-leader"))
    bureau: Desk = field(init=False)
    oversight: Desk = field(init=False)
    platform: Platform = field(init=False)

    def __post_init__(self) -> None:
        self.bureau = unit("bureau", (self.handler, "handler"), (self.head, "head"), by=self.dispatcher)
        self.oversight = unit("oversight", (self.justice, "handler"), kind="oversight", by=self.dispatcher)
        self.platform = platform("91410800MA49000012", self.outside, by=self.dispatcher)

    def record(self, **told: Any) -> Ticket:
        """A driver calls."""
        values = {
            "channel": "phone",
            "kind": "complaint",
            "theme": "detention",
            "facts": "装货等待八小时，不支付压车费。",
            "name": "马师傅",
            "phone": PHONE,
            "plate": "豫H12345",
            "object_name": "孟州某物流园",
            "against": "station",
            **told,
        }
        assert self.operator.authority is not None
        return recording.record(Told(**values), authority=self.operator.authority, by=self.operator)

    def accepted(self, **told: Any) -> Ticket:
        ticket = self.record(**told)
        sorting.accept(ticket, by=self.operator)
        return ticket

    def transferred(self, *, to: Desk | None = None, **told: Any) -> Ticket:
        ticket = self.accepted(**told)
        transferring.transfer(ticket, to=to or self.bureau, by=self.dispatcher)
        return ticket

    def signed(self, *, to: Desk | None = None, by: Person | None = None, **told: Any) -> Ticket:
        ticket = self.transferred(to=to, **told)
        transferring.sign(ticket, by=by or self.handler)
        return ticket

    def reply(self, ticket: Ticket, *, by: Person | None = None, **values: Any) -> None:
        told = {"facts": "等待属实。", "steps": "约见物流园，当日装货。", "basis": "", "result": "verified", **values}
        handling.reply(ticket, by=by or self.handler, **told)

    def replied(self, *, to: Desk | None = None, by: Person | None = None, reply: Any = None, **told: Any) -> Ticket:
        ticket = self.signed(to=to, by=by, **told)
        self.reply(ticket, by=by, **(reply or {}))
        return ticket

    def reviewed(self, **told: Any) -> Ticket:
        ticket = self.replied(**told)
        reviewing.review(ticket, agrees=True, words="", by=self.reviewer)
        return ticket

    def call_back(self, ticket: Ticket, *, stars: int = 5, solved: str = "yes", words: str = "") -> None:
        calling_back.call_back(ticket, responded=True, solved=solved, stars=stars, words=words, by=self.caller_back)

    def strike_off(self, ticket: Ticket) -> None:
        ending.strike_off(ticket, by=self.supervisor)
