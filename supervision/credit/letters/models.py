"""Official letters about a code: to a company, not about a case."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.represented.companies import Company
from supervision.serving.models import CompanyLetter, CompanyService


class CreditLetter(CompanyLetter):
    """A letter, word for word; its PDF is made from this row and from nothing else."""

    class Kind(models.TextChoices):
        NOTICE = "credit-notice", _("Notice of the credit code")
        OBJECTION = "credit-object", _("Decision on an objection")
        REPAIR_BEGUN = "credit-accept", _("Answer to a request for credit repair")
        REPAIR_EXTENDED = "credit-extend", _("Longer time for credit repair")
        REPAIR = "credit-repair", _("Decision on credit repair")

    BEGINS_A_LIMIT = frozenset({Kind.NOTICE.value})
    CONTESTABLE = frozenset({Kind.OBJECTION.value, Kind.REPAIR_BEGUN.value, Kind.REPAIR.value})

    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="credit_letters")
    kind = models.CharField(max_length=14, choices=Kind.choices)


class CreditService(CompanyService):
    """How a letter reached the company: colour, objections, days to contest a decision run from there (F-9.11)."""

    letter = models.OneToOneField(CreditLetter, on_delete=models.PROTECT, related_name="service")
