"""What becomes of a bad rating, step by step, and by when each step is to be done (F-12.24)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.people import Person
from accounts.sealing import SealedTextField
from rating.service_models import Rating
from trail.append_only import AppendOnlyModel


class HandlingStep(AppendOnlyModel):
    """Given to somebody, checked, mended, disputed, answered, called back, closed. Never by the person rated."""

    class Kind(models.TextChoices):
        ASSIGNED = "assigned", _("assigned")
        CHECKED = "checked", _("looked into")
        MENDED = "mended", _("put right")
        DISPUTED = "disputed", _("the finding is disputed")
        ANSWERED = "answered", _("answered")
        CALLED_BACK = "called-back", _("called back")
        CLOSED = "closed", _("rating closed")

    class Finding(models.TextChoices):
        TRUE = "true", _("it is as the rating says")
        MISTAKEN = "mistaken", _("the rating is mistaken")
        MALICIOUS = "malicious", _("the rating is malicious")

    class Reached(models.TextChoices):
        CONTENT = "content", _("satisfied with how it was put right")
        NOT_CONTENT = "not-content", _("not content")
        NOT_REACHED = "not-reached", _("not reached")

    rating = models.ForeignKey(Rating, on_delete=models.PROTECT, related_name="steps")
    nth = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=Kind.choices)
    words = SealedTextField()
    handler = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    finding = models.CharField(max_length=10, choices=Finding.choices, blank=True)
    proof = SealedTextField(blank=True, help_text="by what it is shown that a rating is mistaken or malicious")
    reached = models.CharField(max_length=12, choices=Reached.choices, blank=True)
    rated = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+", help_text="who served, as the service says"
    )
    by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+", help_text="none: who rated it"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["nth"]
        constraints = [
            models.UniqueConstraint(fields=["rating", "nth"], name="a_rating_takes_one_step_at_a_time"),
            models.CheckConstraint(
                condition=Q(kind="disputed") | Q(by__isnull=True) | Q(rated__isnull=True) | ~Q(by=F("rated")),
                name="who_is_rated_handles_nothing",
            ),
            models.CheckConstraint(
                condition=Q(handler__isnull=True) | Q(rated__isnull=True) | ~Q(handler=F("rated")),
                name="who_is_rated_is_given_nothing",
            ),
            models.CheckConstraint(
                condition=~Q(kind="assigned") | Q(handler__isnull=False), name="a_rating_is_given_to_somebody"
            ),
            models.CheckConstraint(
                condition=~Q(kind="checked") | Q(finding="true") | (~Q(finding="") & ~Q(proof="")),
                name="mistaken_and_malicious_take_proof",
            ),
            models.CheckConstraint(
                condition=~Q(kind="called-back") | ~Q(reached=""), name="a_call_back_has_an_outcome"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rating_id}: {self.kind}"


class RatingDueQuerySet(models.QuerySet["RatingDue"]):
    def running(self) -> RatingDueQuerySet:
        return self.filter(met_at__isnull=True)


class RatingDue(models.Model):
    """By when a step of a bad rating is to be done; a timer looks at it then, and at no other."""

    class Step(models.TextChoices):
        ASSIGN = "assign", _("to be assigned")
        MEND = "mend", _("to be looked into, put right and answered")
        CALL_BACK = "call-back", _("rater to be called back")

    rating = models.ForeignKey(Rating, on_delete=models.CASCADE, related_name="dues")
    step = models.CharField(max_length=10, choices=Step.choices)
    began_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(null=True, help_text="nobody knows: the calendar of its year is not entered")
    look_at = models.DateTimeField(null=True, help_text="none: nothing is to come")
    met_at = models.DateTimeField(null=True)

    objects: ClassVar[RatingDueQuerySet] = RatingDueQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["rating"], condition=Q(met_at__isnull=True), name="one_step_of_a_rating_is_due"
            )
        ]
        indexes = [
            models.Index(fields=["look_at"], condition=Q(look_at__isnull=False), name="ratings_to_look_at"),
            models.Index(fields=["rating", "step"]),
        ]

    def __str__(self) -> str:
        return f"{self.rating_id}: {self.step} {self.due_at}"

    @property
    def is_over(self) -> bool:
        return self.met_at is None and self.due_at is not None and self.due_at < timezone.now()
