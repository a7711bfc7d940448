"""What changes a grid: opened, given other words, given members and a chief, merged or closed; companies assigned."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.people import Person
from accounts.permissions import VISIT
from accounts.represented.companies import Company
from accounts.roles import works_at
from accounts.versions import Difference, Stale, is_stale
from desk.refusals import NotNow
from supervision.grids import events
from supervision.grids.models import Assignment, Grid, GridArea, GridEnd, Seat, SeatEnd, grid_subject


class NotPossible(NotNow):
    """The grid does not allow it as it stands; the message says why."""


def held(grid: Grid) -> Grid:
    """The grid, held until the end of the transaction. Raises NotPossible when it has ended."""
    found = Grid.objects.select_for_update().get(pk=grid.pk)
    if GridEnd.objects.filter(grid=found).exists():
        raise NotPossible(_("The grid %(code)s has ended.") % {"code": grid.code})
    return found


def words_of(text: str) -> list[str]:
    """Words of addresses as people type them: on lines or between commas, each once."""
    for sign in "，,；;、\n\t":
        text = text.replace(sign, " ")
    return list(dict.fromkeys(word for word in text.split(" ") if word))


def rewrite_area(grid: Grid, words: Sequence[str], *, by: Person, seen: str = "") -> GridArea:
    """Give a grid other words; companies follow at the next round. `seen`: the area the writer had before them.

    Raises NotPossible, Stale.
    """
    with transaction.atomic():
        grid = held(grid)
        if not words:
            raise NotPossible(_("A grid needs at least one street, township or place."))
        _refuse_stale(GridArea.objects.filter(grid=grid).last(), words, seen)
        area = GridArea.objects.create(grid=grid, words=list(words), written_by=by)
        events.AREA_WRITTEN.record(
            subject=grid_subject(grid), by=by, authority=grid.division_id, grid=grid.code, count=len(words)
        )
    return area


def _refuse_stale(area: GridArea | None, words: Sequence[str], seen: str) -> None:
    """Raises Stale when somebody wrote other words since the page was drawn."""
    if area is None or not is_stale(seen, str(area.pk)) or list(area.words) == list(words):
        return
    both = Difference(label=_("Streets, townships and places"), theirs="\n".join(area.words), mine="\n".join(words))
    who = area.written_by.name if area.written_by else ""
    raise Stale(version=str(area.pk), differences=[both], who=who, when=area.written_at)


def seat(grid: Grid, person: Person, *, role: Seat.Role, origin: Seat.Origin, by: Person) -> Seat:
    """Make somebody a member or the chief of a grid. Raises NotPossible.

    A chief takes over from the one before: there is one at a time, and the seat before ends the same day. Who leaves
    the authority, or loses the role, meanwhile is waited for.
    """
    with transaction.atomic():
        person = Person.objects.select_for_update().get(pk=person.pk)
        grid = held(grid)
        if not works_at(person, grid.authority_id) or not person.has_perm(VISIT):
            raise NotPossible(_("%(name)s is not a grid member of this authority.") % {"name": person.name})
        ever = Seat.objects.filter(grid=grid, role=role)
        filled = ever.filter(end__isnull=True)
        if filled.filter(person=person).exists():
            raise NotPossible(_("%(name)s already has this seat.") % {"name": person.name})
        if role == Seat.Role.CHIEF:
            for before in filled:
                SeatEnd.objects.create(seat=before, ended_by=by)
        turn = (ever if role == Seat.Role.CHIEF else ever.filter(person=person)).count()
        given = Seat.objects.create(grid=grid, person=person, role=role, origin=origin, turn=turn, given_by=by)
        events.SEATED.record(
            subject=grid_subject(grid),
            by=by,
            authority=grid.division_id,
            grid=grid.code,
            name=person.name,
            role=f"grid-{role.value}",
        )
    return given


def unseat(given: Seat, *, by: Person) -> SeatEnd:
    """End a seat today. Raises NotPossible when it has ended already."""
    with transaction.atomic():
        grid = Grid.objects.select_for_update().get(pk=given.grid_id)
        if SeatEnd.objects.filter(seat=given).exists():
            raise NotPossible(_("This seat has already ended."))
        end = SeatEnd.objects.create(seat=given, ended_by=by)
        events.UNSEATED.record(
            subject=grid_subject(grid), by=by, authority=grid.division_id, grid=grid.code, name=given.person.name
        )
    return end


def end(grid: Grid, *, into: Grid | None, reason: str, by: Person) -> GridEnd:
    """Merge a grid into another of its county and kind, or close one nobody stands in. Raises NotPossible."""
    with transaction.atomic():
        grid = held(grid)
        standing = list(Assignment.objects.current().filter(grid=grid).select_related("company"))
        if into is not None:
            into = held(into)
            if (into.division_id, into.kind) != (grid.division_id, grid.kind) or into.pk == grid.pk:
                raise NotPossible(_("A grid can only be merged into another one of its county and kind."))
        elif standing:
            raise NotPossible(_("There are still companies in this grid: merge it, or move them first."))
        if not reason.strip():
            raise NotPossible(_("Say why the grid ends."))
        ended = GridEnd.objects.create(grid=grid, into=into, reason=reason.strip()[:200], ended_by=by)
        for seated in Seat.objects.filter(grid=grid, end__isnull=True):
            SeatEnd.objects.create(seat=seated, ended_by=by)
        if into is not None:
            _give_area(grid, into, by=by)
        for assignment in standing:
            _next(assignment, grid=into, ground=Assignment.Ground.MERGED, by=by)
        events.ENDED.record(
            subject=grid_subject(grid),
            by=by,
            authority=grid.division_id,
            grid=grid.code,
            into=into.code if into else "–",
        )
    return ended


def _give_area(grid: Grid, into: Grid, *, by: Person) -> None:
    """The streets go where the companies go, or the next round would take them out again."""
    had, given = GridArea.objects.filter(grid=into).last(), GridArea.objects.filter(grid=grid).last()
    words = list(dict.fromkeys([*(had.words if had else []), *(given.words if given else [])]))
    GridArea.objects.create(grid=into, words=words, written_by=by)


def assign(company: Company, grid: Grid, *, by: Person) -> Assignment:
    """Put a company into a grid by hand; it stays there until its address changes. Raises NotPossible."""
    with transaction.atomic():
        grid = held(grid)
        before = Assignment.objects.current().filter(company=company, kind=grid.kind).first()
        if before is None:
            raise NotPossible(_("%(name)s holds no licence of this kind.") % {"name": company.name})
        if before.grid_id == grid.pk:
            raise NotPossible(_("%(name)s is already in this grid.") % {"name": company.name})
        if company.division_id != grid.division_id:
            raise NotPossible(_("%(name)s has its seat in another county.") % {"name": company.name})
        made = _next(before, grid=grid, ground=Assignment.Ground.BY_HAND, by=by, address=company.registered_address)
        events.ASSIGNED.record(
            subject=grid_subject(grid), by=by, authority=grid.division_id, grid=grid.code, company=company.name
        )
    return made


def _next(
    before: Assignment, *, grid: Grid | None, ground: Assignment.Ground, by: Person | None, address: str = ""
) -> Assignment:
    return Assignment.objects.create(
        company_id=before.company_id,
        kind=before.kind,
        grid=grid,
        turn=before.turn + 1,
        ground=ground,
        address=address or before.address,
        assigned_by=by,
    )


def open_grids(found: Iterable[Grid], words: dict[str, list[str]], *, by: Person | None) -> list[Grid]:
    """Open many grids at once, with their areas; the caller's transaction keeps all or none."""
    opened = Grid.objects.bulk_create(found)
    areas = [GridArea(grid=grid, words=words[grid.code], written_by=by) for grid in opened]
    GridArea.objects.bulk_create(areas)
    return opened
