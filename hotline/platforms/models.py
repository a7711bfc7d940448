"""Freight platforms inside the closed loop (domain F-10.12): who they are, what they pledged, whether they left.

Carrier platforms (网络货运) carry in their own name; matching platforms bring shipper and driver together.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.people import Person
from hotline.desks.models import Desk
from trail.append_only import AppendOnlyModel, AppendOnlyQuerySet


class PlatformQuerySet(AppendOnlyQuerySet):
    def active(self) -> PlatformQuerySet:
        return self.filter(left__isnull=True)


class Platform(AppendOnlyModel):
    """A platform with its desk: people of its headquarters and its city contact sit there."""

    class Kind(models.TextChoices):
        CARRIER = "carrier", _("carrier platform")
        MATCHING = "matching", _("matching platform")

    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    uscc = models.CharField(max_length=18, unique=True)
    desk = models.OneToOneField(Desk, on_delete=models.PROTECT, related_name="platform")
    entered_at = models.DateTimeField(default=timezone.now)
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    objects: ClassVar[PlatformQuerySet] = PlatformQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def state(self) -> str:
        """active or left."""
        return "left" if hasattr(self, "left") else "active"

    @property
    def pledge(self) -> Pledge | None:
        """The newest edition of the pledge (自律公约) it signed."""
        return self.pledges.order_by("-pk").first()


class Pledge(AppendOnlyModel):
    """A platform signed an edition of the pledge of self-discipline."""

    platform = models.ForeignKey(Platform, on_delete=models.PROTECT, related_name="pledges")
    edition = models.CharField(max_length=20)
    signed_on = models.DateField()
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["platform", "edition"], name="pledge_signed_once_an_edition")]

    def __str__(self) -> str:
        return f"{self.platform_id}: {self.edition}"


class PledgeBreachQuerySet(AppendOnlyQuerySet):
    def with_desk(self) -> PledgeBreachQuerySet:
        """Each with the desk of its platform (`of_desk`)."""
        return self.annotate(of_desk=F("pledge__platform__desk"))


class PledgeBreach(AppendOnlyModel):
    """A platform broke the pledge it signed: what it did, on which day, and the ticket that shows it."""

    pledge = models.ForeignKey(Pledge, on_delete=models.PROTECT, related_name="breaches")
    happened_on = models.DateField()
    words = models.CharField(max_length=300)
    ticket = models.CharField(max_length=40, blank=True, help_text="number of the ticket that shows it")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[PledgeBreachQuerySet] = PledgeBreachQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="a_breach_says_what_was_done")]

    def __str__(self) -> str:
        return f"{self.pledge_id}: {self.happened_on}"


class PlatformLeft(AppendOnlyModel):
    """A platform does no business here any more; its tickets are answered to the end."""

    platform = models.OneToOneField(Platform, on_delete=models.PROTECT, related_name="left")
    on = models.DateField(default=timezone.localdate)
    words = models.CharField(max_length=200)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return str(self.platform)
