"""柔性执法承诺书: what an officer promises each year before he meets anybody on the road (F-9.18)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.authorities import Authority
from accounts.people import Person
from supervision.encounters.letters.models import EncounterLetter
from supervision.officers.models import EnforcementCertificate
from trail.append_only import AppendOnlyModel


class Pledge(AppendOnlyModel):
    """A pledge as it was signed, with the paper it was signed on; renewed by another one."""

    officer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="pledges")
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    certificate = models.ForeignKey(EnforcementCertificate, on_delete=models.PROTECT, related_name="+")
    letter = models.OneToOneField(EncounterLetter, on_delete=models.PROTECT, related_name="pledge")
    signed_on = models.DateField(default=timezone.localdate)
    valid_to = models.DateField()
    signed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(valid_to__gt=F("signed_on")), name="a_pledge_lasts")]
        indexes = [models.Index(fields=["officer", "-valid_to"])]
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.officer_id} until {self.valid_to}"
