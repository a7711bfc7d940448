"""Who agreed to be served electronically, and how each letter that begins a limit reached whom it concerns."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.people import Person
from licensing.applications.models import Application
from licensing.decisions.models import Letter
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


class Service(AppendOnlyModel):
    """A letter that begins a limit reached its addressee (送达回证): on which day, how, and what shows it."""

    class Way(models.TextChoices):
        AGREED = "agreed", _("Electronically, as the applicant agreed")
        OPENED = "opened", _("Opened in the portal by the applicant")
        IN_PERSON = "in-person", _("Handed over in person")
        POST = "post", _("By post, with acknowledgement of receipt")
        LEFT = "left", _("Left at the address before witnesses")
        NOTICE = "notice", _("By public notice, its period over")

    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="service")
    way = models.CharField(max_length=9, choices=Way.choices)
    served_on = models.DateField()
    proof = models.CharField(max_length=200, blank=True, help_text="number of the post, who signed, witnesses, notice")
    recorded_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+", help_text="nobody: the portal, as agreed"
    )

    ON_PAPER: ClassVar = (Way.IN_PERSON, Way.POST, Way.LEFT, Way.NOTICE)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(way__in=("agreed", "opened")) | ~models.Q(proof=""), name="paper_service_is_shown"
            )
        ]

    def __str__(self) -> str:
        return f"{self.letter} {self.way} {self.served_on}"
