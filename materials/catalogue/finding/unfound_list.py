"""What people searched and did not find, as a list, each with what would answer it today."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.permissions import EDIT_CATALOGUE
from materials.catalogue.finding.models import UnfoundWords
from materials.catalogue.finding.search import index_of
from materials.catalogue.finding.spelling import folded
from materials.catalogue.queries import catalogue_in_force
from pages.lists.definition import Column, List, by
from pages.lists.filters import ListFilters, OneOf, Words
from pages.sentences import listed

PERIODS = {"week": 7, "month": 30, "quarter": 91}


class UnfoundFilters(ListFilters):
    q = Words(method="worded", label=_("Words"))
    period = OneOf(
        choices=[("week", _("the last 7 days")), ("month", _("the last 30 days")), ("quarter", _("the last 91 days"))],
        method="lately",
        label=_("Searched in"),
    )

    def every(self) -> QuerySet[Any]:
        return UnfoundWords.objects.all()

    def worded(self, rows: QuerySet[Any], _name: str, text: str) -> QuerySet[Any]:
        return rows.filter(words__icontains=folded(text))

    def lately(self, rows: QuerySet[Any], _name: str, period: str) -> QuerySet[Any]:
        return rows.filter(day__gt=timezone.localdate() - datetime.timedelta(days=PERIODS[period]))


@dataclass(frozen=True, kw_only=True)
class Unfound:
    """A row with what answers its words today."""

    row: UnfoundWords
    today: str

    @property
    def pk(self) -> int:
        return self.row.pk


def _with_todays_hits(rows: Sequence[UnfoundWords]) -> Sequence[Unfound]:
    index = index_of(catalogue_in_force())
    found = [(row, index.find(row.words)) for row in rows]
    return [Unfound(row=row, today=listed(hits.names[:3]) if hits.is_sure else "") for row, hits in found]


UNFOUND: List[Any] = List(
    name="unfound",
    title=_("Searched and not found"),
    address="words:list",
    permissions=(EDIT_CATALOGUE,),
    filters=UnfoundFilters,
    order="-times",
    prepared=_with_todays_hits,
    columns=(
        Column(name="words", title=_("Words"), cell=lambda one: one.row.words, key=by("words"), lang="zh-Hans"),
        Column(name="day", title=_("Day"), cell=lambda one: one.row.day.isoformat(), key=by("day"), css="numeric"),
        Column(name="times", title=_("Times"), cell=lambda one: one.row.times, key=by("times"), css="numeric"),
        Column(name="today", title=_("Hits of today"), cell=lambda one: one.today or _("nothing yet")),
    ),
    link=lambda one: f"{reverse('words:add')}?{urlencode({'words': one.row.words})}",
    nothing=_("Every search had a result"),
    hint=_("Searches without a result are counted here. Nothing that could identify a person is kept."),
)
