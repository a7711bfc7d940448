"""Grids and their members from a spreadsheet: a line is a grid with one member; first a dry run, then all or none."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.authorities import Authority, Division
from accounts.people import Person
from accounts.permissions import VISIT, codename
from accounts.typed.identifiers import normalise_mobile
from accounts.typed.text import code, one_line
from materials.tables.headings import Column
from materials.tables.layout import Layout, Taken, taken
from materials.tables.reading import Sheet
from materials.tables.unknown import in_quotes, not_known
from materials.tables.values import is_broken, lost_digits, text
from supervision.grids import events
from supervision.grids.actions import open_grids, words_of
from supervision.grids.models import Grid, Kind, Seat, authorities_of_grids

NAMES: dict[str, tuple[str, ...]] = {
    "grid": ("网格编号", "网格编码", "网格代码"),
    "name": ("网格名称", "网格"),
    "kind": ("网格类型", "类型", "业务类型"),
    "division": ("县区", "县（市、区）", "所属县区", "行政区划"),
    "area": ("网格范围", "范围", "责任区域", "覆盖范围"),
    "member": ("网格员", "网格员姓名", "姓名", "账号"),
    "phone": ("手机", "手机号", "手机号码", "联系电话", "电话"),
    "role": ("职务", "岗位", "网格职务"),
    "origin": ("人员类别", "来源", "人员性质"),
}
"""Field of a line → the words offices use for its column."""


def columns() -> list[Column]:
    """The columns of the table, titled in the reader's language."""
    titles = {
        "grid": _("Grid code"),
        "name": _("Grid name"),
        "kind": _("Kind (P or W)"),
        "division": _("County"),
        "area": _("Area"),
        "member": _("Member (name or user name)"),
        "phone": _("Mobile number"),
        "role": _("Chief or member"),
        "origin": _("Where the member is from"),
    }
    return [Column(code=c, label=titles[c], names=words, is_key=c == "grid") for c, words in NAMES.items()]


