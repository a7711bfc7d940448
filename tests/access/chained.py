"""What the tables of access look at in the demand chain: a secretary with a demand, who is asked for another seat."""

from __future__ import annotations

from typing import Any

from accounts.people import Person
from hotline.chain import seats
from hotline.chain.moving import Needed, enter


def chained(owner: Person, leader: Person) -> dict[str, dict[str, Any]]:
    """Somebody sits for a branch, and is asked for the committee."""
    assert leader.authority
    branch = seats.open_branch(leader.authority, name="豫北流动党支部", division=leader.authority.division, by=leader)
    seat = seats.offer(leader.authority, node="branch", branch=branch, person=owner, by=leader)
    seats.consent(seat, agrees=True, by=owner)
    offered = seats.offer(leader.authority, node="committee", branch=None, person=owner, by=leader)
    own = seats.offer(leader.authority, node="member", branch=branch, person=owner, by=owner)
    demand = enter(Needed(theme="parking", words="夜间没有车位。"), branch, node="branch", by=owner)
    return {
        "chain": {"number": demand.number, "name": "pass"},
        "chain:consent": {"pk": offered.pk},
        "chain:leave": {"pk": own.pk},
        "chain:ask": {"pk": branch.pk},
    }
