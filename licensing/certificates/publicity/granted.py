"""The public list of grants (双公示): which there are, which somebody looks for, and how many."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet
from django.db.models.fields.json import KT
from django.db.models.functions import TruncMonth
from django.urls import reverse
from django.utils import timezone

from accounts.typed.searching import holding
from accounts.typed.text import code
from licensing.certificates.checking.spelling import key_of
from licensing.certificates.models import Publication, State
from licensing.certificates.publicity.states import in_state, with_state
from pages.days import since, until


@dataclass(frozen=True, kw_only=True)
class Granted:
    """Which grants of the public list: decided from a day to a day, of a service, by an authority (its division), in a
    state today; all where it is empty.
    """

    since: datetime.date | None = None
    until: datetime.date | None = None
    item: str = ""
    authority: str = ""
    state: str = ""

    def among(self, rows: QuerySet[Publication]) -> QuerySet[Publication]:
        if self.authority:
            rows = rows.filter(decision__application__authority__division=self.authority)
        if self.state:
            rows = in_state(with_state(rows), State(self.state))
        if self.since:
            rows = since(rows, "decision__decided_at", self.since)
        if self.until:
            rows = until(rows, "decision__decided_at", self.until)
        return rows.filter(decision__application__item__code=self.item) if self.item else rows

    def address(self) -> str:
        """Where the public list shows them."""
        told = {name: getattr(self, name) or "" for name in ("since", "until", "item", "authority", "state")}
        return f"{reverse('verify:publicity')}?{urlencode({name: value for name, value in told.items() if value})}"


def count_granted(wanted: Granted) -> dict[str, list[list[Any]]]:
    """How many grants of the public list each month and each service has: [first day or code, number]."""
    rows = wanted.among(Publication.objects.order_by())
    months = rows.annotate(month=TruncMonth("decision__decided_at")).values_list("month").annotate(count=Count("pk"))
    items = rows.values_list("decision__application__item__code").annotate(count=Count("pk"))
    return {
        "months": [[timezone.localtime(month).date().isoformat(), count] for month, count in months.order_by("month")],
        "items": [list(one) for one in items.order_by("-count", "decision__application__item__code")],
    }


def count_granted_this_year() -> dict[str, list[list[Any]]]:
    """Counting of the setting FIGURES: the year's grants, for everybody."""
    today = timezone.localdate()
    return count_granted(Granted(since=today.replace(day=1, month=1), until=today))


def published(search: str = "", *, among: Granted | None = None) -> QuerySet[Publication]:
    """The public list of grants, newest first; `search` in holder, document number or the beginning of a code."""
    rows = (
        with_state((among or Granted()).among(Publication.objects.order_by("-id")))
        .select_related("decision__application__verification", "decision__letter")
        .prefetch_related(
            "decision__application__verification__inspections__inquiry__decision", "decision__letter__outcomes"
        )
    )
    if search:
        wanted = Q(pk=None)
        if written := code(search):  # signs alone are no key: every code begins with nothing
            wanted = Q(its_code__startswith=written) | Q(its_document__has_text=key_of(search))
        wanted |= holding(search, "its_holder__has_text", "its_document__has_text")
        rows = rows.alias(
            its_code=KT("entry__uscc"), its_document=KT("entry__document"), its_holder=KT("entry__holder")
        ).filter(wanted)
    return rows
