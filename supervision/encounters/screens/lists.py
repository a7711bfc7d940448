"""Encounters as a list: when, by whom, what was found, where they stand. Never whom: that is on the page alone."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.permissions import READ_INSPECTIONS
from accounts.typed.searching import holding
from pages.lists.definition import Column, List, by, moment, state
from pages.lists.filters import Day, ListFilters, OneOf, Words
from supervision.encounters.looks import FOUND, STANDS
from supervision.encounters.models import Encounter, Found, Way
from supervision.encounters.queries import encounters_for, standing_at, stands

WAITS = [("mine", _("by me")), ("late", _("past its day"))]


def end_by_told(encounter: Encounter) -> str:
    """Until when an open encounter is to be ended."""
    if hasattr(encounter, "outcome"):
        return ""
    return gettext("not known") if encounter.end_by is None else encounter.end_by.isoformat()


def minutes_told(encounter: Encounter) -> str:
    """How long an encounter took; nothing while it is open."""
    if not hasattr(encounter, "outcome"):
        return ""
    minutes = encounter.outcome.minutes
    return gettext("not known") if minutes is None else str(minutes)


class EncounterFilters(ListFilters):
    q = Words(method="named", label=_("Number or officer"))
    stand = OneOf(choices=[(code, shown.label) for code, shown in STANDS.items()], method="at", label=_("Status"))
    waits = OneOf(choices=WAITS, method="waiting", label=_("To be ended"))
    way = OneOf(choices=Way.choices, field_name="outcome__way", label=_("How it ended"))
    found = OneOf(choices=Found.choices, label=_("What was found"))
    since = Day(field_name="opened_at__date", lookup_expr="gte", label=_("From"))
    until = Day(field_name="opened_at__date", lookup_expr="lte", label=_("To"))
    officer = Words(method="by_officer", label=_("Officer's certificate"))
    entry = Words(field_name="outcome__entry", lookup_expr="exact", label=_("Entry of the list"))

    def every(self) -> QuerySet[Encounter]:
        return encounters_for(self.person)

    def named(self, rows: QuerySet[Encounter], _name: str, text: str) -> QuerySet[Encounter]:
        return rows.filter(holding(text, "number__icontains", "opened_by__name__icontains"))

    def at(self, rows: QuerySet[Encounter], _name: str, stand: str) -> QuerySet[Encounter]:
        return standing_at(rows, stand)

    def waiting(self, rows: Any, _name: str, which: str) -> QuerySet[Encounter]:
        return rows.open().owned_by(self.person) if which == "mine" else rows.late(on=timezone.localdate())

    def by_officer(self, rows: QuerySet[Encounter], _name: str, number: str) -> QuerySet[Encounter]:
        return rows.filter(first__number=number)


ENCOUNTERS: List[Any] = List(
    name="encounters",
    title=_("Encounters on the road"),
    address="encounters:list",
    permissions=(READ_INSPECTIONS,),
    filters=EncounterFilters,
    order="-day",
    columns=(
        Column(name="number", title=_("Encounter number"), cell=lambda row: row.number, css="numeric"),
        moment("day", _("Opened at"), lambda row: row.opened_at, to_the_minute=True, key=by("opened_at")),
        Column(name="officer", title=_("Officer"), cell=lambda row: row.opened_by.name, lang="zh-Hans"),
        state("found", _("What was found"), lambda row: FOUND[row.found], key=by("found")),
        state("stand", _("Status"), lambda row: STANDS[stands(row)]),
        Column(
            name="end-by",
            title=_("To be ended by"),
            cell=end_by_told,
            key=by("end_by"),
            css="numeric",
        ),
        Column(
            name="minutes",
            title=_("Minutes taken"),
            cell=minutes_told,
            css="numeric text-end",
        ),
    ),
    link=lambda row: reverse("encounters:encounter", args=[row.number]),
    nothing=_("No encounter yet"),
    hint=_("Two officers with valid certificates and this year's pledge open one at the roadside."),
)
