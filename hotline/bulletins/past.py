"""Tickets of the demo's past two months: told, answered, called back and struck off, written as rows.

Without them every bulletin of a fresh demo would be empty. Whoever called is made up.
"""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from accounts.authorities import Authority, Division
from accounts.people import Person
from clock.hours import Span, moment_after
from desk.tasks import STATUS, Task
from hotline.calls.numbers import phone_digest
from hotline.desks.models import Desk
from hotline.rulebook.reading import rulebook_in_force
from hotline.tickets.doing.calling_back import redo_paper
from hotline.tickets.doing.recording import code_digest
from hotline.tickets.end_models import CallBack, Redo, StrikeOff
from hotline.tickets.flow.flows import TicketFlow
from hotline.tickets.flow.models import TicketProcess
from hotline.tickets.letters.models import TicketLetter
from hotline.tickets.letters.writing import CALLER, draft, keep
from hotline.tickets.models import Against, Caller, Due, Standing, Ticket
from hotline.tickets.step_models import Contact, Reply, ReplyReview, Sorted, Transfer, TransferAnswer

FIRST_SERIAL = 9001
"""Numbers of a day that nobody else draws."""
THEMES = (
    ("detention", Against.STATION, "孟州常店物流园", "装货等待超过四小时，不付压车费。"),
    ("freight-unpaid", Against.SHIPPER, "沁阳恒昌建材货主", "运费拖欠两个月。"),
    ("passage", Against.ROAD, "207国道武陟段", "国道夜间限行没有标志。"),
    ("licence", Against.OTHER, "解放区政务服务大厅窗口", "换证手续不清楚。"),
    ("parking", Against.STATION, "博爱服务区", "服务区停车位不足。"),
)
"""Theme, whom it is about, what the caller told."""
QUESTIONS = ("换证要带什么材料？", "年度审验要多久？", "4.5吨以下要不要营运证？", "证丢了怎么补？")
ANSWER = "网上申请即可，不用提交登记机关已有的材料，不收费。"
DAYS = 68
IN_THE_CALL = 24
"""So many questions were answered in the call."""
SOLVED = CallBack.Solved


@dataclass(frozen=True, kw_only=True)
class Record:
    """How a desk of the demo did: tickets in the two months, and of a hundred how many went well."""

    desk: str
    tickets: int
    in_time: int
    satisfied: int
    kind: str = "complaint"


RECORDS = (
    Record(desk="jiefang", tickets=34, in_time=97, satisfied=88),
    Record(desk="enforcement", tickets=28, in_time=99, satisfied=92),
    Record(desk="highway", tickets=5, in_time=100, satisfied=100),
    Record(desk="", tickets=30, in_time=82, satisfied=64),
    Record(desk="highway", tickets=14, in_time=93, satisfied=100, kind="suggestion"),
)
"""Without a desk: the platform somebody sits at."""
REDONE_LATE = 8
"""One in so many is redone after its day."""


def tell_past(authority: Authority, people: dict[str, Person], platform_desk: Desk) -> int:
    """Write them; returns how many."""
    drawn = random.Random(410800)  # noqa: S311 - made-up tickets, the same on every machine
    city = authority.division.city_id or authority.division_id
    counties = list(Division.objects.filter(city=city).order_by("code"))
    count, handled = 0, []
    for record in RECORDS:
        desk = Desk.objects.get(code=record.desk) if record.desk else platform_desk
        for at in _moments(record.tickets, drawn):
            theme, county = drawn.choice(THEMES), drawn.choice(counties)
            ticket = _ticket(authority, at, FIRST_SERIAL + count, theme, county, kind=record.kind)
            met_at = _handled(ticket, desk, people, is_in_time=drawn.randrange(100) < record.in_time)
            at = min(met_at + datetime.timedelta(hours=3), timezone.now())
            handled.append((at, ticket, desk, drawn.randrange(100) < record.satisfied))
            count += 1
    _finished(handled, people)
    for at in _moments(IN_THE_CALL, drawn):
        _answered(authority, at, FIRST_SERIAL + count, drawn.choice(QUESTIONS), drawn.choice(counties), people)
        count += 1
    return count


