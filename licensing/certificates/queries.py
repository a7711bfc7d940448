"""Reading certificates: a company's wallet and the figures."""

from __future__ import annotations

from typing import Any

from accounts.companies import Company
from licensing.certificates.models import Certificate, Publication


def in_force_count() -> int:
    """How many certificates are in force today."""
    return Certificate.objects.in_force().count()


def wallet(company: Company) -> Any:
    """A company's certificates with their newest state and files, newest first."""
    return (
        Certificate.objects.filter(company=company)
        .with_state()
        .select_related("authority", "decision__application__item")
        .prefetch_related("copies__document")
    )


def published(search: str = "") -> Any:
    """The public list of grants, newest first; `search` in holder, code or document number."""
    rows = Publication.objects.order_by("-id")
    if search:
        rows = (
            rows.filter(entry__holder__icontains=search)
            | rows.filter(entry__uscc=search)
            | rows.filter(entry__document__icontains=search)
        )
    return rows
