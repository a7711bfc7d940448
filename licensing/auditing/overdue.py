"""What a supervisor has to know: every limit that passed without its act, as rows and as pictures."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncMonth
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from clock.months import months_later
from licensing.auditing.lived import lived
from licensing.decisions.models.limits import LIMITS, Escalation
from pages.charts.chart import Chart, Mark, Shape
from pages.charts.time import months

SUPERVISED_DAYS = 90


def count_supervised(*, authorities: list[int]) -> dict[str, Any]:
    """Counting of the setting FIGURES: limits and figures of some authorities over the last three months."""
    today = timezone.localdate()
    since = today - datetime.timedelta(days=SUPERVISED_DAYS)
    return {
        # Twelve months, with this one.
        "passed": count_passed(authorities, since=months_later(today.replace(day=1), -11)),
        "lived": lived(since=since, until=today, authorities=authorities).as_data(),
    }


@dataclass(frozen=True, kw_only=True)
class Passed:
    """Which limits that passed: of a kind, due from a day to a day; all where it is empty."""

    limit: str = ""
    since: datetime.date | None = None
    until: datetime.date | None = None

    def among(self, rows: Any) -> Any:
        if self.limit:
            rows = rows.filter(limit=self.limit)
        if self.since:
            rows = rows.filter(due__gte=self.since)
        return rows.filter(due__lte=self.until) if self.until else rows

    def address(self) -> str:
        """Where the supervisor's list shows them."""
        told = {"limit": self.limit, "since": self.since or "", "until": self.until or ""}
        return f"{reverse('register:overdue')}?{urlencode({name: value for name, value in told.items() if value})}"


def count_passed(authorities: Any, *, since: datetime.date) -> dict[str, Any]:
    """How many limits due since a day passed, of each kind and in each month: [kind or first day, number]."""
    rows = Passed(since=since).among(escalations(authorities)).order_by()
    kinds = rows.values_list("limit").annotate(count=Count("pk")).order_by("-count", "limit")
    months = rows.annotate(month=TruncMonth("due")).values_list("month").annotate(count=Count("pk"))
    return {
        "since": since.isoformat(),
        "kinds": [list(one) for one in kinds],
        "months": [[month.isoformat(), count] for month, count in months.order_by("month")],
    }


def escalations(authorities: Any) -> QuerySet[Escalation]:
    """Limits that passed without their act, at some authorities."""
    return Escalation.objects.filter(application__authority__in=authorities)


def charts_of(passed: Mapping[str, Any]) -> list[Chart]:
    """The limits that passed, by month and by kind; each mark leads to its rows of the list below."""
    counted = _("Limits that passed")
    since = datetime.date.fromisoformat(passed["since"])
    return [
        Chart(
            name="passed-by-month",
            title=_("Limits that passed, by the month they were due"),
            of=_("Month"),
            counted=counted,
            shape=Shape.COLUMNS,
            marks=months(passed["months"], address=lambda first, last: Passed(since=first, until=last).address()),
        ),
        Chart(
            name="passed-by-kind",
            title=_("Limits that passed, by kind"),
            of=_("Limit"),
            counted=counted,
            marks=[
                Mark(label=str(LIMITS.get(kind, kind)), value=n, address=Passed(limit=kind, since=since).address())
                for kind, n in passed["kinds"]
            ],
        ),
    ]
