"""What became of another hotline's tickets, as a table in the columns 12345 counts them by (F-13.7)."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils import timezone, translation

from accounts.people import Person
from accounts.roles import visible_authorities
from hotline.rulebook.reading import editions
from hotline.tickets.doing.owing import SOLVED
from hotline.tickets.looks import STEPS
from hotline.tickets.models import Due, Ticket
from hotline.tickets.rules import answering
from hotline.tickets.step_models import Reply, Sorted, SourceNotice, Transfer

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
    rows = rows.filter(received_at__date__gte=since, received_at__date__lte=until)
    return rows.select_related("standing", "sorted", "struck_off").prefetch_related(
        Prefetch("notices", SourceNotice.objects.order_by("-version")), "transfers__desk", "transfers__answer"
    )


def lines(rows: QuerySet[Ticket], *, now: datetime.datetime) -> Iterator[list[Any]]:
    """A line for each ticket, in the language of 12345; never who called."""
    yield list(HEAD)
    for ticket in rows.order_by("pk").iterator(chunk_size=200):
        with translation.override("zh-hans"):
            yield _line(ticket, now)


def _line(ticket: Ticket, now: datetime.datetime) -> list[Any]:
    # A joined ticket is answered by its mother's reply; it is called back by itself.
    mother = answering(ticket)
    reply = Reply.objects.filter(ticket=mother, review__agrees=True).select_related("review").order_by("pk").last()
    due = Due.objects.filter(ticket=mother, step__in=("reply", "redo"), dropped_at=None).order_by("pk").last()
    called = ticket.callbacks.order_by("round").last()
    given = sorted(mother.transfers.all(), key=_by_turn)
    signed = next((one for one in reversed(given) if hasattr(one, "answer") and one.answer.signed), None)
    notice = next(iter(ticket.notices.all()), None)
    first_answer = getattr(ticket, "sorted", None)
    at_once = first_answer is not None and first_answer.outcome == Sorted.Outcome.ANSWERED
    answered_at = reply.review.at if reply else first_answer.at if first_answer and at_once else None
    words = f"{reply.facts}\n{reply.steps}".strip() if reply else first_answer.words if first_answer and at_once else ""
    closed = getattr(ticket, "struck_off", None)
    return [
        ticket.external,
        editions()[-1].terms["channels"][ticket.channel].zh,
        ticket.number,
        notice.get_handling_display() if notice else "",
        notice.handling_number if notice else "",
        timezone.localtime(ticket.received_at),
        given[0].desk.name if given else "",
        given[-1].desk.name if given else "",
        signed.answer.at if signed else "",
        due.due_at if due and due.due_at else "",
        answered_at or "",
        {True: "是", False: "否", None: ""}[due.was_met_in_time if due else None],
        reply.get_result_display() if reply else "",
        words,
        _result(first_answer, called),
        {True: "是", False: "否"}[called.reached] if called else "",
        called.stars if called and called.stars is not None else "",
        called.words if called and called.reached and (called.stars or 5) <= 2 else "",
        closed.at if closed else "",
        str(STEPS[ticket.standing.node].label),
        timezone.localtime(now),
    ]


def _by_turn(one: Transfer) -> int:
    return one.turn


def _result(first_answer: Sorted | None, called: Any) -> int | str:
    """Nothing while nobody can tell: an open ticket is not solved."""
    if first_answer is not None and first_answer.outcome in REFUSED:
        return NOT_OURS
    return SOLVED[called.solved] if called else ""
