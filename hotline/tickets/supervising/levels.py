"""督办: three levels, each a letter and an event (domain F-10.11). A level is only ever raised; nothing ends by it."""

from __future__ import annotations

import datetime

from django.utils import timezone

from accounts.people import Person
from clock.hours import moment_after
from clock.working_days import CalendarUnknown
from hotline.tickets import dues, events
from hotline.tickets.doing.refused import tell
from hotline.tickets.end_models import Supervision
from hotline.tickets.letters.models import TicketLetter
from hotline.tickets.letters.writing import draft, keep
from hotline.tickets.models import Due, Ticket
from hotline.tickets.rules import desk_of
from papers.letters.writing import moment, until

Ground = Supervision.Ground
KINDS = {1: TicketLetter.Kind.REMINDER, 2: TicketLetter.Kind.NOTICE, 3: TicketLetter.Kind.LISTED}
STEPS = {
    "sort": "受理",
    "transfer": "转办",
    "sign": "签收",
    "progress": "进展反馈",
    "reply": "答复",
    "redo": "重办",
    "call-back": "回访",
}
GROUNDS = {
    Ground.SOON: "期限将满",
    Ground.OVERDUE: "逾期未办",
    Ground.LONG: "严重逾期",
    Ground.UNSATISFIED: "重办后仍不满意",
    Ground.OFTEN: "同一对象三十日内被投诉三次以上",
    Ground.GRAVE: "涉及人身伤害、群体或者媒体关注",
    Ground.BY_HAND: "督办台交办",
    Ground.SENDER: "来源单位督办",
}
"""As letters say it, always in Chinese."""


def raise_to(
    ticket: Ticket, level: int, *, ground: str, due: Due | None = None, words: str = "", by: Person | None = None
) -> Supervision:
    """Raise a ticket to a level, in the caller's transaction: the desk, its head or the leader is written to."""
    answer_by = _answer_by(ticket) if level > 1 else None
    desk = desk_of(ticket)
    paper = draft(
        KINDS[level],
        ticket.authority,
        to=desk.name if desk else "12328热线中心",
        text_of=ticket.day,
        ticket=ticket.number,
        step=STEPS.get(due.step, "办理") if due else "办理",
        due=moment(due.due_at) if due else "（见工单）",
        ground=GROUNDS[Ground(ground)],
        answer_by=until(answer_by),
        words=words,
    )
    made = Supervision.objects.create(
        ticket=ticket,
        level=level,
        ground=ground,
        step=due.step if due else "",
        answer_by=answer_by,
        letter=keep(paper, about=ticket.number, authority=ticket.authority, by=by),
        by=by,
    )
    tell(
        events.SUPERVISED,
        ticket,
        by=by or "hotline",
        level=level,
        ground=f"ticket-{ground}",
        letter=made.letter.number,
    )
    return made


def _answer_by(ticket: Ticket) -> datetime.datetime | None:
    try:
        return moment_after(timezone.now(), dues.limit_of(ticket, "supervision"))
    except CalendarUnknown:
        return None
