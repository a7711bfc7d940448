"""Inspections as a list: of whom, on which ground, when, where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.permissions import READ_INSPECTIONS
from accounts.typed.searching import holding
from pages.lists.definition import Column, List, by, state
from pages.lists.filters import Day, ListFilters, OneOf, Words
from supervision.inspections.flow.standing import standing_at, steps_of
from supervision.inspections.looks import STEPS
from supervision.inspections.models import CompanyInspection
from supervision.inspections.queries import inspections_for


class InspectionFilters(ListFilters):
    q = Words(method="found", label=_("Number or company"))
    source = OneOf(choices=CompanyInspection.Source.choices, label=_("Ground"))
    step = OneOf(choices=[(code, shown.label) for code, shown in STEPS.items()], method="at_step", label=_("Status"))
    since = Day(field_name="planned_on", lookup_expr="gte", label=_("From"))

    def every(self) -> QuerySet[Any]:
        return inspections_for(self.person)

    def found(self, rows: QuerySet[Any], _name: str, text: str) -> QuerySet[Any]:
        return rows.filter(holding(text, "number__icontains", "company__name__has_text"))

    def at_step(self, rows: QuerySet[Any], _name: str, step: str) -> QuerySet[Any]:
        return rows.filter(pk__in=standing_at(step))


@dataclass(frozen=True, kw_only=True)
class Row:
    """An inspection with where it stands."""

    inspection: CompanyInspection
    step: str

    @property
    def pk(self) -> int:
        return self.inspection.pk


def _rows(found: Sequence[CompanyInspection]) -> list[Row]:
    steps = steps_of(found)
    return [Row(inspection=one, step=steps.get(one.pk, "approve")) for one in found]


INSPECTIONS: List[Any] = List(
    name="inspections",
    title=_("Inspections"),
    address="inspections:list",
    permissions=(READ_INSPECTIONS,),
    filters=InspectionFilters,
    prepared=_rows,
    order="-day",
    columns=(
        Column(name="number", title=_("Inspection number"), cell=lambda row: row.inspection.number, css="numeric"),
        Column(
            name="company",
            speaks=True,
            title=_("Company"),
            cell=lambda row: row.inspection.company.name,
            key=by("company__name"),
            lang="zh-Hans",
        ),
        Column(
            name="source",
            title=_("Ground"),
            cell=lambda row: str(row.inspection.get_source_display()),
            key=by("source"),
        ),
        Column(
            name="day", title=_("Day"), cell=lambda row: row.inspection.planned_on, key=by("planned_on"), css="numeric"
        ),
        Column(
            name="officers",
            title=_("Officers"),
            cell=lambda row: f"{row.inspection.first.person.name}、{row.inspection.second.person.name}",
            lang="zh-Hans",
        ),
        state("step", _("Status"), lambda row: STEPS[row.step]),
    ),
    link=lambda row: reverse("inspections:inspection", args=[row.inspection.number]),
    nothing=_("No inspection yet"),
    hint=_("An officer drafts one; the head approves it before it begins."),
)
