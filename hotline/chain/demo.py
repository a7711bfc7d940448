"""The demo's chain: a branch whose people agreed, and a demand on its way, one answered, one that is a ticket."""

from __future__ import annotations

from accounts.authorities import Authority
from accounts.people import Person
from hotline.chain import moving, seats
from hotline.chain.models import Branch, Demand
from hotline.chain.moving import Needed

CITY = "410800"
SEATED = (("branch", "li"), ("committee", "chen"), ("member", "zhao"))


def seed() -> int:
    """Fill an empty demo; 0 when it is there already or somebody is missing."""
    authority = Authority.objects.filter(division=CITY).first()
    people = {one.username: one for one in Person.objects.filter(username__in=[name for _node, name in SEATED])}
    if authority is None or len(people) < len(SEATED) or Branch.objects.exists():
        return 0
    branch = seats.open_branch(authority, name="豫北货运流动党支部", division=authority.division, by=None)
    for node, username in SEATED:
        whose = None if node == "committee" else branch
        seat = seats.offer(authority, node=node, branch=whose, person=people[username], by=None)
        seats.consent(seat, agrees=True, by=people[username])
    _told(branch, "parking", "货场附近夜间没有停车位。")
    answered = _told(branch, "licence", "从业资格证快到期，去哪里换证？")
    moving.answer(answered, words="可在网上申请换证，也可到政务大厅窗口办理。", by=people["zhao"])
    on_its_way = _told(branch, "tolls", "绿色通道查验排队时间太长。")
    for _node, username in (("member", "zhao"), ("branch", "li"), ("committee", "chen")):
        moving.pass_on(on_its_way, note="请协调处理。", by=people[username])
    return branch.demands.count()


def _told(branch: Branch, theme: str, words: str) -> Demand:
    needed = Needed(theme=theme, words=words, name="王师傅", phone="13839110099")
    return moving.enter(needed, branch, node="driver", by=None)
