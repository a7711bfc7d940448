"""What is read of applications and companies, whoever reads."""

from __future__ import annotations

from django.db.models import Count, QuerySet

from accounts.represented.companies import Company
from licensing.applications.models.application import Application
from licensing.applications.models.credit import CreditEntry


def credit_file(company: Company) -> QuerySet[CreditEntry]:
    """The entries of a company's credit file, each with its repair, or what annulled it."""
    return CreditEntry.objects.filter(company=company).select_related("repair", "lifted")


def open_cases_by_edition() -> dict[int, int]:
    """How many submitted, undecided cases each edition of the catalogue has, by its key; one query for all."""
    rows = Application.objects.submitted().filter(decision__isnull=True, withdrawal__isnull=True, ending__isnull=True)
    counted = rows.filter(item__bundle__isnull=True).order_by().values_list("item__version").annotate(Count("pk"))
    return dict(counted)
