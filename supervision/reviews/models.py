"""The yearly review of vehicles (年度审验; domain F-9.5, F-9.6): due, asked for, answered by look-up or by a person."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from typing import ClassVar

from django.db import models
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.authorities import Authority
from accounts.people import Person
from accounts.represented.companies import Company
from accounts.roles import visible_authorities
from materials.uploads.models import Upload
from trail.append_only import AppendOnlyModel, AppendOnlyQuerySet


class VehicleQuerySet(models.QuerySet["ReviewedVehicle"]):
    def visible_to(self, person: Person) -> VehicleQuerySet:
        """Those of the authorities a person's roles reach."""
        return self.filter(authority__in=visible_authorities(person))

    def standing(self) -> VehicleQuerySet:
        return self.filter(is_standing=True)


class ReviewedVehicle(models.Model):
    """What is: a vehicle with a certificate in force, and the day its next review is due. The reviews say what was."""

    number = models.CharField(max_length=40, unique=True, help_text="of its certificate")
    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="+")
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    plate = models.CharField(max_length=10)
    plate_colour = models.CharField(max_length=20)
    vin = models.CharField(max_length=17, blank=True)
    gross_mass = models.PositiveIntegerField(help_text="in kg")
    issued_on = models.DateField(help_text="the first version of its certificate")
    due_on = models.DateField(db_index=True)
    is_standing = models.BooleanField(default=True)
    registered_on = models.DateField(null=True, help_text="first, as the traffic police tell")
    tested_on = models.DateField(null=True, help_text="last, as a registry told")
    test_due_on = models.DateField(null=True, help_text="the last day for the next test; none: nobody told of one")
    test_tried_on = models.DateField(null=True, help_text="the registries were asked by night, answered or not")
    test_told_for = models.DateField(null=True, help_text="the day its company was told of")

    objects = VehicleQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        indexes = [
            models.Index(fields=["authority", "due_on"]),
            models.Index(fields=["company", "due_on"]),
            models.Index(fields=["test_due_on"], condition=Q(is_standing=True), name="tests_of_vehicles"),
        ]

    def __str__(self) -> str:
        return f"{self.plate} {self.due_on}"

    @property
    def newest(self) -> ReviewRequest | None:
        """The last time somebody asked for its review."""
        return max(self.requests.all(), key=lambda one: one.pk, default=None)

    @property
    def times_asked(self) -> int:
        """How often its review of this yearly day was asked for, as the database has it now."""
        return self.requests.filter(due_on=self.due_on).count()

    def locked(self) -> ReviewedVehicle:
        """The row as it stands, held until the transaction ends."""
        found: ReviewedVehicle = type(self).objects.select_for_update().get(pk=self.pk)
        return found


class ReviewRequestQuerySet(AppendOnlyQuerySet):
    def open(self) -> ReviewRequestQuerySet:
        """Those nobody and no registry has answered."""
        return self.filter(result__isnull=True)

    def not_asked_since(self, moment: datetime.datetime) -> ReviewRequestQuerySet:
        """Open ones whose registries were last asked before a moment, the longest unasked first."""
        rows = self.open().annotate(last=Max("look_ups__asked_at")).filter(last__lt=moment)
        return rows.order_by("last", "pk")


class ReviewRequest(AppendOnlyModel):
    """Somebody asked for a review; `nth` keeps one open at a time for a yearly day."""

    vehicle = models.ForeignKey(ReviewedVehicle, on_delete=models.PROTECT, related_name="requests")
    due_on = models.DateField()
    nth = models.PositiveSmallIntegerField(default=1)
    report = models.ManyToManyField(Upload, related_name="+")
    decide_by = models.DateField(null=True, help_text="empty while the calendar of the year is not known")
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[ReviewRequestQuerySet] = ReviewRequestQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["vehicle", "due_on", "nth"], name="one_review_asked_for_at_a_time")
        ]

    def __str__(self) -> str:
        return f"{self.vehicle_id} {self.due_on}"

    @property
    def is_answered(self) -> bool:
        """As the database has it now: whoever read the request before may not have seen the answer."""
        return ReviewResult.objects.filter(request=self).exists()


class ReviewLookUp(AppendOnlyModel):
    """What a registry said for a review. Its fields are not kept, but the grade."""

    request = models.ForeignKey(ReviewRequest, on_delete=models.PROTECT, related_name="look_ups")
    material = models.CharField(max_length=60)
    registry = models.CharField(max_length=60)
    outcome = models.CharField(max_length=12)
    reason = models.CharField(max_length=60, blank=True)
    grade = models.CharField(max_length=10, blank=True)
    source_version = models.CharField(max_length=60, blank=True)
    answer_digest = models.CharField(max_length=64, blank=True)
    asked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.request_id} {self.material} {self.outcome}"


class ReviewResult(AppendOnlyModel):
    """Passed, to be mended, or failed: by rule where the registries answered, else by a person who says why."""

    class Outcome(models.TextChoices):
        PASSED = "passed", _("passed")
        TO_MEND = "to-mend", _("to be put right: have the vehicle tested or inspected first")
        FAILED = "failed", _("not passed")

    CODES: ClassVar[dict[str, int]] = {"passed": 1, "failed": 2}
    """As the trade writes it (domain F-9.6); 0 is not reviewed."""

    request = models.OneToOneField(ReviewRequest, on_delete=models.PROTECT, related_name="result")
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    words = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(by__isnull=True) | ~Q(words=""), name="person_reviews_in_words"),
            models.CheckConstraint(condition=~Q(outcome="failed") | Q(by__isnull=False), name="no_rule_fails_it"),
        ]

    def __str__(self) -> str:
        return f"{self.request_id} {self.outcome}"

    @property
    def day(self) -> datetime.date:
        return timezone.localdate(self.at)

    @property
    def details(self) -> Collection[ReviewLookUp]:
        """The answers it rests on, the newest of each look-up."""
        return {one.material: one for one in self.request.look_ups.all()}.values()
