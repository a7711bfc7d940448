"""Letters to a company, and whether it is served them electronically."""

from __future__ import annotations

from django.db import models

from accounts.represented.companies import Company
from materials.uploads.models import Upload
from papers.letters.letter import Letter
from papers.serving.rows import MustBeServed, ServiceRow, WordOnService


class ServiceAgreement(WordOnService):
    """A company's word on letters about codes and inspections.

    What an applicant agreed to in a case holds for that case alone.
    """

    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="service_agreements")

    def __str__(self) -> str:
        return f"{self.company_id} {self.agrees}"


class CompanyLetter(MustBeServed, Letter):
    """A letter to a company, some kinds of which begin a limit; the room adds the `company` and the kinds."""

    company: models.ForeignKey[Company, Company]

    class Meta(Letter.Meta):
        abstract = True


class CompanyService(ServiceRow):
    """How one of them reached the company; the room adds the `letter`."""

    acknowledgement = models.ForeignKey(Upload, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta(ServiceRow.Meta):
        abstract = True
