"""Who agreed to be served electronically, and how each letter that begins a limit reached whom it concerns."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from accounts.people import Person
from licensing.applications.models import Application
from licensing.decisions.models import Letter
from materials.uploads.models import Upload
from papers.serving.rows import ServiceRow
from trail.append_only import AppendOnlyModel


class ServiceConsent(AppendOnlyModel):
    """The applicant agrees that letters are served electronically, or takes that back; the newest row counts.

    Silence is no consent: without a row a letter is served by being opened, or on paper (Civil Procedure Law art. 90,
    Administrative Penalty Law art. 61).
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="service_consents")
    agrees = models.BooleanField()
    said_at = models.DateTimeField(default=timezone.now)
    said_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.application} {self.agrees}"


class Service(ServiceRow):
    """A letter of a case that begins a limit reached its addressee."""

    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="service")
    acknowledgement = models.ForeignKey(Upload, on_delete=models.PROTECT, null=True, related_name="+")
