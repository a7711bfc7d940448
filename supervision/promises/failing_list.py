"""Promises that are not borne out any more, as a list: whose turn it is, until when, and how it ended."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.permissions import SEE_STATISTICS, VERIFY
from pages.lists.definition import Column, List, by, state
from pages.lists.filters import ListFilters, OneOf, Words
from supervision.promises.editions import materials_testing
from supervision.promises.looks import FAILINGS, TITLES
from supervision.promises.reading import visible_to

STATES = [(state, shown.label) for state, shown in FAILINGS.items()]


class FailingFilters(ListFilters):
    q = Words(field_name="application__company__name", lookup_expr="icontains", label=_("Company"))
    state = OneOf(choices=STATES, method="standing", label=_("State"))
    statement = OneOf(choices=list(TITLES.items()), method="about", label=_("Statement"))

    def every(self) -> QuerySet[Any]:
        return visible_to(self.person)

    def standing(self, rows: QuerySet[Any], _name: str, state: str) -> QuerySet[Any]:
        if state == "told":
            return rows.filter(end__isnull=True, passed_on__isnull=True)
        if state == "with-verifier":
            return rows.filter(end__isnull=True, passed_on__isnull=False)
        return rows.filter(end__how=state)

    def about(self, rows: QuerySet[Any], _name: str, code: str) -> QuerySet[Any]:
        return rows.filter(material__in=materials_testing(code))


FAILINGS_LIST: List[Any] = List(
    name="promises",
    title=_("Living promises"),
    address="promises:list",
    permissions=(VERIFY, SEE_STATISTICS),
    filters=FailingFilters,
    order="until",
    columns=(
        Column(
            name="company",
            speaks=True,
            title=_("Company"),
            cell=lambda row: row.application.company.name,
            key=by("application__company__name"),
            lang="zh-Hans",
        ),
        Column(name="what", title=_("Asked again"), cell=lambda row: row.material_name, key=by("material")),
        Column(name="about", title=_("Whom or what it is about"), cell=lambda row: row.label, lang="zh-Hans"),
        Column(name="found", title=_("Found on"), cell=lambda row: row.found_on, key=by("found_on"), css="numeric"),
        Column(
            name="until", title=_("Put right by"), cell=lambda row: row.mend_until, key=by("mend_until"), css="numeric"
        ),
        state("state", _("State"), lambda row: FAILINGS[row.state]),
    ),
    link=lambda row: reverse("promises:failing", args=[row.pk]),
    nothing=_("No promise has failed"),
    hint=_("Promises that registries no longer confirm appear here; the holder is told first."),
)
