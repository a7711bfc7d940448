"""Clues (线索) from visits: something an officer should know, passed on by who visits (domain F-9.16).

A clue is no finding and no fact: no article stands on it, and nothing follows from it by itself. An officer takes it up
as an inspection of its own, under all the rules of one, or sets it aside for a coded reason.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.authorities import Authority
from accounts.people import Person
from accounts.roles import visible_authorities
from accounts.sealing import SealedTextField
from supervision.inspections.models import CompanyInspection
from supervision.visits.models import Visit
from trail.append_only import AppendOnlyModel, AppendOnlyQuerySet


class VisitClueQuerySet(AppendOnlyQuerySet):
    def visible_to(self, person: Person) -> VisitClueQuerySet:
        """Those of the authorities a person's roles reach."""
        return self.filter(authority__in=visible_authorities(person))

    def waiting(self) -> VisitClueQuerySet:
        """Nobody has answered them."""
        return self.filter(answer__isnull=True)


class VisitClue(AppendOnlyModel):
    """What somebody who visited saw or was told, for the officers of the grid's authority."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="clues")
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    words = SealedTextField()
    given_at = models.DateTimeField(default=timezone.now)
    given_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[VisitClueQuerySet] = VisitClueQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["authority", "-id"])]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        return f"XS{self.pk:07d}"

    @property
    def state(self) -> str:
        """waits, taken-up or set-aside."""
        if not hasattr(self, "answer"):
            return "waits"
        return "taken-up" if self.answer.reason == VisitClueAnswer.Reason.TAKEN_UP else "set-aside"


class VisitClueAnswer(AppendOnlyModel):
    """An officer takes a clue up as an inspection of the company, or sets it aside."""

    class Reason(models.TextChoices):
        TAKEN_UP = "taken-up", _("Taken up as an inspection")
        MENDED = "mended", _("Set aside: put right in the meantime")
        ELSEWHERE = "elsewhere", _("Set aside: another authority's")
        GROUNDLESS = "groundless", _("Set aside: nothing in it")

    clue = models.OneToOneField(VisitClue, on_delete=models.PROTECT, related_name="answer")
    reason = models.CharField(max_length=10, choices=Reason.choices)
    inspection = models.ForeignKey(CompanyInspection, on_delete=models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(reason="taken-up", inspection__isnull=False)
                | (~Q(reason="taken-up") & Q(inspection__isnull=True)),
                name="a_clue_is_taken_up_by_an_inspection",
            )
        ]

    def __str__(self) -> str:
        return f"{self.clue_id}: {self.reason}"
