"""A fair order: by the mean of four rates, each of enough tickets; whoever has too few is counted and not ranked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from hotline.bulletins.freezing import RATES, VEHICLES
from hotline.bulletins.models import BulletinFigure

THOUSAND = 1000


@dataclass(frozen=True, kw_only=True)
class Compared:
    """A county, unit or platform with its figures; `rank` is None where there are too few tickets."""

    key: str
    label: str
    figures: Mapping[str, BulletinFigure]
    rank: int | None = None
    before: int | None = None
    was_last: bool = False

    @property
    def score(self) -> float | None:
        """The mean of the four rates; None as soon as one of them is of too few."""
        shares = [self.figures[code].share if code in self.figures else None for code in RATES]
        known = [share for share in shares if share is not None]
        return round(sum(known) / len(RATES), 1) if len(known) == len(RATES) else None

    @property
    def per_thousand(self) -> float | None:
        """Complaints for a thousand vehicles in service; None where nobody knows the vehicles or there are too few."""
        complaints, vehicles = self.figures.get("complaints"), self.figures.get(VEHICLES)
        if complaints is None or complaints.share is None or vehicles is None or not vehicles.number:
            return None
        return round((complaints.number or 0) * THOUSAND / vehicles.number, 1)


def compared(rows: Iterable[BulletinFigure], before: Iterable[BulletinFigure] = ()) -> Sequence[Compared]:
    """The places of one group: the ranked first, best on top, then the others by name; with their rank before."""
    then = {one.key: one.rank for one in _ranked(before)}
    last = max((rank for rank in then.values() if rank), default=0)
    found = [
        replace(one, before=then.get(one.key), was_last=last > 1 and then.get(one.key) == last) for one in _ranked(rows)
    ]
    return sorted(found, key=lambda one: (one.rank is None, one.rank or 0, one.label))


def _ranked(rows: Iterable[BulletinFigure]) -> list[Compared]:
    names: dict[str, str] = {}
    figures: dict[str, dict[str, BulletinFigure]] = {}
    for row in rows:
        names[row.key] = row.label
        figures.setdefault(row.key, {})[row.code] = row
    places = [Compared(key=key, label=names[key], figures=told) for key, told in figures.items()]
    # Equals share a rank: nobody is put before another by chance.
    scores = sorted((one.score for one in places if one.score is not None), reverse=True)
    return [replace(one, rank=scores.index(one.score) + 1 if one.score is not None else None) for one in places]
