"""Cases of insurance as a list; by month it is what the association of insurers is sent (CSV, XLSX)."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.permissions import HANDLE_CARE
from accounts.sealing import blind_index
from hotline.insurance.looks import CASES
from hotline.insurance.models import CaseQuerySet, CaseStep, Cover, InsuranceCase, Step
from materials.identifiers import normalise_plate
from pages.lists.definition import Column, List, by, state
from pages.lists.filters import ListFilters, OneOf, Since, Until, Words

LONGEST_NUMBER = 18
"""A longer one is none: no database holds it."""


def cases() -> CaseQuerySet:
    """Every case with what its state is read from."""
    rows = InsuranceCase.objects.select_related("authority", "company", "reported_by")
    return rows.prefetch_related("steps__by", "answers__insurer", "answers__evidence", "answers__by")


class CaseFilters(ListFilters):
    q = Words(method="numbered", label=_("Number or plate"))
    cover = OneOf(choices=Cover.choices, label=_("Cover"))
    stands = OneOf(
        choices=[("open", _("open")), ("overdue", _("overdue")), ("settled", _("settled"))],
        method="standing",
        label=_("State"),
    )
    since = Since(field_name="reported_at", label=_("Reported from"))
    until = Until(field_name="reported_at", label=_("Reported up to"))

    def every(self) -> QuerySet[Any]:
        found: QuerySet[Any] = cases().visible_to(self.person)
        return found

    def numbered(self, rows: QuerySet[Any], _name: str, text: str) -> QuerySet[Any]:
        typed = text.strip().upper()
        wanted = Q(plate_digest=blind_index(normalise_plate(text)))
        if typed.startswith("TB") and typed[2:].isdecimal() and len(typed) < LONGEST_NUMBER:
            wanted |= Q(pk=int(typed[2:]))
        return rows.filter(wanted)

    def standing(self, rows: QuerySet[Any], _name: str, state: str) -> QuerySet[Any]:
        ended = Exists(CaseStep.objects.filter(case=OuterRef("pk"), step__in=[Step.INSURED, Step.DECLINED]))
        if state == "settled":
            return rows.filter(ended)
        rows = rows.filter(~ended)
        return rows.filter(settle_by__lt=timezone.localdate()) if state == "overdue" else rows


def _refusals(row: InsuranceCase) -> str:
    refused = [one for one in row.answers.all() if one.answer == "refused"]
    return "；".join(f"{one.insurer.name}（{one.get_reason_display()}）" for one in refused)


CASE_LIST: List[Any] = List(
    name="insurance",
    title=_("Insurance cases"),
    address="insurance:list",
    permissions=(HANDLE_CARE,),
    filters=CaseFilters,
    order="settle",
    columns=(
        Column(name="number", title=_("Case number"), cell=lambda row: row.number, key=by("pk"), css="numeric"),
        Column(name="plate", title=_("Plate"), cell=lambda row: row.plate, lang="zh-Hans"),
        Column(
            name="cover", speaks=True, title=_("Cover"), cell=lambda row: str(row.get_cover_display()), key=by("cover")
        ),
        Column(name="drive", title=_("Drive"), cell=lambda row: str(row.get_drive_display()), only_in_files=True),
        Column(name="use", title=_("Use"), cell=lambda row: str(row.get_use_display()), only_in_files=True),
        Column(name="claims", title=_("Claims in three years"), cell=lambda row: row.claims, only_in_files=True),
        Column(name="refused", title=_("Refused by"), cell=_refusals, lang="zh-Hans"),
        Column(
            name="settle",
            title=_("Settle by"),
            cell=lambda row: f"{row.settle_by:%Y-%m-%d}" if row.settle_by else "–",
            told=lambda row: row.settle_by or "",
            key=by("settle_by", is_nullable=True),
            css="numeric",
        ),
        state("state", _("State"), lambda row: CASES[row.state]),
    ),
    link=lambda row: reverse("insurance:case", args=[row.pk]),
    nothing=_("No case was reported yet"),
    hint=_("Owners report on the public page when no insurer will have their truck."),
)
