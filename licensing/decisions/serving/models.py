"""Who agreed to be served electronically, and how each letter that begins a limit reached whom it concerns."""

from __future__ import annotations

from django.db import models

from licensing.applications.models.application import Application
from licensing.decisions.models.letters import Letter
from materials.uploads.models import Upload
from papers.serving.rows import ServiceRow, WordOnService


class ServiceConsent(WordOnService):
    """An applicant's word on the letters of a case; without one a letter is served by being opened, or on paper."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="service_consents")

    def __str__(self) -> str:
        return f"{self.application} {self.agrees}"


class Service(ServiceRow):
    """A letter of a case that begins a limit reached its addressee."""

    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="service")
    acknowledgement = models.ForeignKey(Upload, on_delete=models.PROTECT, null=True, related_name="+")
