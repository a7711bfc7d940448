"""Clues from visits as a list, those that wait first."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.permissions import READ_INSPECTIONS
from accounts.typed.searching import holding
from pages.lists.definition import Column, List, by, moment, state
from pages.lists.filters import ListFilters, OneOf, Words
from supervision.visits.clues.models import VisitClue, VisitClueAnswer
from supervision.visits.clues.queries import clues_for
from supervision.visits.looks import CLUES

STATES = [(code, look.label) for code, look in CLUES.items()]


class ClueFilters(ListFilters):
    q = Words(method="found", label=_("Company or who passed it on"))
    state = OneOf(choices=STATES, method="at", label=_("State"))

    def every(self) -> QuerySet[VisitClue]:
        return clues_for(self.person)

    def found(self, rows: QuerySet[Any], _name: str, text: str) -> QuerySet[Any]:
        return rows.filter(holding(text, "given_by__name__icontains", "visit__company__name__has_text"))

    def at(self, rows: QuerySet[Any], _name: str, state: str) -> QuerySet[Any]:
        if state == "waits":
            return rows.filter(answer__isnull=True)
        rows = rows.filter(answer__isnull=False)
        taken = Q(answer__reason=VisitClueAnswer.Reason.TAKEN_UP)
        return rows.filter(taken if state == "taken-up" else ~taken)


CLUES_LIST: List[Any] = List(
    name="clues",
    title=_("Clues from visits"),
    address="visits:clues",
    permissions=(READ_INSPECTIONS,),
    filters=ClueFilters,
    order="-state",
    columns=(
        Column(name="number", title=_("Clue number"), cell=lambda row: row.number, css="numeric"),
        moment("day", _("Passed on"), lambda row: row.given_at, key=by("given_at")),
        Column(
            name="company",
            speaks=True,
            title=_("Company"),
            cell=lambda row: row.visit.company.public_name,
            lang="zh-Hans",
        ),
        Column(name="by", title=_("Passed on by"), cell=lambda row: row.given_by.name, lang="zh-Hans"),
        state("state", _("State"), lambda row: CLUES[row.state], key=by("waits")),
    ),
    link=lambda row: reverse("visits:clue", args=[row.pk]),
    nothing=_("No clue yet"),
    hint=_("People who visit can pass on what an officer should know. A clue has no consequence by itself."),
)
