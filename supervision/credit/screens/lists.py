"""Who has which code: the list of officials, by authority, sector and colour."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.permissions import READ_CREDIT
from accounts.typed.identifiers import normalise_uscc
from accounts.typed.searching import holding
from pages.lists.definition import Column, List, by, state
from pages.lists.filters import ListFilters, OneOf, Words
from supervision.credit.looks import COLOURS
from supervision.credit.subjects.models import ColourChoices, Sector, Subject


class SubjectFilters(ListFilters):
    q = Words(method="found", label=_("Company, or its social credit code"))
    colour = OneOf(choices=ColourChoices.choices, label=_("Credit code"))
    sector = OneOf(choices=Sector.choices, label=_("Sector"))

    def every(self) -> QuerySet[Subject]:
        """The subjects of the reader's authorities."""
        rows: QuerySet[Subject] = Subject.objects.visible_to(self.person).filter(is_active=True)
        return rows.select_related("authority__division")

    def found(self, rows: QuerySet[Subject], _name: str, text: str) -> QuerySet[Subject]:
        wanted = Q(company__uscc__startswith=normalise_uscc(text)) if normalise_uscc(text) else Q(pk=None)
        return rows.filter(wanted | holding(text, "company__name__has_text"))


CODES: List[Subject] = List(
    name="codes",
    title=_("Credit codes"),
    address="codes:list",
    permissions=(READ_CREDIT,),
    filters=SubjectFilters,
    columns=(
        Column(
            name="company",
            speaks=True,
            title=_("Company"),
            cell=lambda row: row.company.name,
            key=by("company__name"),
            lang="zh-Hans",
        ),
        Column(
            name="sector",
            speaks=True,
            title=_("Sector"),
            cell=lambda row: str(row.get_sector_display()),
            key=by("sector"),
        ),
        state("colour", _("Credit code"), lambda row: COLOURS[row.colour], key=by("colour")),
        Column(
            name="since",
            title=_("Colour since"),
            cell=lambda row: row.colour_since or "–",
            told=lambda row: row.colour_since,
            key=by("colour_since", is_nullable=True),
            css="numeric",
        ),
        Column(
            name="vehicles",
            title=_("Vehicles"),
            cell=lambda row: "–" if row.vehicles is None else row.vehicles,
            told=lambda row: row.vehicles,
            key=by("vehicles", is_nullable=True),
            css="numeric",
        ),
        Column(name="district", speaks=True, title=_("District"), cell=lambda row: row.authority.division.name),
    ),
    link=lambda row: reverse("codes:subject", args=[row.pk]),
    nothing=_("No company is coded yet"),
    hint=_("Companies appear here the night after their licence is registered."),
)