KIND_WORDS = {"P": "P", "普通": "P", "普通货运": "P", "普货": "P", "W": "W", "危险": "W", "危险货物": "W", "危货": "W"}
ROLE_WORDS = {"": "member", "网格员": "member", "MEMBER": "member", "网格长": "chief", "CHIEF": "chief"}
ORIGIN_WORDS = {
    "": "official", "行政": "official", "执法": "official", "OFFICIAL": "official", "乡镇": "town", "街道": "town",
    "TOWN": "town", "企业": "company", "COMPANY": "company", "协会": "association", "ASSOCIATION": "association",
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line of the table: its place, what it says, what is wrong with it."""

    place: int
    values: dict[str, str]
    errors: list[str]


@dataclass(frozen=True, kw_only=True)
class Known:
    """What the lines are held against: grids by code, counties by name or code, members by user name."""

    grids: dict[str, Grid]
    others: set[str]
    """Codes of grids that are somebody else's."""
    divisions: dict[str, Division]
    members: dict[str, list[Person]]
    authorities: dict[str, int]
    """Whose each county is."""
    chiefs: set[int]
    """The grids that have a chief."""


def known_to(by: Person) -> Known:
    """What of the installation whoever imports may point to."""
    reach = authorities_of_grids(by)
    counties = Division.objects.filter(authority__in=reach)
    named = {name: one for one in counties for name in (one.code, one.name_zh, one.name_en)}
    people = Person.objects.filter(authority__in=reach, is_active=True).prefetch_related("groups")
    chiefs = Seat.objects.filled().filter(role=Seat.Role.CHIEF).values_list("grid", flat=True)
    own = {grid.code: grid for grid in Grid.objects.visible_to(by).select_related("end")}
    return Known(
        grids=own,
        others=set(Grid.objects.exclude(code__in=own).values_list("code", flat=True)),
        divisions=named,
        members=_by_names(people.filter(_may_visit()).distinct()),
        authorities=by_county(),
        chiefs=set(chiefs),
    )


def by_county() -> dict[str, int]:
    """The authority of each division, by its code."""
    return dict(Authority.objects.values_list("division_id", "pk"))


def _may_visit() -> Q:
    return Q(groups__permissions__codename=codename(VISIT))


def _by_names(people: Iterable[Person]) -> dict[str, list[Person]]:
    named: dict[str, list[Person]] = defaultdict(list)
    for person in people:
        for name in {person.username, person.name}:
            named[name].append(person)
    return named


def _members(values: dict[str, str], known: Known) -> list[Person]:
    """Who a line may mean: of the grid's own authority, of one name the one with the number, where the line has one.

    Who has a seat reads the companies and visits of its grid: nobody gets one at another authority (`actions.seat`),
    and nobody by a name they share with who has the number.
    """
    named, phone = _named(values, known), normalise_mobile(values["phone"])
    same = [one for one in named if phone and normalise_mobile(one.phone) == phone]
    return same or [one for one in named if not phone or not one.phone]


def _named(values: dict[str, str], known: Known) -> list[Person]:
    authority = _authority_of(values, known)
    return [one for one in known.members.get(values["member"], []) if authority in (None, one.authority_id)]


def _authority_of(values: dict[str, str], known: Known) -> int | None:
    """Whose a grid is, or will be; None where the line does not say."""
    if grid := known.grids.get(values["grid"]):
        return grid.authority_id
    division = known.divisions.get(values["division"])
    return known.authorities.get(division.code) if division else None


def read(sheet: Sheet, layout: Layout, *, by: Person, with_hidden: bool = False) -> tuple[list[Line], Taken]:
    """Check the lines of a table, each by itself and against the others."""
    found, known = taken(sheet, layout, with_hidden=with_hidden), known_to(by)
    lines: list[Line] = []
    seen: dict[str, dict[str, str]] = {}
    chiefs: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for place, cells in found.rows:
        values = _values({name: one_line(text(cell)) for name, cell in cells.items()})
        errors = _errors(values, known, seen.get(values["grid"]))
        if any(is_broken(cell) or lost_digits(cell) for cell in cells.values()):
            errors.append(_("A cell holds an error, a formula without its result, or a number that lost its end."))
        chiefs[values["grid"]] += values["role"] == "chief"
        pairs[values["grid"], values["member"]] += 1
        if values["role"] == "chief" and chiefs[values["grid"]] > 1:
            errors.append(_("This grid already has a chief."))
        if values["member"] and pairs[values["grid"], values["member"]] > 1:
            errors.append(_("This member is already in this grid."))
        seen.setdefault(values["grid"], values)
        lines.append(Line(place=place, values=values, errors=errors))
    return lines, found


def _values(cells: dict[str, str]) -> dict[str, str]:
    values = {name: cells.get(name, "") for name in NAMES}
    values["grid"] = values["grid"].upper().replace(" ", "").replace("—", "-").replace("－", "-")
    values["kind"] = KIND_WORDS.get(code(values["kind"]), values["kind"])
    values["role"] = ROLE_WORDS.get(code(values["role"]), values["role"])
    values["origin"] = ORIGIN_WORDS.get(code(values["origin"]), values["origin"])
    return values


def _errors(values: dict[str, str], known: Known, before: dict[str, str] | None) -> list[str]:
    errors = []
    grid = known.grids.get(values["grid"])
    if not values["grid"]:
        errors.append(_("No grid code: the grid could not be found again."))
    elif len(values["grid"]) > 20:
        errors.append(_("A grid code has at most 20 characters."))
    if values["grid"] in known.others:
        errors.append(_("The grid %(code)s is not one of yours.") % {"code": values["grid"]})
    if grid is not None and hasattr(grid, "end"):
        errors.append(_("The grid %(code)s has ended.") % {"code": grid.code})
    if grid is None and before is None:
        errors += _errors_of_new(values, known)
    meant = _members(values, known)
    if not meant and _named(values, known):
        errors.append(
            _("The grid member “%(name)s” has another mobile number: is somebody else meant?")
            % {"name": values["member"]}
        )
    elif values["member"] and not meant:
        errors.append(_("“%(name)s” is not a grid member of these authorities.") % {"name": values["member"]})
    elif len(meant) > 1:
        errors.append(
            _("Several grid members are called “%(name)s”: add the mobile number.") % {"name": values["member"]}
        )
    if values["member"] and grid is not None and values["role"] == "chief" and grid.pk in known.chiefs:
        errors.append(_("This grid already has a chief."))
    if values["role"] not in Seat.Role.values:
        told = _("“%(word)s” is neither chief nor member.") % {"word": in_quotes(values["role"])}
        errors.append(not_known(told, ROLE_WORDS))
    if values["origin"] not in Seat.Origin.values:
        told = _("“%(word)s” does not say where the member is from.") % {"word": in_quotes(values["origin"])}
        errors.append(not_known(told, ORIGIN_WORDS))
    return errors


def _errors_of_new(values: dict[str, str], known: Known) -> list[str]:
    errors = []
    if not values["name"]:
        errors.append(_("A new grid needs a name."))
    if values["kind"] not in Kind.values:
        told = _("“%(word)s” is neither P (ordinary freight) nor W (hazardous goods).")
        errors.append(told % {"word": in_quotes(values["kind"])})
    if values["division"] not in known.divisions:
        told = _("“%(word)s” is not one of your counties.") % {"word": in_quotes(values["division"])}
        errors.append(not_known(told, {one.name for one in known.divisions.values()}))
    if not words_of(values["area"]):
        errors.append(_("A grid needs at least one street, township or place."))
    return errors


@dataclass(frozen=True, kw_only=True)
class Imported:
    grids: int
    seats: int


def take_in(lines: list[Line], *, file: str, by: Person | None, known: Known) -> Imported:
    """Open the grids and give the seats of all lines, or nothing when one has errors (ValueError)."""
    if any(line.errors for line in lines):
        raise ValueError("a line has errors")
    with transaction.atomic():
        new = {line.values["grid"]: line.values for line in reversed(lines) if line.values["grid"] not in known.grids}
        grids = [_grid(values, known, file=file, by=by) for values in new.values()]
        opened = open_grids(grids, {c: words_of(values["area"]) for c, values in new.items()}, by=by)
        at = {**known.grids, **{grid.code: grid for grid in opened}}
        taken_already = set(Seat.objects.filter(end__isnull=True).values_list("grid", "person"))
        chiefs = Counter(Seat.objects.filter(role=Seat.Role.CHIEF).values_list("grid", flat=True))
        before = Counter(Seat.objects.filter(role=Seat.Role.MEMBER).values_list("grid", "person"))
        seats = [
            Seat(
                grid=at[line.values["grid"]],
                person=person,
                role=line.values["role"],
                origin=line.values["origin"],
                turn=chiefs[at[line.values["grid"]].pk]
                if line.values["role"] == "chief"
                else before[at[line.values["grid"]].pk, person.pk],
                given_by=by,
            )
            for line in lines
            for person in _members(line.values, known)
            if (at[line.values["grid"]].pk, person.pk) not in taken_already
        ]
        Seat.objects.bulk_create(seats)
        events.IMPORTED.record(
            subject="grids",
            by=by or "timer",
            authority=by.authority.division_id if by and by.authority else "",
            grids=len(opened),
            seats=len(seats),
            file=file,
        )
    return Imported(grids=len(opened), seats=len(seats))


def _grid(values: dict[str, str], known: Known, *, file: str, by: Person | None) -> Grid:
    division = known.divisions[values["division"]]
    return Grid(
        code=values["grid"],
        name=values["name"],
        kind=values["kind"],
        division=division,
        authority_id=known.authorities[division.code],
        opened_by=by,
        source=file[:80],
    )
