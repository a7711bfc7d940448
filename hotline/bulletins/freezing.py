"""What a bulletin counts: figures by their one definition, of the whole and of each county, unit and platform.

Each figure is read once; its rows are shared out in the memory, so that the parts and the whole never differ.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Count

from accounts.authorities import Authority, Division
from hotline.bulletins.models import Bulletin, BulletinFigure, Group, Kind
from hotline.desks.models import Desk
from hotline.figures.definitions import FIGURES
from hotline.measures.reading import pain_points
from hotline.tickets.models import Ticket
from licensing.register.models import Place
from pages.counted.figure import PARTS, TODAY, Rows

NOW = tuple(code for code, one in FIGURES.items() if one.period is TODAY)
"""As it stands when the bulletin is made: nobody can count that anew later."""
THEMES = tuple(code for code, one in FIGURES.items() if one.group == "themes")
RATES = ("on-time", "responded", "solved", "satisfied")
"""限时办结、响应、解决、满意: what is compared."""
COMPARED = ("complaints", *RATES, "redone", "now-overdue", "now-noticed", "now-listed")
WHOLE = {
    Kind.DAILY: ("complaints", "transfer-in-time", *NOW, "hot-objects"),
    Kind.WEEKLY: (*COMPARED, "transfer-in-time", "called-back", *THEMES),
    Kind.MONTHLY: (
        *COMPARED,
        "transfer-in-time",
        "at-once",
        "complaints-on-time",
        "others-on-time",
        "called-back",
        "complaints-satisfied",
        "reviewed",
        "solved-at-first",
        "first-contact",
        "recovered",
        "asked-afterwards",
        "still-solved",
        "repeats",
        "hot-objects",
        "listed",
        *THEMES,
    ),
}
VEHICLES = "vehicles"
SHARED = {Kind.DAILY: (), Kind.WEEKLY: COMPARED, Kind.MONTHLY: (*COMPARED, "repeats", "listed")}
"""Which figures are counted of each county, unit and platform."""


@dataclass(frozen=True, kw_only=True)
class _Row:
    """A row behind a figure: its ticket, and who has to do with it."""

    ticket: int
    desk: int | None
    division: str | None
    object_key: str
    object_name: str


Parts = dict[str, list[_Row]]


def counted(bulletin: Bulletin) -> Iterator[BulletinFigure]:
    """The figures of a bulletin, not yet stored. Of one counted anew, what stood then is taken over as it was told."""
    kind = Kind(bulletin.kind)
    names = _Names(bulletin.authority)
    for code in WHOLE[kind]:
        if code in NOW and bulletin.restates_id:
            yield from _taken_over(bulletin, code)
            continue
        parts = _parts(bulletin, code)
        yield _figure(bulletin, Group.WHOLE, "", "", code, parts)
        if code in SHARED[kind]:
            yield from _shared_out(bulletin, code, parts, names)
        if code == "hot-objects":
            yield from _objects(bulletin, parts["counted"])
    if kind == Kind.MONTHLY:
        yield from _measures(bulletin)
        yield from _vehicles(bulletin, names)


def _parts(bulletin: Bulletin, code: str) -> Parts:
    whose = Authority.objects.filter(pk=bulletin.authority_id)
    figure = FIGURES[code]
    return {part: list(_read(figure.rows_of(part, whose, bulletin.since, bulletin.until))) for part in PARTS}


def _read(rows: Rows) -> Iterator[_Row]:
    before = "" if rows.model is Ticket else "ticket__"
    fields = ("pk", "standing__desk", "division", "object_key", "object_name")
    for ticket, desk, division, key, name in rows.order_by("pk").values_list(*(f"{before}{field}" for field in fields)):
        yield _Row(ticket=ticket, desk=desk, division=division, object_key=key, object_name=name)


def _figure(
    bulletin: Bulletin, group: str, key: str, label: str, code: str, parts: Parts, *, state: str = ""
) -> BulletinFigure:
    return BulletinFigure(
        bulletin=bulletin,
        group=group,
        key=key,
        label=label,
        code=code,
        number=len(parts["counted"]),
        of=len(parts["of"]),
        tickets={part: [row.ticket for row in rows] for part, rows in parts.items()},
        state=state,
    )


class _Names:
    """What desks and counties are called, and of which group they are."""

    def __init__(self, authority: Authority) -> None:
        self.desks = {desk.pk: desk for desk in Desk.objects.filter(authority=authority)}
        self.divisions = dict(Division.objects.values_list("pk", "name_zh"))

    def places(self, row: _Row) -> Iterator[tuple[str, str, str]]:
        """Group, key and name of everybody a row counts for."""
        if row.division is not None:
            yield Group.COUNTY, row.division, self.divisions[row.division]
        desk = self.desks.get(row.desk) if row.desk else None
        if desk is not None:
            yield Group.PLATFORM if desk.is_outside else Group.UNIT, desk.code, desk.name


def _shared_out(bulletin: Bulletin, code: str, parts: Parts, names: _Names) -> Iterator[BulletinFigure]:
    """The same rows, of each county, unit and platform that has one."""
    found: dict[tuple[str, str, str], Parts] = defaultdict(lambda: {part: [] for part in PARTS})
    for part, rows in parts.items():
        for row in rows:
            for place in names.places(row):
                found[place][part].append(row)
    for (group, key, label), share in sorted(found.items()):
        yield _figure(bulletin, group, key, label, code, share)


def _objects(bulletin: Bulletin, rows: Iterable[_Row]) -> Iterator[BulletinFigure]:
    """Each object complained of again and again, with its complaints of these days."""
    found: dict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        found[row.object_key].append(row)
    for key, told in sorted(found.items()):
        yield _figure(bulletin, Group.OBJECT, key, told[-1].object_name, "hot-objects", {"counted": told, "of": told})


def _measures(bulletin: Bulletin) -> Iterator[BulletinFigure]:
    """The seventeen measures with their state and what is counted of them; nothing where nobody counts yet."""
    for pain in pain_points(Authority.objects.filter(pk=bulletin.authority_id)):
        for measure in pain.measures:
            yield BulletinFigure(
                bulletin=bulletin,
                group=Group.MEASURE,
                key=str(measure.number),
                label=measure.owner,
                code=measure.metric,
                number=measure.figure.value if measure.figure else None,
                of=measure.figure.of if measure.figure else None,
                state=measure.state,
            )


def _vehicles(bulletin: Bulletin, names: _Names) -> Iterator[BulletinFigure]:
    """Vehicles in service of each county, by the register: what complaints are held against."""
    rows = Place.objects.filter(licence="vehicle", is_suspended=False).unexpired(on=bulletin.until)
    told = rows.order_by().values_list("company__division").annotate(vehicles=Count("pk"))
    for division, vehicles in told:
        yield BulletinFigure(
            bulletin=bulletin,
            group=Group.COUNTY,
            key=division,
            label=names.divisions[division],
            code=VEHICLES,
            number=vehicles,
        )


def _taken_over(bulletin: Bulletin, code: str) -> Iterator[BulletinFigure]:
    for row in BulletinFigure.objects.filter(bulletin=bulletin.restates_id, code=code):
        yield BulletinFigure(
            bulletin=bulletin,
            group=row.group,
            key=row.key,
            label=row.label,
            code=row.code,
            number=row.number,
            of=row.of,
            tickets=row.tickets,
        )
