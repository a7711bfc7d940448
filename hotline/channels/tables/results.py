"""What became of another hotline's tickets, as a table in the columns 12345 counts them by (F-13.7)."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils import timezone, translation

from accounts.people import Person
from accounts.roles import visible_authorities
from hotline.rulebook.reading import EDITIONS
from hotline.tickets.doing.owing import SOLVED
from hotline.tickets.end_models import CallBack, StrikeOff
from hotline.tickets.looks import STEPS
from hotline.tickets.models import Due, Ticket
from hotline.tickets.rules import rests_with
from hotline.tickets.step_models import Reply, Sorted, SourceNotice, Transfer
from pages.days import in_days

HEAD = (
    "工单编号", "来源", "本热线编号", "办理方式", "转办编号", "接收时间", "首办单位", "承办单位", "签收时间",
    "办理期限", "答复时间", "是否按期", "查实情况", "答复内容", "办理结果", "回访是否接通", "满意度",
    "不满意原因", "办结时间", "当前状态", "最后同步时间",
)  # fmt: skip
"""Chinese by nature: another hotline reads it back."""
NOT_OURS = 3
"""退回或不属本部门, of the results 12345 counts: 0 solved, 1 not, 2 partly, 3 not ours or nobody could be asked."""
REFUSED = (Sorted.Outcome.REFUSED, Sorted.Outcome.REFERRED, Sorted.Outcome.PETITION)


def tickets_of(person: Person, source: str, since: datetime.date, until: datetime.date) -> QuerySet[Ticket]:
    """The tickets of a source a reader's hotlines received in some days."""
    rows = Ticket.objects.filter(authority__in=visible_authorities(person), channel=source).exclude(external="")
    rows = in_days(rows, "received_at", since, until)
    return rows.select_related("standing", "sorted", "struck_off", "final", "joined_to__mother").prefetch_related(
        Prefetch("notices", SourceNotice.objects.order_by("-version")),
        Prefetch("callbacks", CallBack.objects.order_by("round")),
        *(one for of in ("", "joined_to__mother__") for one in _of_answering(of)),
    )


def _of_answering(of: str) -> Iterator[Prefetch[Any]]:
    """What is told of the ticket that is answered: itself or, where it is joined, its mother."""
    replies = Reply.objects.filter(review__agrees=True).select_related("review").order_by("pk")
    dues = Due.objects.filter(step__in=("reply", "redo"), dropped_at=None).order_by("pk")
    yield Prefetch(f"{of}transfers", Transfer.objects.select_related("desk", "answer").order_by("turn"))
    yield Prefetch(f"{of}replies", replies)
    yield Prefetch(f"{of}dues", dues)


def lines(rows: QuerySet[Ticket], *, now: datetime.datetime) -> Iterator[list[Any]]:
    """A line for each ticket, in the language of 12345; never who called."""
    yield list(HEAD)
    for ticket in rows.order_by("pk").iterator(chunk_size=200):
        with translation.override("zh-hans"):
            yield _line(ticket, now)


def _line(ticket: Ticket, now: datetime.datetime) -> list[Any]:
    # A joined ticket is answered by its mother's reply; it is called back by itself.
    mother = rests_with(ticket, getattr(ticket, "joined_to", None), ticket.transfers.all())
    given, replies, dues = list(mother.transfers.all()), list(mother.replies.all()), list(mother.dues.all())
    signed = next((one for one in reversed(given) if hasattr(one, "answer") and one.answer.signed), None)
    due = dues[-1] if dues else None
    callbacks = list(ticket.callbacks.all())
    called = callbacks[-1] if callbacks else None
    notice = next(iter(ticket.notices.all()), None)
    first_answer = getattr(ticket, "sorted", None)
    reply = replies[-1] if replies else None
    answered_at, words = _answer(ticket, reply)
    closed = getattr(ticket, "struck_off", None)
    return [
        ticket.external,
        EDITIONS.newest.terms["channels"][ticket.channel].zh,
        ticket.number,
        notice.get_handling_display() if notice else "",
        notice.handling_number if notice else "",
        timezone.localtime(ticket.received_at),
        given[0].desk.name if given else "",
        given[-1].desk.name if given else "",
        signed.answer.at if signed else "",
        due.due_at if due and due.due_at else "",
        answered_at,
        {True: "是", False: "否", None: ""}[_is_in_time(due, now) if due else None],
        reply.get_result_display() if reply else "",
        words,
        _result(first_answer, closed, called),
        {True: "是", False: "否"}[called.reached] if called else "",
        called.stars if called and called.stars is not None else "",
        called.words if called and called.reached and (called.stars or 5) <= 2 else "",
        closed.at if closed else "",
        str(STEPS[ticket.standing.node].label),
        timezone.localtime(now),
    ]


def _answer(ticket: Ticket, reply: Reply | None) -> tuple[datetime.datetime | str, str]:
    """When it was answered, and what with: the last word, which is the head's where nothing else satisfied."""
    first, final = getattr(ticket, "sorted", None), getattr(ticket, "final", None)
    if final is not None:
        return final.at, final.reasons
    if reply is not None:
        return reply.review.at, reply.told
    at_once = first is not None and first.outcome == Sorted.Outcome.ANSWERED
    return (first.at, first.words) if first is not None and at_once else ("", "")


def _is_in_time(due: Due, now: datetime.datetime) -> bool | None:
    """None while nobody can tell; what is overdue is not in time, answered or not."""
    is_overdue = due.met_at is None and due.due_at is not None and due.due_at < now
    return False if is_overdue else due.was_met_in_time


def _result(first_answer: Sorted | None, closed: StrikeOff | None, called: CallBack | None) -> int | str:
    """Nothing of an open one, whatever its caller said last: it may still be solved; closed with nobody asked is 3."""
    if first_answer is not None and first_answer.outcome in REFUSED:
        return NOT_OURS
    if closed is None:
        return ""
    return SOLVED[called.solved if called else ""]
