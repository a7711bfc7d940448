"""Agreements under which certificates of others' vehicles were granted, kept from the grant on."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.represented.companies import Company
from licensing.applications.agreements.stated import KINDS
from licensing.applications.models.application import Application
from licensing.applications.models.evidence import FactCheck
from trail.append_only import AppendOnlyModel


class VehicleAgreement(AppendOnlyModel):
    """Hire or financing of a vehicle by its registered owner to the holder, checked by a person before the grant.

    The certificate it carries ends with it.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="agreements")
    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="+")
    plate = models.CharField(max_length=10)
    plate_colour = models.CharField(max_length=20)
    kind = models.CharField(max_length=10, choices=list(KINDS.items()))
    lessor = models.CharField(max_length=100)
    starts_on = models.DateField()
    ends_on = models.DateField(db_index=True)
    check_by_hand = models.ForeignKey(FactCheck, on_delete=models.PROTECT, related_name="+")
    kept_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "plate", "plate_colour"], name="one_agreement_per_vehicle"),
            models.CheckConstraint(condition=Q(kind__in=list(KINDS)), name="agreement_of_a_known_kind"),
            models.CheckConstraint(condition=~Q(lessor=""), name="agreement_names_its_lessor"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="agreement_ends_after_it_begins"),
        ]
        indexes = [models.Index(fields=["company", "plate", "ends_on"])]

    def __str__(self) -> str:
        return f"{self.plate} {self.kind} {self.ends_on}"
