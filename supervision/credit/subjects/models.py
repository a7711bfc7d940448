"""Whom a code is about: a company in a sector, and how its code stands today."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.authorities import Authority
from accounts.people import Person
from accounts.represented.companies import Company
from accounts.roles import visible_authorities
from supervision.credit.scoring.model import Colour


class Sector(models.TextChoices):
    """The kinds of business that are coded apart (两客一危一货; domain F-9.11)."""

    FREIGHT = "freight", _("Ordinary freight (一货)")
    HAZARDOUS = "hazardous", _("Hazardous goods (一危)")
    PASSENGER_LINE = "passenger-line", _("Passenger lines (两客)")
    CHARTER = "charter", _("Tourist charter (两客)")


class ColourChoices(models.TextChoices):
    """The colours for the database and for forms."""

    RED = Colour.RED.value, _("red")
    YELLOW = Colour.YELLOW.value, _("yellow")
    GREEN = Colour.GREEN.value, _("green")
    NONE = Colour.NONE.value, _("no code yet")


class SubjectQuerySet(models.QuerySet["Subject"]):
    def visible_to(self, person: Person) -> SubjectQuerySet:
        """Those of the authorities a person's roles reach."""
        return self.filter(authority__in=visible_authorities(person)).select_related("company", "authority")

    def of_company(self, company: Company) -> SubjectQuerySet:
        return self.filter(company=company).order_by("sector")


class Subject(models.Model):
    """A company in a sector. The register says since when and with how many vehicles; `colour` is what stands today.

    As a place of the register it says what is; assessments, changes and objections say what was. A colour changes
    only with a change of codes/models.py, in its transaction.
    """

    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="credit_subjects")
    sector = models.CharField(max_length=16, choices=Sector.choices)
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    licensed_since = models.DateField(null=True, help_text="nobody knows: never green")
    vehicles = models.PositiveIntegerField(null=True, help_text="in service; nobody knows: never green")
    is_active = models.BooleanField(default=True, help_text="whether the licence stands")
    colour = models.CharField(max_length=6, choices=ColourChoices.choices, default=ColourChoices.NONE)
    colour_since = models.DateField(null=True)
    stay_until = models.DateField(null=True, help_text="not better before this day, unless the ground is gone")

    objects: ClassVar[SubjectQuerySet] = SubjectQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company", "sector"], name="one_code_per_company_and_sector")]
        indexes = [models.Index(fields=["authority", "colour", "id"]), models.Index(fields=["authority", "sector"])]
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.company} {self.sector}: {self.colour}"

    @property
    def code(self) -> Colour:
        return Colour(self.colour)
