"""A bulletin as it is read: the whole, places in a fair order, objects, measures, tasks, what an edition changed.

Everything is taken from its frozen rows; nothing is counted here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import F, QuerySet

from accounts.people import Person
from accounts.roles import visible_authorities
from hotline.bulletins.freezing import THEMES, WHOLE
from hotline.bulletins.models import Bulletin, BulletinFigure, Group, Kind, MonthlyTask, TaskQuerySet
from hotline.bulletins.periods import before
from hotline.bulletins.ranking import Compared, compared
from hotline.figures.definitions import FIGURES
from hotline.figures.making import HotlineFigure
from hotline.measures.reading import measures_named
from hotline.problems.reading import Told as ToldProblem
from hotline.problems.reading import of_period
from hotline.tickets.end_models import Correction
from hotline.tickets.models import Ticket
from hotline.tickets.step_models import Transfer
from pages.days import in_days

PLACES = (Group.COUNTY, Group.UNIT, Group.PLATFORM)


@dataclass(frozen=True, kw_only=True)
class Line:
    """A figure of the whole beside its definition, and as it was in the period before."""

    figure: BulletinFigure
    definition: HotlineFigure
    before: BulletinFigure | None

    @property
    def state(self) -> str:
        """How it stands to its target; too few to say is never good."""
        if self.definition.target is None:
            return ""
        if self.figure.share is None:
            return "unknown"
        return "reached" if self.figure.share >= self.definition.target else "missed"


@dataclass(frozen=True, kw_only=True)
class Changed:
    """What another edition counted differently."""

    label: str
    code: str
    was: BulletinFigure | None
    now: BulletinFigure | None


@dataclass(frozen=True, kw_only=True)
class Late:
    """A ticket that was overdue when the bulletin was made: its number, its desk and who signed for it."""

    ticket: Ticket
    desk: str
    by: str


class Reading:
    """One bulletin, read once."""

    def __init__(self, bulletin: Bulletin) -> None:
        self.bulletin = bulletin

    @cached_property
    def rows(self) -> Sequence[BulletinFigure]:
        return list(BulletinFigure.objects.filter(bulletin=self.bulletin).defer("tickets"))

    @cached_property
    def _before(self) -> Sequence[BulletinFigure]:
        """The rows of the newest edition of the period before."""
        bulletin = self.bulletin
        since = before(bulletin.kind, bulletin.since)
        rows = Bulletin.objects.filter(authority=bulletin.authority_id, kind=bulletin.kind, since=since)
        last = rows.order_by("-edition").first()
        return list(BulletinFigure.objects.filter(bulletin=last).defer("tickets")) if last else []

    def _whole(self, codes: Sequence[str]) -> list[Line]:
        now = {row.code: row for row in self.rows if row.group == Group.WHOLE}
        then = {row.code: row for row in self._before if row.group == Group.WHOLE}
        return [
            Line(figure=now[code], definition=FIGURES[code], before=then.get(code)) for code in codes if code in now
        ]

    @property
    def whole(self) -> list[Line]:
        return self._whole([code for code in WHOLE[Kind(self.bulletin.kind)] if code not in THEMES])

    @property
    def themes(self) -> list[Line]:
        """Those somebody told of, the most told first."""
        lines = [line for line in self._whole(THEMES) if line.figure.number]
        return sorted(lines, key=lambda line: -(line.figure.number or 0))

    @property
    def places(self) -> list[tuple[Group, Sequence[Compared]]]:
        """Counties, units and platforms, each group in its order."""
        found = [(group, compared(self.of(group), _of(self._before, group))) for group in PLACES]
        return [(group, rows) for group, rows in found if rows]

    def of(self, group: str) -> list[BulletinFigure]:
        return _of(self.rows, group)

    @property
    def objects(self) -> list[BulletinFigure]:
        return sorted(self.of(Group.OBJECT), key=lambda row: -(row.number or 0))

    @property
    def measures(self) -> list[tuple[str, BulletinFigure]]:
        words = measures_named()
        rows = sorted(self.of(Group.MEASURE), key=lambda row: int(row.key))
        return [(words.get(int(row.key), ""), row) for row in rows]

    @property
    def late(self) -> list[Late]:
        """What was overdue, with names."""
        row = BulletinFigure.objects.filter(bulletin=self.bulletin, group=Group.WHOLE, code="now-overdue").first()
        keys = row.tickets["counted"] if row else []
        signed = Transfer.objects.filter(ticket__in=keys).select_related("desk", "answer__by").order_by("turn")
        last = {one.ticket_id: one for one in signed if one.at <= self.bulletin.made_at}
        found = []
        for ticket in Ticket.objects.filter(pk__in=keys).order_by("pk"):
            transfer = last.get(ticket.pk)
            answer = getattr(transfer, "answer", None)
            found.append(
                Late(ticket=ticket, desk=transfer.desk.name if transfer else "", by=answer.by.name if answer else "")
            )
        return found

    @cached_property
    def problems(self) -> Sequence[ToldProblem]:
        """What tickets of one kind led to, as it stood when this was made; those that ended before are told no more."""
        bulletin = self.bulletin
        return of_period(bulletin.authority_id, since=bulletin.since, at=bulletin.made_at)

    @property
    def tasks(self) -> Sequence[MonthlyTask]:
        return list(_tasks().filter(bulletin=self.bulletin))

    @property
    def open_tasks(self) -> Sequence[MonthlyTask]:
        """What earlier reviews decided and was not over when this one was made: it comes back here."""
        rows = _tasks().filter(bulletin__authority=self.bulletin.authority_id, bulletin__since__lt=self.bulletin.since)
        return list(rows.open(at=self.bulletin.made_at))

    @property
    def changes(self) -> list[Changed]:
        """What this edition counted differently from the one before it."""
        if not self.bulletin.restates_id:
            return []
        rows = list(BulletinFigure.objects.filter(bulletin=self.bulletin.restates_id).defer("tickets"))
        was, now = _by_place(rows), _by_place(self.rows)
        return [
            Changed(label=(now.get(place) or was[place]).label, code=place[2], was=was.get(place), now=now.get(place))
            for place in sorted({*was, *now})
            if _numbers(was.get(place)) != _numbers(now.get(place))
        ]


def _tasks() -> TaskQuerySet:
    return MonthlyTask.objects.select_related("desk", "owner", "bulletin").prefetch_related("steps__by")


def _of(rows: Sequence[BulletinFigure], group: str) -> list[BulletinFigure]:
    return [row for row in rows if row.group == group]


def _by_place(rows: Sequence[BulletinFigure]) -> dict[tuple[str, str, str], BulletinFigure]:
    return {(row.group, row.key, row.code): row for row in rows}


def _numbers(row: BulletinFigure | None) -> tuple[int | None, int | None] | None:
    return (row.number, row.of) if row else None


def title_of(code: str) -> str:
    """What a frozen figure is called."""
    figure = FIGURES.get(code)
    return str(figure.label or figure.title) if figure else code


def tickets_behind(row: BulletinFigure, part: str, person: Person) -> QuerySet[Ticket]:
    """The tickets of a number that the reader's authorities still have, each once, as it was frozen."""
    rows = Ticket.objects.filter(pk__in=row.tickets.get(part, []), authority__in=visible_authorities(person))
    return rows.select_related("standing")


def corrected_since(bulletin: Bulletin) -> int:
    """Tickets of the days whose theme was corrected after the figures were frozen: counted anew, they count there."""
    rows = Correction.objects.filter(ticket__authority=bulletin.authority_id, at__gt=bulletin.made_at)
    rows = in_days(rows, "ticket__received_at", bulletin.since, bulletin.until)
    return rows.exclude(theme=F("ticket__theme")).values("ticket").distinct().count()
