"""A paper of a ticket: made from the text in force when the ticket was recorded, numbered, stored."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from accounts.authorities import Authority
from accounts.people import Person
from hotline.tickets.letters.letter_set import FLAGS, OPTIONAL
from hotline.tickets.letters.models import TicketLetter
from papers.letters.texts import fill_in, fill_in_title, text_in_force
from papers.numbers import draw

CALLER = "诉求人"
"""A paper to a caller names nobody: it may lie where others read it."""


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A paper before it has a number: what is previewed and what is then stored."""

    kind: TicketLetter.Kind
    series: str
    version: int
    title: str
    addressee: str
    paragraphs: tuple[str, ...]
    table: tuple[tuple[str, str], ...]
    dated: datetime.date


def draft(
    kind: TicketLetter.Kind,
    authority: Authority,
    *,
    to: str,
    text_of: datetime.date,
    flags: Sequence[str] = (),
    rows: Sequence[tuple[str, str]] = (),
    **values: str,
) -> Draft:
    """A paper as it would be sent today, in the words in force on the day `text_of`."""
    today = timezone.localdate()
    text = text_in_force(kind.value, on=text_of)
    filled = {"today": chinese(today), "authority": authority.name_zh, **values}
    told = {flag: flag in flags for flag in FLAGS} | {name: bool(values.get(name)) for name in OPTIONAL}
    return Draft(
        kind=kind,
        series=text.series,
        version=text.version,
        title=fill_in_title(text, filled),
        addressee=to,
        paragraphs=fill_in(text, filled, told),
        table=tuple((str(label), str(value)) for label, value in rows),
        dated=today,
    )


def keep(found: Draft, *, about: str, authority: Authority, by: Person | None) -> TicketLetter:
    """Store a paper with the next number of its series, in the caller's transaction."""
    serial = draw(authority, f"letter-{found.kind.value}", year=found.dated.year)
    return TicketLetter.objects.create(
        about=about,
        authority=authority,
        kind=found.kind.value,
        template_version=found.version,
        number=f"{authority.letter_prefix}{found.series}〔{found.dated.year}〕{serial}号",
        title=found.title,
        addressee=found.addressee,
        paragraphs=list(found.paragraphs),
        table=[list(row) for row in found.table],
        dated=found.dated,
        written_by=by,
    )


def chinese(day: datetime.date) -> str:
    """2026-11-24 as a letter writes it."""
    return f"{day.year}年{day.month}月{day.day}日"


def moment(at: datetime.datetime | None) -> str:
    """2026年12月8日9时30分; the end of a day is that day."""
    if at is None:
        return "（待定）"
    local = timezone.localtime(at)
    day = chinese(local.date())
    return day if _ends_a_day(at) else f"{day}{local.hour}时{local.minute:02d}分"


def until(at: datetime.datetime | None) -> str:
    """A limit as a duty says it: a day counts to its end and says so, an hour ends where it is."""
    if at is None:
        return "另行通知的期限内"
    return f"{moment(at)}前（含当日）" if _ends_a_day(at) else f"{moment(at)}前"


def _ends_a_day(at: datetime.datetime) -> bool:
    local = timezone.localtime(at)
    return (local.hour, local.minute) == (23, 59)
