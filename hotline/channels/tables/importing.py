"""Tickets of another hotline from a table: each row a message, read by the very rules of the door for machines.

First a dry run that tells every row; then all of them, or none while one has an error. A table without versions tells
what is so now: what says something else than the last message is its next version, what says the same does nothing.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from accounts.authorities import Authority
from accounts.people import Person
from accounts.typed.text import plain
from hotline.channels import events
from hotline.channels.exchange.messages import Known, NotUnderstood, known_to, understood
from hotline.channels.looks import REASONS
from hotline.channels.tables.columns import FIELDS, TITLES, columns, known_in, words_for
from hotline.rulebook.reading import rulebook_in_force
from hotline.tickets.doing.refused import NotDone
from hotline.tickets.doing.relaying import AnotherText, Notice, Outcome, take_notice, what_changed
from hotline.tickets.events import TOLD
from hotline.tickets.step_models import SourceNotice
from materials.tables.headings import Column
from materials.tables.layout import Layout, Taken, taken
from materials.tables.reading import Cell, Sheet
from materials.tables.telling import unusable_message
from materials.tables.unknown import in_quotes, not_known
from materials.tables.values import day, text
from pages.sentences import labelled

SENDERS = ("12345", "ministry")
"""Hotlines that may hand tickets over as a table."""
MOST_ROWS = 500
WHOLE = {"version", "handling/kind"}
MOMENTS = {"handling/due_at"}


class NotATable(Exception):
    """The table cannot be taken in; the message says why."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """A row: its place in the file, the message it is, what it would do, and what is wrong with it."""

    place: int
    external: str
    notice: Notice | None
    outcome: Outcome | None
    changed: Sequence[str]
    errors: Sequence[str]


def read(
    sheet: Sheet, layout: Layout, *, source: str, authority: Authority, with_hidden: bool = False
) -> tuple[list[Line], Taken]:
    """Check the rows of a table as understood, line by line; nothing is stored. Raises NotATable."""
    found = taken(sheet, layout, with_hidden=with_hidden)
    asked: list[Column] = columns()
    if why := unusable_message(found, asked):
        raise NotATable(why)
    if len(found.rows) > MOST_ROWS:
        raise NotATable(_("At most %(count)s tickets at once: split the table.") % {"count": MOST_ROWS})
    book = rulebook_in_force(on=timezone.localdate())
    known = known_to(authority)
    words = words_for(book, {word: pk for pk, one in known.divisions.items() for word in (pk, one.name_zh)})
    rows_said = [(place, _said(cells, words)) for place, cells in found.rows]
    before = _told_before(source, {str(said.get("external", "")) for _place, said in rows_said}, authority)
    named = known_in(book, [one.name_zh for one in known.divisions.values()])
    lines = [_line(place, said, before, source=source, known=known, named=named) for place, said in rows_said]
    times: dict[str, int] = {}
    for line in lines:
        times[line.external] = times.get(line.external, 0) + 1
    twice = [_("The same number appears twice.")]
    return [
        replace(line, errors=[*line.errors, *twice]) if line.external and times[line.external] > 1 else line
        for line in lines
    ], found


def _said(cells: Mapping[str, Cell], words: Mapping[str, Mapping[str, object]]) -> dict[str, Any]:
    """A row as a message: what nobody can tell stays as it is written, and the rules of the field refuse it."""
    said: dict[str, Any] = {}
    for column, cell in cells.items():
        field = FIELDS[column]
        value = _value(field, cell, words.get(field, {}))
        outer, _slash, inner = field.partition("/")
        if inner:
            said.setdefault(outer, {})[inner] = value
        else:
            said[outer] = value
    return said


def _value(field: str, cell: Cell, words: Mapping[str, object]) -> object:
    if field == "happened_on":
        return day(cell)
    if field in MOMENTS:
        return _moment(cell)
    written = text(cell)
    if words:
        return words.get(written, words.get(written.lower(), written))
    return int(written) if field in WHOLE and written.isascii() and written.isdecimal() else written


_CLOCK = re.compile(r"([^:时+]+?)[T\s]*(\d{1,2})[:时](\d\d)(?:[:分](?:(\d\d)秒?)?)?", re.ASCII)
"""A day in any form with the time of it."""


def _moment(cell: Cell) -> str:
    """A moment of the clock on the wall; a day alone is over at its end. Else the text as it stands."""
    zone = ZoneInfo(settings.TIME_ZONE)
    try:
        found = cell if isinstance(cell, datetime.datetime) else parse_datetime(_with_plain_day(plain(text(cell))))
    except ValueError:
        found = None
    if found is None:
        written = day(cell)
        try:
            found = datetime.datetime.combine(datetime.date.fromisoformat(written), datetime.time(23, 59, 59))
        except ValueError:
            return written
    return (found if found.tzinfo else found.replace(tzinfo=zone)).isoformat()


def _with_plain_day(written: str) -> str:
    """2026年11月20日8时30分, 2026.11.20 08:30 as 2026-11-20 8:30: the time is not lost with the form of the day."""
    found = _CLOCK.fullmatch(written)
    return f"{day(found[1])} {found[2]}:{found[3]}:{found[4] or '00'}" if found else written.replace("/", "-")


def _line(
    place: int,
    said: dict[str, Any],
    before: Mapping[str, Sequence[SourceNotice]],
    *,
    source: str,
    known: Known,
    named: Mapping[str, Sequence[object]],
) -> Line:
    external = str(said.get("external", ""))
    earlier = before.get(external, ())
    if "version" not in said:
        said = {"version": _version(earlier, said), **said}
    try:
        notice = understood(source, said, known=known)
    except NotUnderstood as why:
        errors = [_told(reason, said, named) for reason in why.reasons]
        return Line(place=place, external=external, notice=None, outcome=None, changed=(), errors=errors)
    outcome, changed = _would_do(earlier, notice)
    errors = [] if outcome else [labelled(TITLES["/version"], REASONS["told-otherwise-before"])]
    return Line(place=place, external=external, notice=notice, outcome=outcome, changed=changed, errors=errors)


def _told_before(
    source: str, externals: AbstractSet[str], authority: Authority
) -> Mapping[str, Sequence[SourceNotice]]:
    """What was told of each ticket that is there already, by the sender's number, the newest last."""
    rows = SourceNotice.objects.filter(ticket__authority=authority, ticket__channel=source)
    found: dict[str, list[SourceNotice]] = {}
    for one in rows.filter(ticket__external__in=externals - {""}).select_related("ticket").order_by("version"):
        found.setdefault(one.ticket.external, []).append(one)
    return found


