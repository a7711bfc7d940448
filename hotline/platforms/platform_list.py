"""Platforms as a list: who, what kind, which pledge, whether they are still here."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.permissions import READ_TICKETS
from accounts.typed.searching import holding
from hotline.platforms.looks import STATES
from hotline.platforms.models import Platform
from hotline.platforms.queries import platforms_for
from pages.lists.definition import Column, List, by, state
from pages.lists.filters import ListFilters, OneOf, Words


class PlatformFilters(ListFilters):
    q = Words(method="named", label=_("Name or credit code"))
    kind = OneOf(choices=Platform.Kind.choices, label=_("Kind of platform"))
    state = OneOf(choices=[(code, shown.label) for code, shown in STATES.items()], method="stands", label=_("State"))

    def every(self) -> QuerySet[Any]:
        return platforms_for(self.person)

    def named(self, rows: QuerySet[Any], _name: str, text: str) -> QuerySet[Any]:
        return rows.filter(holding(text, "name__icontains", "uscc__icontains"))

    def stands(self, rows: QuerySet[Any], _name: str, state: str) -> QuerySet[Any]:
        return rows.filter(left__isnull=state == "active")


PLATFORMS: List[Any] = List(
    name="platforms",
    title=_("Freight platforms"),
    address="platforms:list",
    permissions=(READ_TICKETS,),
    filters=PlatformFilters,
    order="name",
    columns=(
        Column(name="name", title=_("Platform"), cell=lambda row: row.name, key=by("name"), lang="zh-Hans"),
        Column(
            name="kind",
            speaks=True,
            title=_("Kind of platform"),
            cell=lambda row: str(row.get_kind_display()),
            key=by("kind"),
        ),
        Column(name="uscc", title=_("Credit code of the company"), cell=lambda row: row.uscc, css="numeric"),
        Column(name="pledge", title=_("Pledge"), cell=lambda row: row.pledged or "–", css="numeric"),
        Column(name="people", title=_("People"), cell=lambda row: row.people, css="numeric text-end"),
        state("state", _("State"), lambda row: STATES[row.state]),
    ),
    link=lambda row: reverse("platforms:platform", args=[row.pk]),
    nothing=_("No platform yet"),
    hint=_("Whoever manages the platforms enters one; its desk opens with it."),
)
