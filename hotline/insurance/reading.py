"""Insurers, pledges and evidence as they are read; where a case without an account belongs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db.models import QuerySet

from accounts.authorities import Authority
from accounts.people import Person
from accounts.roles import visible_authorities
from hotline.insurance.asking_models import InsurerAsked
from hotline.insurance.letters.models import InsuranceLetter
from hotline.insurance.models import InsuranceCase, Insurer, InsurerPledge
from hotline.insurance.timing import answers_to
from materials.uploads.models import Upload


def city() -> Authority:
    """The authority whose hotline it is: that of the city."""
    found: Authority = Authority.objects.filter(division__city__isnull=True).order_by("pk")[0]
    return found


def insurers_of(person: Person) -> QuerySet[Insurer]:
    """The insurers of the authorities a person's roles reach, with their pledges."""
    rows = Insurer.objects.filter(authority__in=visible_authorities(person)).select_related("authority")
    found: QuerySet[Insurer] = rows.prefetch_related(
        "pledges__withdrawal", "pledges__breaches", "pledges__late_answers__cleared"
    )
    return found


def pledges_of(person: Person) -> QuerySet[InsurerPledge]:
    """The pledges of those insurers."""
    rows: QuerySet[InsurerPledge] = InsurerPledge.objects.filter(
        insurer__authority__in=visible_authorities(person)
    ).select_related("insurer__authority")
    return rows


def evidence_of(case: InsuranceCase) -> QuerySet[Upload]:
    """The evidence of a case's answers."""
    keys: Iterable[int] = [file.pk for answer in case.answers.all() for file in answer.evidence.all()]
    return Upload.objects.filter(pk__in=keys)


def letters_for(person: Person) -> QuerySet[InsuranceLetter]:
    """The letters of the authorities a person's roles reach."""
    return InsuranceLetter.objects.visible_to(person).select_related("authority")


def lists_for(person: Person) -> QuerySet[InsuranceLetter]:
    """The letters to the association, the newest first."""
    return letters_for(person).filter(kind=InsuranceLetter.Kind.LIST)


def letters_about(case: InsuranceCase) -> QuerySet[InsuranceLetter]:
    """The letters of a case."""
    return InsuranceLetter.objects.filter(about=case.number, authority=case.authority)


def asked_in(case: InsuranceCase) -> Iterator[tuple[InsurerAsked, str]]:
    """The insurers that were asked in a case, each with how it stands: waits, answered, late, broken."""
    for row in case.asked.select_related("insurer", "late__cleared", "by"):
        late = getattr(row, "late", None)
        if late is not None and not hasattr(late, "cleared"):
            yield row, "broken" if late.breaks_id is not None else "late"
        else:
            yield row, "answered" if answers_to(row).exists() else "waits"
