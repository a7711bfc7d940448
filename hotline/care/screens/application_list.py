"""Applications for care as a list: where each stands. It is what the figures of a programme lead to."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.authorities import Division
from accounts.permissions import HANDLE_CARE
from accounts.sealing import blind_index
from accounts.typed.identifiers import normalise_citizen_id
from hotline.care.application_models import CareApplication, Origin, Work
from hotline.care.looks import APPLICATIONS
from hotline.care.models import Programme
from hotline.care.reading import applications_of, programmes_of
from pages.lists.definition import Column, List, by, state
from pages.lists.filters import Among, ListFilters, OneOf, Words
from pages.looks import Look

LONGEST_NUMBER = 18
"""A longer one is none: no database holds it."""


def _programmes(person: Any) -> QuerySet[Programme]:
    return programmes_of(person)


def _counties(person: Any) -> QuerySet[Division]:
    return Division.objects.filter(pk__in=applications_of(person).values("county"))


class ApplicationFilters(ListFilters):
    q = Words(method="numbered", label=_("Number, or ID number"))
    programme = Among(queryset=_programmes, label=_("Programme"))
    county = Among(queryset=_counties, label=_("County"))
    stands = OneOf(
        choices=[
            ("open", _("waiting for us")),
            ("reached", _("handed over")),
            ("refused", _("not eligible")),
        ],
        method="standing",
        label=_("State"),
    )
    work = OneOf(choices=Work.choices, label=_("Works as"))
    origin = OneOf(choices=Origin.choices, label=_("Who asked"))

    def every(self) -> QuerySet[Any]:
        return applications_of(self.person)

    def numbered(self, rows: QuerySet[Any], _name: str, text: str) -> QuerySet[Any]:
        typed = text.strip().upper()
        wanted = Q(id_digest=blind_index(normalise_citizen_id(text)))
        if typed.startswith("GA") and typed[2:].isdecimal() and len(typed) < LONGEST_NUMBER:
            wanted |= Q(pk=int(typed[2:]))
        return rows.filter(wanted)

    def standing(self, rows: QuerySet[Any], _name: str, state: str) -> QuerySet[Any]:
        """`reached` is what figures.reached counts."""
        if state == "reached":
            return rows.filter(grant__hand_over__isnull=False)
        if state == "refused":
            return rows.filter(check_result__is_eligible=False)
        over = Q(grant__hand_over__isnull=False) | Q(grant__end__isnull=False) | Q(check_result__is_eligible=False)
        return rows.exclude(over)


def _look(row: CareApplication) -> Look:
    return APPLICATIONS[row.state(on=timezone.localdate())]


APPLICATION_LIST: List[Any] = List(
    name="care",
    title=_("Applications for care"),
    address="care:applications",
    permissions=(HANDLE_CARE,),
    filters=ApplicationFilters,
    order="-number",
    columns=(
        Column(name="number", title=_("Application number"), cell=lambda row: row.number, key=by("pk"), css="numeric"),
        Column(name="name", title=_("Driver"), cell=lambda row: row.masked_name, lang="zh-Hans"),
        Column(
            name="programme", speaks=True, title=_("Programme"), cell=lambda row: row.programme.name, lang="zh-Hans"
        ),
        Column(name="county", speaks=True, title=_("County"), cell=lambda row: row.county.name, key=by("county")),
        Column(name="work", title=_("Works as"), cell=lambda row: str(row.get_work_display())),
        state("state", _("State"), _look),
        Column(
            name="amount",
            title=_("Yuan"),
            cell=lambda row: f"{row.grant.amount:.2f}" if hasattr(row, "grant") else "–",
            told=lambda row: row.grant.amount if hasattr(row, "grant") else "",
            css="numeric text-end",
        ),
    ),
    link=lambda row: reverse("care:application", args=[row.pk]),
    nothing=_("Nobody has applied yet"),
    hint=_("Open a programme: drivers apply on the public page, companies and grid members nominate."),
)
