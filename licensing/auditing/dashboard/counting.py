"""Counting the dashboard: what JSON can hold, kept by `pages.figures` where it is dear."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Mapping
from statistics import median, quantiles
from typing import Any

from django.db.models import Avg, Count, F, Q
from django.db.models.functions import TruncMonth

from accounts.authorities import Authority
from licensing.auditing.dashboard.measures import BY_PLACE, COMPARED, MEASURES, Days, as_reach, before
from licensing.auditing.registers.columns import Reach
from licensing.auditing.registers.look_ups_list import COSTS, LOOK_UPS, NOT_CONNECTED, SILENT
from licensing.auditing.registers.of_teams import choosable_teams, of_team
from materials.catalogue.queries import waivers_of_items

SERVICE, PLACE = "application__item__code", "application__authority"
More = Mapping[str, str]
NO_MORE: More = {}
MOST_TIMED = 100_000
"""The newest decisions whose time is told."""


def count_dashboard(*, authorities: list[int], since: str, until: str, team: str = "") -> dict[str, Any]:
    """Counting of the setting FIGURES: the dashboard of some authorities over some days (ISO, both included).

    `team`: of this team's cases only; then teams are not told one by one.
    """
    days = (datetime.date.fromisoformat(since), datetime.date.fromisoformat(until))
    reach = as_reach(authorities)
    teams = [] if team else list(choosable_teams(reach).values_list("pk", flat=True))
    more = {"team": team} if team else {}
    return {
        "more": more,
        "whole": {code: one.rows(reach, days, **more).count() for code, one in MEASURES.items()},
        "before": {code: MEASURES[code].rows(reach, before(days), **more).count() for code in COMPARED},
        "services": _grouped(reach, days, SERVICE, more),
        "places": _grouped(reach, days, PLACE, more),
        "teams": _of_teams(reach, days, teams),
        "times": _times(reach, days, teams, more),
        "months": {code: _months(reach, days, code, at, more) for code, at in MONTHS.items()},
        "registries": _registries(reach, days, more),
        "waivers": _waivers(reach, days, more),
    }


def _grouped(reach: Reach, days: Days, by: str, more: More) -> dict[str, dict[str, int]]:
    """What a group is → measure → number: the rows of the whole, counted in groups."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for code in BY_PLACE:
        for group, number in MEASURES[code].rows(reach, days, **more).values_list(by).annotate(number=Count("pk")):
            found[str(group)][code] = number
    return found


