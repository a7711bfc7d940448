"""Counting the dashboard: what JSON can hold, kept by `pages.figures` where it is dear."""

from __future__ import annotations

import datetime
from collections import defaultdict
from statistics import median, quantiles
from typing import Any

from django.db.models import Avg, Count, F, Q
from django.db.models.functions import TruncMonth

from accounts.authorities import Authority
from licensing.auditing.dashboard.measures import BY_PLACE, COMPARED, MEASURES, Days, as_reach, before
from licensing.auditing.registers.columns import Reach
from licensing.auditing.registers.look_ups_list import COSTS, LOOK_UPS, NOT_CONNECTED, SILENT
from licensing.auditing.registers.of_teams import choosable_teams, of_team

SERVICE, PLACE = "application__item__code", "application__authority"
MOST_TIMED = 100_000
"""The newest decisions whose time is told."""


def count_dashboard(*, authorities: list[int], since: str, until: str) -> dict[str, Any]:
    """Counting of the setting FIGURES: the dashboard of some authorities over some days (ISO, both included)."""
    days = (datetime.date.fromisoformat(since), datetime.date.fromisoformat(until))
    reach = as_reach(authorities)
    teams = list(choosable_teams(reach).values_list("pk", flat=True))
    return {
        "whole": {code: one.rows(reach, days).count() for code, one in MEASURES.items()},
        "before": {code: MEASURES[code].rows(reach, before(days)).count() for code in COMPARED},
        "services": _grouped(reach, days, SERVICE),
        "places": _grouped(reach, days, PLACE),
        "teams": _of_teams(reach, days, teams),
        "times": _times(reach, days, teams),
        "months": {code: _months(reach, days, code, at) for code, at in MONTHS.items()},
        "registries": _registries(reach, days),
    }


def _grouped(reach: Reach, days: Days, by: str) -> dict[str, dict[str, int]]:
    """What a group is → measure → number: the rows of the whole, counted in groups."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for code in BY_PLACE:
        for group, number in MEASURES[code].rows(reach, days).values_list(by).annotate(number=Count("pk")):
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


def _months(reach: Reach, days: Days, code: str, at: str) -> list[list[Any]]:
    rows = MEASURES[code].rows(reach, days).annotate(month=TruncMonth(at)).values_list("month")
    return [[month.date().isoformat(), n] for month, n in rows.annotate(n=Count("pk")).order_by("month")]


def _times(reach: Reach, days: Days, teams: list[int]) -> dict[str, dict[str, list[float]]]:
    """Days from handing in to the decision, the middle and the ninetieth of a hundred, of all and of each group."""
    decided = "application__decision__decided_at"
    rows = MEASURES["decided"].rows(reach, days).order_by(f"-{decided}")
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


def _registries(reach: Reach, days: Days) -> list[dict[str, Any]]:
    """How each registry answered, and what its silence cost: what people checked or brought in its place."""
    rows = LOOK_UPS.rows(reach, asked_chosen(days)).exclude(outcome="unavailable", reason=NOT_CONNECTED).order_by()
    counted = rows.values("registry").annotate(
        asked=Count("pk"),
        silent=Count("pk", filter=Q(outcome="unavailable")),
        took=Avg(F("answered_at") - F("requested_at")),
    )
    costs = {cost: _by_registry(LOOK_UPS.rows(reach, silent_chosen(days, cost=cost))) for cost in COSTS}
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


def _by_registry(rows: Any) -> dict[str, int]:
    return dict(rows.order_by().values_list("registry").annotate(Count("pk")))


def asked_chosen(days: Days, **more: str) -> dict[str, str]:
    """The filters of look-ups made for the cases themselves: what a one-thing application handed on is asked once."""
    return {"answered_from": str(days[0]), "answered_to": str(days[1]), "origin": "asked", **more}


def silent_chosen(days: Days, **more: str) -> dict[str, str]:
    """The filters of those a registry that is connected did not answer."""
    return asked_chosen(days, outcome=SILENT, **more)
