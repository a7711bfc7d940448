"""A row behind a figure, whatever it is a row of: its day, its number, what it is about, and its own page."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone

from pages.counted.figure import Told
from supervision.credit.codes.models import CodeChange, Objection
from supervision.credit.repairs.models import Repair
from supervision.credit.subjects.models import Subject
from supervision.encounters.models import Encounter
from supervision.grids.models import Assignment
from supervision.inspections.models import CompanyInspection
from supervision.limits.models import PlaceAsked
from supervision.visits.models import Need


def told(row: Any) -> Told:
    """A row of any figure. An encounter is never told with whom it met."""
    return _TELL[type(row)](row)


def _inspection(row: CompanyInspection) -> Told:
    day = timezone.localdate(row.entry.at)
    return Told(
        day=day, number=row.number, about=row.company.name, address=reverse("inspections:inspection", args=[row.number])
    )


def _subject(row: Subject) -> Told:
    where = reverse("codes:subject", args=[row.pk])
    about = f"{row.company.name} · {row.get_sector_display()}"
    return Told(day=row.colour_since, number=row.company.uscc, about=about, address=where)


def _change(row: CodeChange) -> Told:
    where = reverse("codes:change", args=[row.pk])
    return Told(day=row.effect.on, number=str(row.pk), about=row.subject.company.name, address=where)


def _objection(row: Objection) -> Told:
    day, where = timezone.localdate(row.decision.at), reverse("codes:objection", args=[row.pk])
    return Told(day=day, number=str(row.pk), about=row.company.name, address=where)


def _repair(row: Repair) -> Told:
    day, where = timezone.localdate(row.decision.at), reverse("codes:repair", args=[row.pk])
    return Told(day=day, number=str(row.pk), about=row.subject.company.name, address=where)


def _assignment(row: Assignment) -> Told:
    code = row.grid.code if row.grid is not None else ""
    return Told(day=row.since, number=code, about=row.company.public_name, address=reverse("grids:grid", args=[code]))


def _need(row: Need) -> Told:
    where = reverse("visits:visit", args=[row.visit_id])
    return Told(day=row.visit.on, number=row.visit.number, about=row.visit.company.public_name, address=where)


def _encounter(row: Encounter) -> Told:
    outcome = getattr(row, "outcome", None)
    about = str(outcome.get_way_display()) if outcome is not None else "–"
    where = reverse("encounters:encounter", args=[row.number])
    return Told(day=timezone.localdate(row.opened_at), number=row.number, about=about, address=where, lang="")


def _place(row: PlaceAsked) -> Told:
    day, where = timezone.localdate(row.at), reverse("inspections:inspection", args=[row.about])
    return Told(day=day, number=row.about, about=row.company.name, address=where)


_TELL: dict[type[Any], Any] = {
    CompanyInspection: _inspection,
    Subject: _subject,
    CodeChange: _change,
    Objection: _objection,
    Repair: _repair,
    Assignment: _assignment,
    Need: _need,
    PlaceAsked: _place,
    Encounter: _encounter,
}
