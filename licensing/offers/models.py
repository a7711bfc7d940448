"""What the portal offers a holder because everything is known, when it looks again, and how an offer ended."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.people import Person
from accounts.represented.companies import Company
from licensing.applications.models.application import Application
from trail.append_only import AppendOnlyModel, AppendOnlyQuerySet


class Night(AppendOnlyModel):
    """A night on which was found what comes within its time; what entered it before was found before."""

    day = models.DateField(unique=True)
    found = models.PositiveIntegerField()

    def __str__(self) -> str:
        return self.day.isoformat()


class Turn(models.Model):
    """A company is looked at by a rule on a day: a due row, never the truth about what can be proved."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="+")
    rule = models.CharField(max_length=40)
    look_on = models.DateField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company", "rule"], name="one_turn_per_company_and_rule")]

    def __str__(self) -> str:
        return f"{self.company_id} {self.rule} {self.look_on}"


class OfferQuerySet(AppendOnlyQuerySet):
    def open(self) -> OfferQuerySet:
        """What waits for a signature: neither ended nor handed in."""
        return self.filter(end__isnull=True, application__submission__isnull=True)


class Offer(AppendOnlyModel):
    """An application the portal prepared overnight, complete but for the signature; with its proof as it was then."""

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="offer")
    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="offers")
    rule = models.CharField(max_length=40)
    edition = models.CharField(max_length=20)
    about: models.JSONField[Any, Any] = models.JSONField(
        help_text="plates of the vehicles, else numbers of the certificates, it renews"
    )
    proof: models.JSONField[Any, Any] = models.JSONField(help_text="[{material, evidence, outcome, answered_at}]")
    answers_digest = models.CharField(max_length=64, help_text="of everything it would hand in")
    until = models.DateField(help_text="the last day: what it renews expires")
    made_at = models.DateTimeField(default=timezone.now)

    objects = OfferQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        indexes = [models.Index(fields=["company", "-id"])]

    def __str__(self) -> str:
        return f"{self.company_id} {self.rule} {self.until}"


class OfferEnd(AppendOnlyModel):
    """An offer is over: signed, taken up by hand, not true any more, or its day passed."""

    class How(models.TextChoices):
        SIGNED = "signed", _("Signed and handed in")
        BY_HAND = "by-hand", _("Taken up as a draft")
        STALE = "stale", _("What is known has changed since")
        LAPSED = "lapsed", _("The day passed")

    class Why(models.TextChoices):
        RULE = "rule", _("the rule is no longer in force")
        UNPROVED = "unproved", _("not everything is still proved")
        OTHERWISE = "otherwise", _("a register says something else")
        TAKEN = "taken", _("another application names the same vehicle")

    offer = models.OneToOneField(Offer, on_delete=models.PROTECT, related_name="end")
    how = models.CharField(max_length=8, choices=How.choices)
    why = models.CharField(max_length=9, choices=Why.choices, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.offer_id} {self.how}"