def _of_teams(reach: Reach, days: Days, teams: list[int]) -> dict[str, dict[str, int]]:
    """Team → measure → number; by the condition that is the register's filter. Teams without a case are not told."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for code in BY_PLACE if teams else ():
        numbers = {str(team): Count("pk", filter=of_team(team)) for team in teams}
        for team, number in MEASURES[code].rows(reach, days).aggregate(**numbers).items():
            if number:
                found[team][code] = number
    return found


MONTHS = {"received": "submitted_at", "decided": "application__decision__decided_at"}


def _months(reach: Reach, days: Days, code: str, at: str, more: More) -> list[list[Any]]:
    rows = MEASURES[code].rows(reach, days, **more).annotate(month=TruncMonth(at)).values_list("month")
    return [[month.date().isoformat(), n] for month, n in rows.annotate(n=Count("pk")).order_by("month")]


def _times(reach: Reach, days: Days, teams: list[int], more: More) -> dict[str, dict[str, list[float]]]:
    """Days from handing in to the decision, the middle and the ninetieth of a hundred, of all and of each group."""
    decided = "application__decision__decided_at"
    rows = MEASURES["decided"].rows(reach, days, **more).order_by(f"-{decided}")
    found: dict[str, dict[str, list[float]]] = {"whole": {"": []}, "services": {}, "places": {}, "teams": {}}
    for service, place, submitted, at in rows.values_list(SERVICE, PLACE, "submitted_at", decided)[:MOST_TIMED]:
        for kind, key in (("whole", ""), ("services", service), ("places", str(place))):
            found[kind].setdefault(key, []).append(_took(submitted, at))
    for team in teams:
        pairs = rows.filter(of_team(team)).values_list("submitted_at", decided)[:MOST_TIMED]
        found["teams"][str(team)] = [_took(submitted, at) for submitted, at in pairs]
    return {kind: {key: _middle(times) for key, times in groups.items() if times} for kind, groups in found.items()}


def _took(submitted: datetime.datetime, at: datetime.datetime) -> float:
    return (at - submitted).total_seconds() / 86400


def _middle(times: list[float]) -> list[float]:
    if len(times) == 1:
        return [times[0], times[0]]
    return [median(times), quantiles(times, n=10, method="inclusive")[8]]


def count_registries(*, since: str, until: str) -> list[dict[str, Any]]:
    """Counting of the setting FIGURES: how registries answered every authority, and what their silence cost people."""
    everywhere = as_reach(list(Authority.objects.values_list("pk", flat=True)))
    return _registries(everywhere, (datetime.date.fromisoformat(since), datetime.date.fromisoformat(until)))


def _registries(reach: Reach, days: Days, more: More = NO_MORE) -> list[dict[str, Any]]:
    """How each registry answered, and what its silence cost: what people checked or brought in its place."""
    asked = LOOK_UPS.rows(reach, asked_chosen(days, **more)).order_by()
    rows = asked.exclude(outcome="unavailable", reason=NOT_CONNECTED)
    counted = rows.values("registry").annotate(
        asked=Count("pk"),
        silent=Count("pk", filter=Q(outcome="unavailable")),
        took=Avg(F("answered_at") - F("requested_at")),
    )
    costs = {cost: _by_registry(LOOK_UPS.rows(reach, silent_chosen(days, cost=cost, **more))) for cost in COSTS}
    return [
        {
            "code": row["registry"],
            "asked": row["asked"],
            "silent": row["silent"],
            "seconds": round(row["took"].total_seconds(), 2),
            **{cost: numbers.get(row["registry"], 0) for cost, numbers in costs.items()},
        }
        for row in counted.order_by("-silent", "registry")
    ]


def _waivers(reach: Reach, days: Days, more: More) -> dict[str, dict[str, int]]:
    """Registry → in how many of the cases received the catalogue waives by it, it did, and it found what was to bring.

    A case counts once however many materials it was; as the register counts it, which has these as filters.
    """
    rows = MEASURES["received"].rows(reach, days, **more)
    of_items = dict(rows.values_list("application__item").annotate(Count("pk")))
    items = waivers_of_items()
    lived = {
        what: dict(rows.filter(**{f"{way}__isnull": False}).values_list(way).annotate(Count("pk", distinct=True)))
        for what, way in LIVED.items()
    }
    numbers = {code: sum(of_items.get(item, 0) for item in of) for code, of in items.items()}
    told = {"waivable": numbers, **lived}
    codes = {code for counts in told.values() for code, number in counts.items() if number}
    return {code: {what: counts.get(code, 0) for what, counts in told.items()} for code in sorted(codes)}


LIVED = {
    "waived": "application__waivers__evidence__registry",
    "found_by": "application__found__evidence__registry",
}
"""The filter of the register → the way from a case to the registry it names."""


def _by_registry(rows: Any) -> dict[str, int]:
    return dict(rows.order_by().values_list("registry").annotate(Count("pk")))


def asked_chosen(days: Days, **more: str) -> dict[str, str]:
    """The filters of look-ups made for the cases themselves: what a one-thing application handed on is asked once."""
    return {"answered_from": str(days[0]), "answered_to": str(days[1]), "origin": "asked", **more}


def silent_chosen(days: Days, **more: str) -> dict[str, str]:
    """The filters of those a registry that is connected did not answer."""
    return asked_chosen(days, outcome=SILENT, **more)
