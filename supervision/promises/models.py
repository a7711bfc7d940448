"""A promise that stays alive: asked again, found failing, told to the holder first, mended or answered.

Guidance before coercion (国办发〔2020〕42号; domain F-9.18): first the holder, then the verifier; only what a
verifier confirms becomes a fact. Nothing here is ever written over.
"""

from __future__ import annotations

import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.people import Person
from accounts.represented.companies import Company
from accounts.roles import visible_authorities
from accounts.sealing import BlindIndexField
from licensing.applications.models.application import Application
from materials.lookups.contract import Outcome
from supervision.promises.editions import name_of
from trail.append_only import AppendOnlyModel, AppendOnlyQuerySet


class LastAsked(models.Model):
    """When a case had its turn: a note for the order of the row, never the truth about a promise."""

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="last_asked")
    on = models.DateField(help_text="at first the day of its grant: everything was asked then")

    class Meta:
        verbose_name_plural = "last asked"
        indexes = [models.Index(fields=["on", "id"])]

    def __str__(self) -> str:
        return f"{self.application_id} {self.on}"


class Probe(AppendOnlyModel):
    """A look-up of a promise was asked again. Only what it means is kept, none of the fields."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="probes")
    material = models.CharField(max_length=60)
    registry = models.CharField(max_length=60)
    key_digest = BlindIndexField(blank=True)
    label = models.CharField(max_length=200, help_text="whom or what it is about, masked")
    outcome = models.CharField(max_length=12, choices=[(outcome.value, outcome.value) for outcome in Outcome])
    reason = models.CharField(max_length=60, blank=True)
    source_version = models.CharField(max_length=60, blank=True)
    answer_digest = models.CharField(max_length=64, blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.CharField(max_length=60)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["application", "material", "key_digest", "-id"])]

    def __str__(self) -> str:
        return f"{self.application_id} {self.material} {self.outcome}"

    @property
    def key(self) -> tuple[str, str]:
        return self.material, self.key_digest


class FailingQuerySet(AppendOnlyQuerySet):
    def open(self) -> FailingQuerySet:
        return self.filter(end__isnull=True)

    def with_the_verifier(self) -> FailingQuerySet:
        """Open ones whose time of grace is over."""
        return self.open().filter(passed_on__isnull=False)

    def of(self, company: Company) -> FailingQuerySet:
        return self.filter(application__company=company)

    def visible_to(self, person: Person) -> FailingQuerySet:
        """Those of the authorities a person's roles reach."""
        return self.filter(application__authority__in=visible_authorities(person))


class Failing(AppendOnlyModel):
    """A promise a registry does not bear out any more; `nth` tells the times apart, and keeps one open at a time."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="failings")
    material = models.CharField(max_length=60)
    key_digest = BlindIndexField(blank=True)
    label = models.CharField(max_length=200)
    nth = models.PositiveSmallIntegerField(default=1)
    statements: models.JSONField[Any, Any] = models.JSONField(help_text="codes of the affirmed statements it tests")
    probe = models.OneToOneField(Probe, on_delete=models.PROTECT, related_name="failing")
    found_on = models.DateField(default=timezone.localdate)
    mend_until = models.DateField(db_index=True)
    edition = models.CharField(max_length=20, help_text="of the days that were given")

    objects: ClassVar[FailingQuerySet] = FailingQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["mend_until", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "material", "key_digest", "nth"], name="one_failing_at_a_time_of_a_promise"
            ),
            models.CheckConstraint(condition=Q(mend_until__gte=models.F("found_on")), name="failing_gives_time"),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.material} {self.nth}"

    @property
    def key(self) -> tuple[str, str]:
        return self.material, self.key_digest

    @property
    def material_name(self) -> str:
        return name_of(self.material)

    @property
    def state(self) -> str:
        """told, with-verifier, mended, gone, stands, broken."""
        if hasattr(self, "end"):
            return str(self.end.how)
        return "with-verifier" if hasattr(self, "passed_on") else "told"

    def left(self, *, on: datetime.date) -> int:
        """Days the holder still has; below 0 when they are over."""
        return (self.mend_until - on).days


class Reply(AppendOnlyModel):
    """What the holder says of it: a driver who left, a registry that is wrong."""

    failing = models.ForeignKey(Failing, on_delete=models.PROTECT, related_name="replies")
    words = models.TextField()
    said_at = models.DateTimeField(default=timezone.now)
    said_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "replies"
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="reply_says_something")]

    def __str__(self) -> str:
        return str(self.failing)


class PassedOn(AppendOnlyModel):
    """The time of grace is over and nothing was mended: now the verifier is told, not before."""

    failing = models.OneToOneField(Failing, on_delete=models.PROTECT, related_name="passed_on")
    on = models.DateField(default=timezone.localdate)

    class Meta:
        verbose_name_plural = "passed on"

    def __str__(self) -> str:
        return str(self.failing)


class FailingEnd(AppendOnlyModel):
    """It is over: mended, gone with the licence or the vehicle, or answered by a verifier."""

    class How(models.TextChoices):
        MENDED = "mended", _("put right by the holder")
        GONE = "gone", _("over: the licence or the vehicle no longer exists")
        STANDS = "stands", _("the promise stands: the verifier cleared it")
        BROKEN = "broken", _("not kept: the verifier confirmed it")

    failing = models.OneToOneField(Failing, on_delete=models.PROTECT, related_name="end")
    how = models.CharField(max_length=6, choices=How.choices)
    probe = models.ForeignKey(Probe, on_delete=models.PROTECT, null=True, related_name="+")
    words = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(how__in=["stands", "broken"]) | (Q(by__isnull=False) & ~Q(words="")),
                name="verifier_answers_in_words",
            ),
            models.CheckConstraint(condition=~Q(how="mended") | Q(probe__isnull=False), name="mended_is_proved"),
        ]

    def __str__(self) -> str:
        return f"{self.failing} {self.how}"
