"""Grids at a glance, as a list: who looks after how many, and what a grid lacks."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.authorities import Division
from accounts.people import Person
from accounts.permissions import KEEP_GRIDS, SEE_GRIDS, VISIT
from accounts.typed.searching import holding
from pages.lists.definition import Column, List, by
from pages.lists.filters import Among, ListFilters, OneOf, Words
from supervision.grids.models import Kind, Seat, authorities_of_grids
from supervision.grids.queries import at_a_glance
from supervision.visits.queries import with_visits


def _counties(person: Person) -> QuerySet[Division]:
    return Division.objects.filter(authority__in=authorities_of_grids(person))


class GridFilters(ListFilters):
    q = Words(method="named", label=_("Code, name or member"))
    county = Among(queryset=_counties, field_name="division", label=_("County"))
    kind = OneOf(choices=Kind.choices, label=_("Business"))
    without = OneOf(
        choices=[("members", _("members")), ("chief", _("a chief")), ("companies", _("companies"))],
        method="lacking",
        label=_("Without"),
    )
    waits = OneOf(
        choices=[("overdue", _("overdue visits")), ("needs_open", _("open needs"))],
        method="waiting",
        label=_("With"),
    )

    def every(self) -> QuerySet[Any]:
        return with_visits(at_a_glance(self.person), on=timezone.localdate())

    def waiting(self, rows: QuerySet[Any], _name: str, what: str) -> QuerySet[Any]:
        return rows.filter(**{f"{what}__gt": 0})

    def named(self, rows: QuerySet[Any], _name: str, text: str) -> QuerySet[Any]:
        seated = Seat.objects.filled().filter(holding(text, "person__name__icontains")).values("grid")
        return rows.filter(holding(text, "code__icontains", "name__icontains") | Q(pk__in=seated))

    def lacking(self, rows: QuerySet[Any], _name: str, what: str) -> QuerySet[Any]:
        return rows.filter(chief_name=None) if what == "chief" else rows.filter(**{what: 0})


GRIDS: List[Any] = List(
    name="grids",
    title=_("Grids"),
    address="grids:list",
    permissions=(VISIT, KEEP_GRIDS, SEE_GRIDS),
    filters=GridFilters,
    order="code",
    columns=(
        Column(name="code", title=_("Grid"), cell=lambda grid: grid.code, key=by("code"), css="numeric"),
        Column(
            name="name", speaks=True, title=_("Grid name"), cell=lambda grid: grid.name, key=by("name"), lang="zh-Hans"
        ),
        Column(
            name="county",
            speaks=True,
            title=_("County"),
            cell=lambda grid: grid.division.name,
            key=by("division", "code"),
        ),
        Column(
            name="kind",
            speaks=True,
            title=_("Business"),
            cell=lambda grid: grid.get_kind_display(),
            key=by("kind", "code"),
        ),
        Column(name="chief", title=_("Chief"), cell=lambda grid: grid.chief_name or "–", lang="zh-Hans"),
        Column(
            name="members",
            title=_("Members"),
            cell=lambda grid: grid.members,
            key=by("members"),
            css="numeric text-end",
        ),
        Column(
            name="companies",
            title=_("Companies"),
            cell=lambda grid: grid.companies,
            key=by("companies"),
            css="numeric text-end",
        ),
        Column(
            name="covered",
            title=_("Met in half a year"),
            cell=lambda grid: _("%(met)s of %(all)s") % {"met": grid.covered, "all": grid.companies},
            css="numeric text-end",
        ),
        Column(
            name="last",
            title=_("Last visit"),
            cell=lambda grid: f"{grid.last_visit:%Y-%m-%d}" if grid.last_visit else "–",
            css="numeric",
        ),
        Column(name="overdue", title=_("Overdue visits"), cell=lambda grid: grid.overdue, css="numeric text-end"),
        Column(name="needs", title=_("Needs open"), cell=lambda grid: grid.needs_open, css="numeric text-end"),
    ),
    link=lambda grid: reverse("grids:grid", args=[grid.code]),
    nothing=_("There is no grid yet"),
    hint=_("Whoever manages the grids imports them from a table."),
)