def _finished(handled: list[tuple[datetime.datetime, Ticket, Desk, bool]], people: dict[str, Person]) -> None:
    """What was called back is struck off; letters are written in the order of their days, which is that of numbers."""
    done = [
        (_told(ticket, people, at=at, is_satisfied=content), ticket, desk)
        for at, ticket, desk, content in sorted(handled, key=lambda one: one[0])
    ]
    for at, ticket, desk in sorted(done, key=lambda one: one[0]):
        _struck_off(ticket, desk, people, at=at)


def _moments(count: int, drawn: random.Random) -> Iterator[datetime.datetime]:
    now = timezone.now()
    for nth in range(count):
        yield now - datetime.timedelta(days=10 + (DAYS - 10) * nth / count, minutes=drawn.randrange(600))


def _ticket(
    authority: Authority,
    at: datetime.datetime,
    serial: int,
    theme: tuple[str, Against, str, str],
    county: Division,
    kind: str = "complaint",
) -> Ticket:
    code, against, name, facts = theme
    day = timezone.localdate(at)
    ticket = Ticket.objects.create(
        number=f"{authority.division_id}-12328-{day:%Y%m%d}-{serial}",
        authority=authority,
        edition=rulebook_in_force(on=day).edition,
        channel="phone",
        received_at=at,
        kind=kind,
        area="road-transport",
        theme=code,
        urgency="ordinary",
        division=county,
        against=against,
        object_name=name,
        facts=facts,
        amount=Decimal(2000 + 400 * (serial % 20)) if code == "freight-unpaid" else None,
    )
    code, phone = f"PAST{serial}", f"1390391{serial}"
    Caller.objects.create(
        ticket=ticket,
        name=f"司机{serial}",
        phone=phone,
        phone_digest=phone_digest(phone),
        code=code,
        code_digest=code_digest(code),
    )
    return ticket


def _answered(
    authority: Authority, at: datetime.datetime, serial: int, facts: str, county: Division, people: dict[str, Person]
) -> None:
    """A question answered in the call."""
    ticket = _ticket(authority, at, serial, ("licence", Against.OTHER, "", facts), county, kind="consultation")
    Sorted.objects.create(ticket=ticket, outcome=Sorted.Outcome.ANSWERED, words=ANSWER, at=at, by=people["operator"])
    Standing.objects.create(ticket=ticket, authority=authority, node="answered", is_over=True)
    process = TicketProcess.objects.create(flow_class=TicketFlow, ticket=ticket, status=STATUS.DONE, finished=at)
    Task.objects.create(
        process=process, flow_task=TicketFlow.answered, flow_task_type="END", status=STATUS.DONE, finished=at
    )


def _handled(ticket: Ticket, desk: Desk, people: dict[str, Person], *, is_in_time: bool) -> datetime.datetime:
    at, hour = ticket.received_at, datetime.timedelta(hours=1)
    dispatcher, handler = people["dispatcher"], people["handler"]
    Sorted.objects.create(ticket=ticket, outcome=Sorted.Outcome.ACCEPTED, at=at, by=dispatcher)
    given = Transfer.objects.create(ticket=ticket, turn=1, desk=desk, at=at + hour, by=dispatcher)
    TransferAnswer.objects.create(transfer=given, signed=True, at=at + 2 * hour, by=handler)
    span = rulebook_in_force(on=ticket.day).limit("reply", is_driver=True, kind=ticket.kind, urgency="ordinary")
    words = "已电话联系诉求人，核实情况。"
    kind, called_at = Contact.Kind.CONTACT, at + (4 + ticket.pk % 30) * hour
    Contact.objects.create(ticket=ticket, kind=kind, reached=True, words=words, at=called_at, by=handler)
    due_at = moment_after(at, span)
    met_at = due_at + (-2 if is_in_time else 5) * hour
    _limit(ticket, "reply", span, at=at, due_at=due_at, met_at=met_at)
    recovered = ticket.amount * (ticket.pk % 3) / 2 if ticket.amount else None
    _replied(ticket, people, at=met_at, steps="已联系双方处理。", recovered=recovered)
    return met_at


