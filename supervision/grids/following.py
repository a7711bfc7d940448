"""Companies follow their licence and their address into a grid, and nobody is left without one unseen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.core.cache import cache
from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from accounts.represented.companies import Company
from licensing.register.models import Place
from supervision.credit.subjects.models import Subject
from supervision.grids import events
from supervision.grids.models import Assignment, Grid, GridArea
from supervision.grids.rules import KIND_OF_LICENCE, KIND_OF_SECTOR, Area, grid_for
from supervision.passes import EVERY_SECONDS, slice_now, slices


def follow() -> None:
    """For the worker: once an hour companies are put where their licence and address say, a slice of them a minute."""
    if found := slice_now("grids", Company.objects.all()):
        load = cache.get_or_set("grids:load", _load, timeout=EVERY_SECONDS)
        _told(_follow(found, areas_now(load or {})))


def follow_register() -> int:
    """Assign whoever got a licence, moved or lost it, or whose grid ended; returns how many. Harmless to repeat.

    What was assigned by hand stays while the address does.
    """
    areas = areas_now(_load())
    made = [row for found in slices(Company.objects.all()) for row in _follow(found, areas)]
    _told(made)
    return len(made)


def _load() -> Mapping[int, int]:
    """How many companies stand in each grid."""
    rows = Assignment.objects.current().exclude(grid=None).order_by().values_list("grid")
    return dict(rows.annotate(Count("pk")))


def _follow(keys: Sequence[int], areas: Sequence[Area]) -> list[Assignment]:
    """Assign some companies."""
    with transaction.atomic():
        standing = {(row.company_id, row.kind): row for row in Assignment.objects.current().filter(company__in=keys)}
        holders = holders_of_licences(of=keys)
        pairs = sorted({*holders, *standing})
        if not pairs:
            return []
        ended = set(Grid.objects.filter(end__isnull=False).values_list("pk", flat=True))
        companies = Company.objects.in_bulk({company for company, _kind in pairs})
        made = []
        for (company, kind), before in [(key, standing.get(key)) for key in pairs]:
            row = companies[company]
            wanted, ground = _where(row, kind, before, holders, areas, ended)
            if before is not None and before.grid_id == wanted and (wanted or before.ground == ground):
                continue  # it stands where it stood
            made.append(
                Assignment(
                    company=row,
                    kind=kind,
                    grid_id=wanted,
                    turn=before.turn + 1 if before else 0,
                    ground=ground,
                    address=row.registered_address,
                )
            )
        Assignment.objects.bulk_create(made, ignore_conflicts=True)
    return made


def _told(made: Sequence[Assignment]) -> None:
    if made:
        without = sum(1 for row in made if row.ground == Assignment.Ground.NO_GRID)
        events.FOLLOWED.record(subject="grids", by="timer", count=len(made), without=without)


def holders_of_licences(*, of: Sequence[int] | None = None) -> set[tuple[int, str]]:
    """Company and kind of grid, for every licence (of some) that stands or is suspended today, and for who has a code.

    A company that was licensed before this portal holds no place in its register; it is known by its code.
    """
    places = Place.objects.filter(licence__in=KIND_OF_LICENCE).unexpired(on=timezone.localdate())
    coded = Subject.objects.filter(is_active=True, sector__in=KIND_OF_SECTOR)
    if of is not None:
        places, coded = places.filter(company__in=of), coded.filter(company__in=of)
    held = {(company, KIND_OF_LICENCE[kind].value) for company, kind in places.values_list("company", "licence")}
    by_code = coded.values_list("company", "sector")
    return held | {(company, KIND_OF_SECTOR[sector].value) for company, sector in by_code}


def areas_now(load: Mapping[int, int]) -> list[Area]:
    """Every active grid with its words; `load`: how many companies stand in it."""
    words = {area.grid_id: area.words for area in GridArea.objects.filter(grid__end__isnull=True).order_by("pk")}
    return [
        Area(
            grid=grid.pk,
            code=grid.code,
            division=grid.division_id,
            kind=grid.kind,
            words=words.get(grid.pk, ()),
            companies=load.get(grid.pk, 0),
        )
        for grid in Grid.objects.active()
    ]


def _where(
    company: Company,
    kind: str,
    before: Assignment | None,
    holders: set[tuple[int, str]],
    areas: Sequence[Area],
    ended: set[int],
) -> tuple[int | None, Assignment.Ground]:
    if (company.pk, kind) not in holders:
        return None, Assignment.Ground.LICENCE_ENDED
    grid = before.grid_id if before is not None and before.grid_id not in ended else None
    if (
        before is not None
        and grid
        and before.ground == Assignment.Ground.BY_HAND
        and before.address == company.registered_address
    ):
        return grid, Assignment.Ground.BY_HAND
    place = company.registered_address
    found = grid_for(place, division=company.division_id, kind=kind, areas=areas, stands_in=grid)
    return found, Assignment.Ground.ADDRESS if found else Assignment.Ground.NO_GRID
