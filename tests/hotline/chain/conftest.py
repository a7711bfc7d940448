"""A branch with a secretary and a party-member driver who agreed themselves, and a committee."""

from dataclasses import dataclass

import pytest
import time_machine

from accounts.people import Person
from hotline.chain import seats
from hotline.chain.models import Branch
from hotline.chain.moving import Needed, enter
from tests.factories import PersonFactory
from tests.hotline.crew import Crew

MOMENT = "2026-11-25 09:30:00+08:00"
NEEDED = Needed(theme="parking", words="货场附近没有夜间停车的地方。", name="马师傅", phone="13839112233")


@dataclass
class Seated:
    """Who sits where."""

    crew: Crew
    branch: Branch
    member: Person
    secretary: Person
    committee: Person

    def demand(self, needed=NEEDED):
        return enter(needed, self.branch, node="driver", by=None)


def took(authority, person, *, node, branch, by):
    seat = seats.offer(authority, node=node, branch=branch, person=person, by=by)
    seats.consent(seat, agrees=True, by=person)
    return person


@pytest.fixture
def seated(catalogue):
    with time_machine.travel(MOMENT, tick=False):
        crew = Crew()
        authority = crew.leader.authority
        branch = seats.open_branch(authority, name="豫北流动党支部", division=authority.division, by=crew.leader)
        secretary = took(authority, PersonFactory(name="支书"), node="branch", branch=branch, by=crew.leader)
        committee = took(authority, PersonFactory(name="委员"), node="committee", branch=None, by=crew.leader)
        member = took(authority, PersonFactory(name="党员"), node="member", branch=branch, by=secretary)
        yield Seated(crew=crew, branch=branch, member=member, secretary=secretary, committee=committee)
