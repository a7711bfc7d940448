"""Visits as a list: whose, where, how they ended, and what of them is still open."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.permissions import KEEP_GRIDS, SEE_GRIDS, VISIT
from accounts.typed.searching import holding
from pages.lists.definition import Column, List, by, state
from pages.lists.filters import Day, ListFilters, OneOf, Words
from supervision.visits.looks import look_of
from supervision.visits.models import Outcome, Visit, Way
from supervision.visits.queries import visits_of


class VisitFilters(ListFilters):
    q = Words(method="found", label=_("Company, grid or member"))
    outcome = OneOf(choices=Outcome.choices, label=_("How it ended"))
    way = OneOf(choices=Way.choices, label=_("How they met"))
    since = Day(field_name="on", lookup_expr="gte", label=_("From"))
    needs = OneOf(choices=[("open", _("open"))], method="with_needs", label=_("Needs"))

    def every(self) -> QuerySet[Visit]:
        return visits_of(self.person)

    def found(self, rows: QuerySet[Visit], _name: str, text: str) -> QuerySet[Visit]:
        return rows.filter(holding(text, "grid__code__icontains", "member__name__icontains", "company__name__has_text"))

    def with_needs(self, rows: QuerySet[Any], _name: str, _value: str) -> QuerySet[Any]:
        return rows.filter(open_needs__gt=0)


VISITS: List[Any] = List(
    name="visits",
    title=_("Visits"),
    address="visits:list",
    permissions=(VISIT, KEEP_GRIDS, SEE_GRIDS),
    filters=VisitFilters,
    order="-day",
    columns=(
        Column(name="number", title=_("Receipt"), cell=lambda row: row.number, css="numeric"),
        Column(
            name="day",
            title=_("Day"),
            cell=lambda row: f"{row.on:%Y-%m-%d}",
            told=lambda row: row.on,
            key=by("on"),
            css="numeric",
        ),
        Column(
            name="company",
            speaks=True,
            title=_("Company"),
            cell=lambda row: row.company.public_name,
            key=by("company__name"),
            lang="zh-Hans",
        ),
        Column(name="grid", title=_("Grid"), cell=lambda row: row.grid.code, key=by("grid__code"), css="numeric"),
        Column(name="member", title=_("Member"), cell=lambda row: row.member.name, lang="zh-Hans"),
        Column(name="way", title=_("How they met"), cell=lambda row: str(row.get_way_display()), key=by("way")),
        state("outcome", _("How it ended"), look_of, key=by("outcome")),
        Column(name="needs", title=_("Needs open"), cell=lambda row: row.open_needs, css="numeric text-end"),
    ),
    link=lambda row: reverse("visits:visit", args=[row.pk]),
    nothing=_("No visit was received yet"),
    hint=_("Members record visits on their phone, also without network; they appear here when they arrive."),
)
