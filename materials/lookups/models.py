"""The authority's own registers: what they say and the keys they are found by."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from accounts.sealing import BlindIndexField, SealedJSONField
from trail.append_only import AppendOnlyModel


class LedgerRecord(AppendOnlyModel):
    """One entry; a newer one for the same keys takes its place, the old one stays."""

    material = models.CharField(max_length=60)
    fields = SealedJSONField(default=dict)
    source = models.CharField(max_length=80, help_text='"import:<id>", "certificate:<id>", …')
    as_of = models.DateTimeField()
    entered_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.material} {self.pk}"


class LedgerKey(AppendOnlyModel):
    """A key of an entry as a keyed digest: found by who knows it, readable by nobody."""

    record = models.ForeignKey(LedgerRecord, on_delete=models.PROTECT, related_name="keys")
    material = models.CharField(max_length=60)
    name = models.CharField(max_length=40)
    digest = BlindIndexField()

    class Meta:
        indexes = [models.Index(fields=["material", "name", "digest", "-id"])]

    def __str__(self) -> str:
        return f"{self.material} {self.name}"


class RegistryCircuit(models.Model):
    """What all processes know of an address that failed: failures in a row, since when it is left alone."""

    address = models.CharField(max_length=200, unique=True)
    failures = models.PositiveIntegerField(default=0)
    opened_at = models.DateTimeField(null=True, blank=True)
    trying_until = models.DateTimeField(null=True, blank=True, help_text="one question is out to try, until then")

    def __str__(self) -> str:
        return f"{self.address} {self.failures}"


class RegistryPulse(models.Model):
    """How a registry answered last."""

    registry = models.CharField(max_length=60, unique=True)
    last_answer_at = models.DateTimeField(null=True, blank=True)
    last_failure = models.CharField(max_length=30, blank=True)
    last_failure_at = models.DateTimeField(null=True, blank=True)
    milliseconds = models.PositiveIntegerField(null=True, blank=True)

    def __str__(self) -> str:
        return self.registry