def _replied(
    ticket: Ticket,
    people: dict[str, Person],
    *,
    at: datetime.datetime,
    steps: str,
    round_: int = 1,
    recovered: Decimal | None = None,
) -> None:
    reply = Reply.objects.create(
        ticket=ticket,
        round=round_,
        turn=1,
        facts="已核实。",
        steps=steps,
        result=Reply.Result.VERIFIED,
        recovered=recovered,
        at=at,
        by=people["handler"],
    )
    written_by, reviewer = people["handler"], people["reply-reviewer"]
    ReplyReview.objects.create(reply=reply, agrees=True, written_by=written_by, at=at, by=reviewer)


def _called_back(
    ticket: Ticket, people: dict[str, Person], *, at: datetime.datetime, is_satisfied: bool, round_: int = 1
) -> CallBack:
    made: CallBack = CallBack.objects.create(
        ticket=ticket,
        round=round_,
        reached=True,
        responded=True,
        solved=SOLVED.YES if is_satisfied else SOLVED.NO,
        stars=5 if is_satisfied else 2,
        words="" if is_satisfied else "问题没有解决。",
        is_unsatisfied=not is_satisfied,
        at=at,
        by=people["caller-back"],
    )
    return made


def _limit(
    ticket: Ticket,
    step: str,
    span: Span,
    *,
    at: datetime.datetime,
    due_at: datetime.datetime,
    met_at: datetime.datetime,
) -> Due:
    kept = {"began_at": at, "due_at": due_at, "met_at": met_at}
    return Due.objects.create(ticket=ticket, step=step, amount=span.amount, unit=span.unit.value, **kept)


def _redone(callback: CallBack, people: dict[str, Person]) -> datetime.datetime:
    """Who was not satisfied had it redone once, and is content; returns when they were asked again."""
    ticket, at = callback.ticket, callback.at
    span = rulebook_in_force(on=ticket.day).limit("redo", is_driver=True, kind=ticket.kind, urgency="ordinary")
    due_at = moment_after(at, span)
    met_at = min(due_at + datetime.timedelta(hours=-3 if ticket.pk % REDONE_LATE else 5), timezone.now())
    due = _limit(ticket, "redo", span, at=at, due_at=due_at, met_at=met_at)
    by = people["caller-back"]
    letter = keep(redo_paper(callback, due), about=ticket.number, authority=ticket.authority, by=by, at=at)
    Redo.objects.create(callback=callback, ticket=ticket, letter=letter, at=at)
    _replied(ticket, people, at=met_at, steps="再次约见双方，当面办结。", round_=2)
    again = min(met_at + datetime.timedelta(hours=3), timezone.now())
    _called_back(ticket, people, at=again, is_satisfied=True, round_=2)
    return again


def _told(ticket: Ticket, people: dict[str, Person], *, at: datetime.datetime, is_satisfied: bool) -> datetime.datetime:
    """The caller was called back, and what was not solved done again; returns when nothing was left to do."""
    span = rulebook_in_force(on=ticket.day).limit("call-back", is_driver=True, kind=ticket.kind, urgency="ordinary")
    began = at - datetime.timedelta(hours=3)
    Due.objects.create(
        ticket=ticket,
        step="call-back",
        began_at=began,
        amount=span.amount,
        unit=span.unit.value,
        due_at=moment_after(began, span),
        met_at=at,
    )
    called = _called_back(ticket, people, at=at, is_satisfied=is_satisfied)
    return at if is_satisfied else _redone(called, people)


def _struck_off(ticket: Ticket, desk: Desk, people: dict[str, Person], *, at: datetime.datetime) -> None:
    told = draft(
        TicketLetter.Kind.STRUCK_OFF,
        ticket.authority,
        to=CALLER,
        text_of=ticket.day,
        dated=timezone.localdate(at),
        ticket=ticket.number,
        conditions="答复已由他人审核；已回访。",
    )
    by = people["ticket-supervisor"]
    letter = keep(told, about=ticket.number, authority=ticket.authority, by=by, at=at)
    StrikeOff.objects.create(ticket=ticket, conditions=[], letter=letter, at=at, on=timezone.localdate(at), by=by)
    Standing.objects.create(ticket=ticket, authority=ticket.authority, node="struck_off", desk=desk, is_over=True)
    process = TicketProcess.objects.create(flow_class=TicketFlow, ticket=ticket, status=STATUS.DONE, finished=at)
    Task.objects.create(
        process=process, flow_task=TicketFlow.struck_off, flow_task_type="END", status=STATUS.DONE, finished=at
    )