def _version(earlier: Sequence[SourceNotice], said: Mapping[str, Any]) -> int:
    if not earlier:
        return 1
    return earlier[-1].version + (1 if what_changed(earlier[-1].told, dict(said)) else 0)


def _would_do(earlier: Sequence[SourceNotice], notice: Notice) -> tuple[Outcome | None, Sequence[str]]:
    """What taking it in would do; nothing: it says something else than its version said before."""
    if not earlier:
        return Outcome.TAKEN, ()
    same = next((one for one in earlier if one.version == notice.version), None)
    if same is not None:
        return (Outcome.SAME if same.digest == notice.digest else None), ()
    if notice.version < earlier[-1].version:
        return Outcome.OLDER, ()
    return Outcome.CHANGED, [str(TOLD.get(name, name)) for name in what_changed(earlier[-1].told, notice.whole)]


def _told(reason: Mapping[str, str], said: Mapping[str, Any], named: Mapping[str, Sequence[object]]) -> str:
    """A field, what is written in its cell, what is wrong with that, and what it may be where that is few words."""
    pointer = reason["pointer"]
    why = str(REASONS.get(reason["code"], reason["code"]))
    if written := _written(said, pointer):
        why = _("“%(written)s” %(why)s.") % {"written": in_quotes(written), "why": why}
        why = not_known(why, named.get(pointer, ()))
    return labelled(TITLES.get(pointer, pointer), why)


def _written(said: Mapping[str, Any], pointer: str) -> object:
    """What a message says in a field; a text that is too long is its own."""
    found: Any = said
    for name in pointer.split("/")[1:]:
        found = found.get(name, "") if isinstance(found, Mapping) else ""
    return found


@dataclass(frozen=True, kw_only=True)
class TakenIn:
    """How many rows did what, and those that could not be taken in any more, each with why."""

    counts: Mapping[Outcome, int]
    refused: Sequence[tuple[str, str]]


def take_in(lines: Sequence[Line], *, source: str, authority: Authority, file: str, by: Person) -> TakenIn:
    """Take every row in, or none while one has errors (ValueError).

    Each row is taken by itself, as a message is: whoever is cut off takes the same table in again.
    """
    if any(line.errors or line.notice is None for line in lines):
        raise ValueError("a line has errors")
    counts = dict.fromkeys(Outcome, 0)
    refused = []
    for line in lines:
        assert line.notice is not None  # noqa: S101 - asked above
        try:
            _ticket, outcome = take_notice(line.notice, authority=authority)
        except AnotherText:
            # Told meanwhile through the other door: what it said there stands.
            refused.append((line.external, str(REASONS["told-otherwise-before"])))
        except NotDone as why:
            refused.append((line.external, str(why)))
        else:
            counts[outcome] += 1
    events.TABLE_TAKEN.record(
        subject=f"channel:{source}",
        by=by,
        authority=authority.division_id,
        channel=source,
        file=file,
        refused=len(refused),
        **{outcome.value: count for outcome, count in counts.items()},
    )
    return TakenIn(counts=counts, refused=refused)
