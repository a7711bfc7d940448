"""What is read of applications and companies, whoever reads."""

from __future__ import annotations

from django.db.models import QuerySet

from accounts.represented.companies import Company
from licensing.applications.models import CreditEntry


def credit_file(company: Company) -> QuerySet[CreditEntry]:
    """The entries of a company's credit file, each with its repair."""
    return CreditEntry.objects.filter(company=company).select_related("repair")
