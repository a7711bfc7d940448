"""What is read of inspections: for officials, for the company, for everybody."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone

from accounts.people import Person
from accounts.represented.companies import Company
from accounts.roles import visible_authorities
from supervision.inspections.letters.models import InspectionLetter
from supervision.inspections.models import CompanyInspection
from supervision.inspections.result_models import (
    RecordFile,
    Result,
    TurnedAway,
)

Kind = InspectionLetter.Kind
RELATED = (
    "company",
    "authority",
    "subject",
    "first__person",
    "second__person",
    "drafted_by",
    "drawn__draw",
    "approval__by",
    "entry__first__person",
    "entry__second__person",
    "result__letter__service",
    "result__report",
    "result__recheck",
    "ending",
    "rating",
)


def inspections_for(person: Person) -> QuerySet[CompanyInspection]:
    """Those of the authorities a person's roles reach."""
    return CompanyInspection.objects.visible_to(person).select_related(*RELATED)


def inspections_of(company: Company) -> QuerySet[CompanyInspection]:
    """What a company sees of itself: what was approved or begun, never what is only drafted; the newest first."""
    rows: QuerySet[CompanyInspection] = CompanyInspection.objects.filter(company=company).select_related(*RELATED)
    known = rows.filter(approval__granted=True, unannounced="") | rows.filter(entry__isnull=False)
    return known.distinct().prefetch_related("items").order_by("-pk")


def expected_today(company: Company) -> QuerySet[CompanyInspection]:
    """Approved inspections of a company for today that have not begun: who may stand at the door."""
    rows: QuerySet[CompanyInspection] = CompanyInspection.objects.filter(
        company=company, approval__granted=True, entry__isnull=True, ending__isnull=True
    )
    today = timezone.localdate()
    return rows.filter(planned_on=today).select_related("first__person", "second__person").prefetch_related("items")


def letters_about(inspection: CompanyInspection) -> QuerySet[InspectionLetter]:
    """The papers of an inspection, as they were written."""
    return InspectionLetter.objects.filter(about=inspection.number).select_related("service").order_by("pk")


def letters_for(person: Person) -> QuerySet[InspectionLetter]:
    """The papers of the authorities a person's roles reach."""
    rows = InspectionLetter.objects.filter(authority__in=visible_authorities(person))
    return rows.select_related("authority__division", "company")


def letters_to(company: Company) -> QuerySet[InspectionLetter]:
    """The papers a company gets: all but the approval form."""
    rows = InspectionLetter.objects.filter(company=company).exclude(kind=Kind.APPROVAL)
    return rows.select_related("authority__division", "company", "service")


def files_for(person: Person) -> QuerySet[RecordFile]:
    """What belongs to records of the authorities a person's roles reach."""
    rows = RecordFile.objects.filter(record__inspection__authority__in=visible_authorities(person))
    return rows.select_related("upload")


def files_to(company: Company) -> QuerySet[RecordFile]:
    """What of its own confirmed records a company sees: not whoever was questioned, who may have spoken of others."""
    rows = RecordFile.objects.filter(record__inspection__company=company, record__answer__agrees=True)
    return rows.exclude(kind=RecordFile.Kind.QUESTIONING).select_related("upload")


def turned_away_for(person: Person) -> QuerySet[TurnedAway]:
    """What companies refused, in the reach of a person."""
    rows = TurnedAway.objects.filter(company__division__authority__in=visible_authorities(person))
    return rows.select_related("company", "by").order_by("-pk")


def told_results() -> QuerySet[Result]:
    """Results as they are public (双随机、一公开): whom, what for, how it ended; the newest first."""
    rows = Result.objects.select_related("inspection__company", "inspection__authority", "recheck")
    return rows.prefetch_related("inspection__items").order_by("-pk")
