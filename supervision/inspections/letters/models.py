"""The papers of an inspection (seven forms of the 2025 set), word for word; each PDF is made from its row."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.represented.companies import Company
from supervision.serving.models import CompanyLetter, CompanyService


class InspectionLetter(CompanyLetter):
    """One paper. The approval form stays in the house; the others are the company's too."""

    class Kind(models.TextChoices):
        APPROVAL = "inspect-approval", _("Approval form")
        NOTICE = "inspect-notice", _("Notice of inspection")
        RECORD = "inspect-record", _("Record on site")
        RESULT = "inspect-result", _("Result of the inspection")
        ORDER = "inspect-order", _("Order to rectify")
        RECHECK = "inspect-recheck", _("Result of the second inspection")

    BEGINS_A_LIMIT = frozenset({Kind.ORDER.value})
    CONTESTABLE = frozenset({Kind.ORDER.value})
    MUST_BE_TOLD = frozenset({Kind.RESULT.value, Kind.RECHECK.value})

    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="inspection_letters")
    about = models.CharField(max_length=30, db_index=True, help_text="the number of the inspection")
    kind = models.CharField(max_length=18, choices=Kind.choices)


class InspectionService(CompanyService):
    """How a paper reached the company: the days of an order run from there."""

    letter = models.OneToOneField(InspectionLetter, on_delete=models.PROTECT, related_name="service")
