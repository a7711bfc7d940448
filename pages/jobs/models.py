"""A piece of long work and the parts of it that are done."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.people import Person
from accounts.sealing import BlindIndexField, SealedJSONField


class State(models.TextChoices):
    """Where a piece of long work stands."""

    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Being worked on")
    DONE = "done", _("Ready")
    FAILED = "failed", _("Failed")
    CANCELLED = "cancelled", _("Cancelled")
    EXPIRED = "expired", _("No longer kept")


OPEN = (State.WAITING, State.RUNNING)


class JobQuerySet(models.QuerySet["Job"]):
    def asked_by_person(self, person: Person) -> JobQuerySet:
        """A person's own, newest first."""
        return self.filter(asked_by=person).order_by("-pk")

    def still_open(self) -> JobQuerySet:
        return self.filter(state__in=OPEN)

    def held(self, job: Job) -> JobQuerySet:
        """The row, as long as it is in the same hands: nothing is written of a job that was taken over or cancelled."""
        return self.filter(pk=job.pk, holder=job.holder, state=State.RUNNING)


class Job(models.Model):
    """Long work somebody asked for. It is done in parts; `done` says how many are, and is written with each of them.

    Whoever works on it holds it until `due_at`: a worker that was killed lets it go by falling silent.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=40)
    about = SealedJSONField(help_text="what was asked for; a search may hold a name")
    digest = BlindIndexField(help_text="keyed digest of `about`: the same is not asked for twice")
    language = models.CharField(max_length=10, help_text="language of the result")
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    plan: models.JSONField[Any, Any] = models.JSONField(null=True, help_text="the parts, once they are known")
    done = models.PositiveIntegerField(default=0, help_text="parts that are made")
    units = models.PositiveIntegerField(default=0, help_text="how many things it is about")
    units_done = models.PositiveIntegerField(default=0)
    size = models.PositiveBigIntegerField(default=0, help_text="bytes so far")
    holder = models.CharField(max_length=16, blank=True, help_text="who works on it")
    due_at = models.DateTimeField(default=timezone.now, help_text="nobody takes it up before")
    tries = models.PositiveSmallIntegerField(default=0, help_text="failures since a part was last made")
    reason = models.CharField(max_length=60, blank=True)
    began_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    kept_until = models.DateTimeField(null=True, blank=True)
    cleared_at = models.DateTimeField(null=True, blank=True, help_text="when its files were taken away")
    filename = models.CharField(max_length=120, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["asked_by", "kind", "digest"],
                condition=Q(state__in=("waiting", "running")),
                name="the_same_work_is_asked_for_once",
            ),
        ]
        indexes = [
            models.Index(fields=["asked_by", "-id"]),
            models.Index(fields=["due_at"], condition=Q(state__in=("waiting", "running")), name="work_that_is_due"),
            models.Index(fields=["state"], condition=Q(cleared_at__isnull=True), name="work_with_files"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"

    @property
    def subject(self) -> str:
        """How the trail names it."""
        return f"work:{self.pk}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def percent(self) -> int:
        """How much of it is made; a hundred only when the result is there."""
        if self.state in (State.DONE, State.EXPIRED):
            return 100
        return min(99, 100 * self.units_done // self.units) if self.units else 0


class Part(models.Model):
    """A part that is made: a sealed file. Each number is made once; of a whole result the parts are its stretches."""

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="parts")
    is_result = models.BooleanField(default=True, help_text="a stretch of the result; or else only on the way there")
    number = models.PositiveIntegerField()
    file = models.CharField(max_length=120)
    size = models.PositiveIntegerField(help_text="bytes")
    notes = SealedJSONField(help_text="what the end has to know of it")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["job", "is_result", "number"], name="a_part_is_made_once"),
        ]
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.job_id}: {self.number}"
