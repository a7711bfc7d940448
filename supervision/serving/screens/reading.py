"""What of supervision's letters reached nobody yet, and the acknowledgements of those that did."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from accounts.people import Person
from accounts.represented.companies import Company
from accounts.roles import visible_authorities
from materials.uploads.models import Upload
from supervision.credit.codes.models import CodeChange
from supervision.credit.letters.models import CreditService
from supervision.inspections.letters.models import InspectionService
from supervision.inspections.result_models import Result

MOST_SHOWN = 200


def notices_unserved(person: Person) -> Sequence[CodeChange]:
    """Confirmed changes of codes that do not stand, as nobody was served the notice; the oldest first."""
    rows = CodeChange.objects.visible_to(person).on_their_way()
    waiting = rows.filter(confirmation__isnull=False, confirmation__letter__service__isnull=True)
    return list(waiting.order_by("confirmation__pk")[:MOST_SHOWN])


def orders_unserved(person: Person) -> Sequence[Result]:
    """Orders to rectify whose days do not run, as nobody was served; the oldest first."""
    rows = Result.objects.filter(inspection__authority__in=visible_authorities(person), rectify_by__isnull=False)
    waiting = rows.filter(letter__service__isnull=True, report__isnull=True, missed__isnull=True)
    return list(waiting.select_related("inspection__company", "letter").order_by("pk")[:MOST_SHOWN])


def _acknowledgements(**whose: Any) -> QuerySet[Upload]:
    of_codes = CreditService.objects.filter(**whose).values("acknowledgement")
    of_inspections = InspectionService.objects.filter(**whose).values("acknowledgement")
    return Upload.objects.filter(pk__in=of_codes) | Upload.objects.filter(pk__in=of_inspections)


def acknowledgements_for(person: Person) -> QuerySet[Upload]:
    """Those of letters of the authorities a person's roles reach."""
    return _acknowledgements(letter__authority__in=visible_authorities(person))


def acknowledgements_to(company: Company) -> QuerySet[Upload]:
    """Those of letters to a company."""
    return _acknowledgements(letter__company=company)
