"""Officers who may inspect: their enforcement certificates, and what keeps them from a company.

Only people of the authority with a valid certificate inspect (国办发〔2024〕54号; Administrative Penalty Law art. 42).
A certificate and a declared interest are added, and end by a row of their own.
"""

from __future__ import annotations

import datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.authorities import Authority
from accounts.people import Person
from accounts.represented.companies import Company
from trail.append_only import AppendOnlyModel, AppendOnlyQuerySet


class EnforcementCertificate(AppendOnlyModel):
    """行政执法证: the certificate an officer shows at the door; the number is public (国办发〔2018〕118号)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="enforcement_certificates")
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=20, unique=True)
    issuer = models.CharField(max_length=80)
    valid_from = models.DateField()
    valid_to = models.DateField()
    entered_at = models.DateTimeField(default=timezone.now)
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(valid_to__gte=F("valid_from")), name="enforcement_certificate_lasts")
        ]
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.person.name} {self.number}"


class CertificateEnd(AppendOnlyModel):
    """A certificate was taken back, lost or replaced before its time."""

    certificate = models.OneToOneField(EnforcementCertificate, on_delete=models.PROTECT, related_name="end")
    reason = models.CharField(max_length=200)
    ended_on = models.DateField(default=timezone.localdate)
    ended_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return str(self.certificate)


class InterestQuerySet(AppendOnlyQuerySet):
    def held(self, *, on: datetime.date) -> InterestQuerySet:
        """Those declared by a day and not over before it."""
        return self.filter(Q(end__isnull=True) | Q(end__ended_at__date__gte=on), declared_at__date__lte=on)


class Interest(AppendOnlyModel):
    """An officer says why he should not inspect a company (回避; Administrative Penalty Law art. 43)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="interests")
    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=300)
    declared_at = models.DateTimeField(default=timezone.now)
    declared_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[InterestQuerySet] = InterestQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.person_id} / {self.company_id}"


class InterestEnd(AppendOnlyModel):
    """The interest is over."""

    interest = models.OneToOneField(Interest, on_delete=models.PROTECT, related_name="end")
    reason = models.CharField(max_length=200)
    ended_at = models.DateTimeField(default=timezone.now)
    ended_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return str(self.interest)
