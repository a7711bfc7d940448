"""The vehicles of an authority by the day their yearly review is due."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.permissions import READ_REGISTER, VERIFY
from accounts.typed.searching import holding
from materials.identifiers import normalise_plate
from pages.lists.definition import Column, List, by, state
from pages.lists.filters import ListFilters, OneOf, Words
from supervision.reviews.looks import STATES
from supervision.reviews.reading import visible_to
from supervision.reviews.rules import rules, state_of


class VehicleFilters(ListFilters):
    q = Words(method="named", label=_("Plate, certificate or company"))
    due = OneOf(
        choices=[
            ("overdue", _("overdue")),
            ("due", _("due")),
            ("asked", _("being looked at")),
        ],
        method="standing",
        label=_("State"),
    )

    def every(self) -> QuerySet[Any]:
        return visible_to(self.person)

    def named(self, rows: QuerySet[Any], _name: str, text: str) -> QuerySet[Any]:
        # Signs alone are no plate, and every plate holds nothing.
        plate = Q(plate__icontains=normalise_plate(text)) if normalise_plate(text) else Q(pk=None)
        return rows.filter(plate | holding(text, "number__icontains", "company__name__has_text"))

    def standing(self, rows: QuerySet[Any], _name: str, state: str) -> QuerySet[Any]:
        today = timezone.localdate()
        if state == "asked":
            return rows.filter(requests__result__isnull=True, requests__isnull=False).distinct()
        if state == "overdue":
            return rows.filter(due_on__lt=today)
        window = datetime.timedelta(days=rules(on=today).window_days)
        return rows.filter(due_on__gte=today, due_on__lte=today + window)


VEHICLES: List[Any] = List(
    name="reviews",
    title=_("Yearly review of vehicles"),
    address="reviews:list",
    permissions=(VERIFY, READ_REGISTER),
    filters=VehicleFilters,
    order="due",
    columns=(
        Column(name="plate", title=_("Plate"), cell=lambda row: row.plate, key=by("plate"), lang="zh-Hans"),
        Column(name="number", title=_("Certificate"), cell=lambda row: row.number, key=by("number"), css="numeric"),
        Column(
            name="company",
            speaks=True,
            title=_("Company"),
            cell=lambda row: row.company.name,
            key=by("company__name"),
            lang="zh-Hans",
        ),
        Column(name="due", title=_("Due by"), cell=lambda row: row.due_on, key=by("due_on"), css="numeric"),
        state("state", _("State"), lambda row: STATES[state_of(row, on=timezone.localdate())]),
    ),
    link=lambda row: reverse("reviews:vehicle", args=[row.pk]),
    nothing=_("No vehicle to be reviewed"),
    hint=_("Vehicles above 4,500 kg with a certificate in force appear here within the hour."),
)
