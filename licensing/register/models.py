"""What stands now, as places only one certificate can hold: the database itself refuses a second one.

Certificates and their states are append-only and say what was; a place says what is. It belongs to nobody above:
whoever applies, decides or issues reads the same rows.
"""

from __future__ import annotations

import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.represented.companies import Company
from licensing.register.places import PLATES, VEHICLE


class PlaceQuerySet(models.QuerySet["Place"]):
    def of(self, company: Company, licence: str) -> PlaceQuerySet:
        """The places of a company's certificates of a kind."""
        return self.filter(company=company, licence=licence)

    def unexpired(self, *, on: datetime.date) -> PlaceQuerySet:
        return self.filter(valid_to__gte=on)

    def vehicles(self) -> PlaceQuerySet:
        """One place for each vehicle: that of its plate."""
        return self.filter(licence=VEHICLE, key__startswith=PLATES)


class Place(models.Model):
    """A place in the register, held by one certificate in force or suspended; left when it ends or is superseded.

    `key` names what can be held once: the licence of a kind of a company, a plate with its colour, a VIN.
    """

    key = models.CharField(max_length=120, unique=True)
    licence = models.CharField(max_length=40, db_index=True, help_text='kind of licence, or "vehicle"')
    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="places")
    holder_name = models.CharField(max_length=100)
    number = models.CharField(max_length=40, db_index=True, help_text="of the certificate that holds it")
    version = models.PositiveSmallIntegerField(default=1)
    valid_to = models.DateField(db_index=True)
    is_suspended = models.BooleanField(default=False)
    vehicle_type = models.CharField(max_length=60, blank=True, help_text="as printed on the vehicle's certificate")
    since = models.DateTimeField(default=timezone.now)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["company", "licence", "key"]),
            models.Index(fields=["company", "licence", "valid_to", "id"]),
            models.Index(fields=["company", "licence", "vehicle_type", "key"]),
            models.Index(fields=["company", "licence", "key"], name="suspended", condition=Q(is_suspended=True)),
        ]

    def __str__(self) -> str:
        return self.key

    def has_expired(self, *, on: datetime.date) -> bool:
        return self.valid_to < on
