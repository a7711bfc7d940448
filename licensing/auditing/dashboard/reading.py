"""The dashboard as it is read: numbers with their rows, shares, the period before, groups by name, registries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.template.defaultfilters import floatformat
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.authorities import Authority
from licensing.auditing.dashboard.counting import silent_chosen
from licensing.auditing.dashboard.measures import BY_PLACE, MEASURES, Days, before
from licensing.auditing.registers.of_teams import names_of_teams
from materials.catalogue.queries import names_of_services, registry_name
from pages.charts.chart import Chart, Mark, Shape
from pages.charts.time import months
from pages.counted.figure import share

Numbers = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Number:
    """A number and where its rows are; nothing is to be seen of none."""

    value: int
    address: str
    title: str = ""


@dataclass(frozen=True, kw_only=True)
class Line:
    """A measure: its number, its share where there are enough to tell one, and what it was in the period before."""

    code: str
    title: str
    number: Number
    share: float | None
    earlier: Number | None


@dataclass(frozen=True, kw_only=True)
class Group:
    """A service, an authority or a team: its numbers in the order of BY_PLACE, and its days to the decision."""

    name: str
    numbers: tuple[Number, ...]
    middle: str
    ninetieth: str


@dataclass(frozen=True, kw_only=True)
class Waivers:
    """Of the cases received: in how many the catalogue waives something by a registry, and what became of it."""

    name: str
    waivable: Number
    waived: Number
    share: float | None
    found_by: Number


@dataclass(frozen=True, kw_only=True)
class Registry:
    """How a registry answered, and what its silence cost."""

    name: str
    asked: int
    silent: Number
    share: float | None
    seconds: str
    checked: Number
    brought: Number


def lines(counted: Numbers, days: Days) -> list[Line]:
    """Every measure, of all authorities of the reader."""
    whole, earlier, more = counted["whole"], counted["before"], _more(counted)
    return [
        Line(
            code=code,
            title=str(one.title),
            number=Number(value=whole[code], address=one.address(days, **more)),
            share=share(whole[code], whole[one.of]) if one.of else None,
            earlier=(
                Number(value=earlier[code], address=one.address(before(days), **more)) if code in earlier else None
            ),
        )
        for code, one in MEASURES.items()
    ]


def _more(counted: Numbers) -> dict[str, str]:
    """The filters beside the days it was counted with; what was kept before there were any has none."""
    return dict(counted.get("more", {}))


def services(counted: Numbers, days: Days) -> list[Group]:
    """By service, the most received first."""
    names = names_of_services(list(counted["services"]))
    return _groups(counted, days, "services", "service", names)


def places(counted: Numbers, days: Days) -> list[Group]:
    """By authority, the most received first."""
    rows = Authority.objects.filter(pk__in=[int(key) for key in counted["places"]])
    return _groups(counted, days, "places", "authority", {str(row.pk): row.name for row in rows})


def teams(counted: Numbers, days: Days) -> list[Group]:
    """By team, the most received first; what was counted and kept before there were teams tells of none."""
    if "teams" not in counted:
        return []
    return _groups(counted, days, "teams", "team", names_of_teams([int(key) for key in counted["teams"]]))


def _groups(counted: Numbers, days: Days, kind: str, field: str, names: Mapping[str, str]) -> list[Group]:
    def number(code: str, key: str, numbers: Mapping[str, int]) -> Number:
        one, more = MEASURES[code], {**_more(counted), field: key}
        return Number(value=numbers.get(code, 0), address=one.address(days, **more), title=str(one.title))

    ordered = sorted(counted[kind].items(), key=lambda one: (-one[1].get("received", 0), names.get(one[0], one[0])))
    return [
        Group(
            name=names.get(key, key),
            numbers=tuple(number(code, key, numbers) for code in BY_PLACE),
            middle=_days(counted["times"][kind].get(key), 0),
            ninetieth=_days(counted["times"][kind].get(key), 1),
        )
        for key, numbers in ordered
    ]


def whole_times(counted: Numbers) -> tuple[str, str]:
    """Days from handing in to the decision: the middle, and within which nine of ten were decided."""
    times = counted["times"]["whole"].get("")
    return _days(times, 0), _days(times, 1)


def _days(times: list[float] | None, place: int) -> str:
    return "–" if times is None else str(floatformat(times[place], 1))


def registries(counted: Numbers, days: Days) -> list[Registry]:
    """The registries of a dashboard, the most silent first."""
    return registries_told(counted["registries"], days, **_more(counted))


def waivers(counted: Numbers, days: Days) -> list[Waivers]:
    """What each registry spared people, beside what the catalogue has it spare; the most waived first."""
    received, more = MEASURES["received"], _more(counted)
    return [
        Waivers(
            name=registry_name(code),
            share=share(told["waived"], told["waivable"]),
            **{
                what: Number(value=told[what], address=received.address(days, **more, **{what: code}))
                for what in ("waivable", "waived", "found_by")
            },
        )
        for code, told in sorted(counted.get("waivers", {}).items(), key=lambda one: -one[1]["waived"])
    ]


def registries_told(rows: Sequence[Mapping[str, Any]], days: Days, **fixed: str) -> list[Registry]:
    """Registries as they were counted, by name and with the addresses of their rows."""

    def costs(code: str, **more: str) -> str:
        return f"{reverse('register:evidence')}?{urlencode(silent_chosen(days, registry=code, **fixed, **more))}"

    return [
        Registry(
            name=registry_name(row["code"]),
            asked=row["asked"],
            silent=Number(value=row["silent"], address=costs(row["code"])),
            share=share(row["silent"], row["asked"]),
            seconds=str(floatformat(row["seconds"], 2)),
            checked=Number(value=row["checked"], address=costs(row["code"], cost="checked")),
            brought=Number(value=row["brought"], address=costs(row["code"], cost="brought")),
        )
        for row in rows
    ]


def charts(counted: Numbers, days: Days, *, by_service: Sequence[Group], by_place: Sequence[Group]) -> list[Chart]:
    """Received and decided by month; what is open now by service and authority."""
    of_month = [
        Chart(
            name=f"{code}-by-month",
            title=title,
            of=_("Month"),
            counted=_("Cases"),
            shape=Shape.COLUMNS,
            marks=_months(counted["months"][code], code, days, _more(counted)),
        )
        for code, title in (("received", _("Received, by month")), ("decided", _("Decided, by month")))
    ]
    place = BY_PLACE.index("open")
    of_groups = [
        Chart(
            name=name,
            title=title,
            of=of,
            counted=_("Cases"),
            marks=[
                Mark(label=one.name, value=one.numbers[place].value, address=one.numbers[place].address)
                for one in sorted(groups, key=lambda one: -one.numbers[place].value)
                if one.numbers[place].value
            ],
        )
        for name, title, of, groups in (
            ("open-by-service", _("Open today, by service"), _("Service"), by_service),
            ("open-by-authority", _("Open today, by authority"), _("Authority"), by_place),
        )
    ]
    return [*of_month, *(chart for chart in of_groups if len(chart.marks) > 1)]


def _months(counts: Any, code: str, days: Days, more: Mapping[str, str]) -> list[Mark]:
    return months(
        counts,
        address=lambda first, last: MEASURES[code].address((max(first, days[0]), min(last, days[1])), **more),
    )
