"""Programmes of care (关爱; domain F-10.18): money and things for drivers, counted to the cent.

A programme is written by one person and approved by two others. What was is never written over: it is opened, closed
and accounted for by rows of its own.
"""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.authorities import Authority
from accounts.people import Person
from accounts.roles import visible_authorities
from trail.append_only import AppendOnlyModel, AppendOnlyQuerySet

APPROVALS = 2


class Kind(models.TextChoices):
    """What is given."""

    AID = "aid", _("hardship aid")
    GOODS = "goods", _("goods")
    HEALTH = "health", _("check-up")
    INSURANCE = "insurance", _("mutual insurance")
    REST = "rest", _("rest and meals on the way")
    LEGAL = "legal", _("legal help")


class Ground(models.TextChoices):
    """Why somebody is in hardship; a programme's table says the amount of each."""

    ILLNESS = "illness", _("serious illness in the family")
    ACCIDENT = "accident", _("accident on the road")
    DISASTER = "disaster", _("fire, flood or other disaster")
    LOW_INCOME = "low-income", _("low income, on the lists of civil affairs or the union")
    NONE = "none", _("no hardship needed")


class ProgrammeQuerySet(AppendOnlyQuerySet):
    def visible_to(self, person: Person) -> ProgrammeQuerySet:
        """Those of the authorities a person's roles reach."""
        return self.filter(authority__in=visible_authorities(person))

    def public(self) -> ProgrammeQuerySet:
        """Opened ones: before that nobody is promised anything."""
        return self.filter(steps__step=ProgrammeStep.Step.OPENED)


class Programme(AppendOnlyModel):
    """A programme with its money, its quota and its rule. `amounts`: ground → yuan, as text, for each person."""

    code = models.CharField(max_length=40, unique=True)
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=9, choices=Kind.choices)
    name = models.CharField(max_length=100)
    rule = models.TextField(help_text="who may have it, what has to be shown")
    source = models.CharField(max_length=200, help_text="the document it rests on")
    funder = models.CharField(max_length=100)
    budget = models.DecimalField(max_digits=12, decimal_places=2)
    quota = models.PositiveIntegerField()
    amounts: models.JSONField[Any, Any] = models.JSONField(help_text="ground → yuan")
    publicity_days = models.PositiveSmallIntegerField(help_text="working days; 0 where nothing is publicised")
    opens_on = models.DateField()
    closes_on = models.DateField()
    written_at = models.DateTimeField(default=timezone.now)
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[ProgrammeQuerySet] = ProgrammeQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-opens_on", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(budget__gt=0) & Q(quota__gt=0), name="a_programme_has_something_to_give"
            ),
            models.CheckConstraint(condition=Q(closes_on__gte=F("opens_on")), name="a_programme_ends_after_it_begins"),
            models.CheckConstraint(
                condition=~Q(kind="aid") | (Q(publicity_days__gte=3) & Q(publicity_days__lte=5)),
                name="aid_is_publicised_three_to_five_days",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_aid(self) -> bool:
        return self.kind == Kind.AID

    @property
    def table(self) -> list[tuple[str, str]]:
        """What is given for each ground, as the public reads it."""
        return [(str(ground.label), self.amounts[ground]) for ground in Ground if ground in self.amounts]

    def amount_of(self, ground: str) -> Decimal:
        """What its table gives for a ground. Raises KeyError."""
        return Decimal(self.amounts[ground])

    @property
    def state(self) -> str:
        """draft, approved, open, closed, accounted."""
        if hasattr(self, "account"):
            return "accounted"
        steps = {row.step for row in self.steps.all()}
        if ProgrammeStep.Step.CLOSED in steps:
            return "closed"
        if ProgrammeStep.Step.OPENED in steps:
            return "open"
        return "approved" if len(self.approvals.all()) == APPROVALS else "draft"

    def takes_applications(self, *, on: datetime.date) -> bool:
        return self.state == "open" and self.opens_on <= on <= self.closes_on


class ProgrammeApproval(AppendOnlyModel):
    """One of two persons, neither of whom wrote it, approves."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="approvals")
    nth = models.PositiveSmallIntegerField()
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["nth"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "nth"], name="two_approvals_of_a_programme"),
            models.UniqueConstraint(fields=["programme", "by"], name="nobody_approves_a_programme_twice"),
            models.CheckConstraint(condition=Q(nth__gte=1) & Q(nth__lte=APPROVALS), name="approvals_are_two"),
            models.CheckConstraint(condition=~Q(by=F("written_by")), name="who_writes_a_programme_does_not_approve_it"),
        ]

    def __str__(self) -> str:
        return f"{self.programme_id} {self.nth}"


class ProgrammeStep(AppendOnlyModel):
    """It was opened, or closed."""

    class Step(models.TextChoices):
        OPENED = "opened", _("opened")
        CLOSED = "closed", _("closed for applications")

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="steps")
    step = models.CharField(max_length=6, choices=Step.choices)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["programme", "step"], name="a_programme_takes_a_step_once")]

    def __str__(self) -> str:
        return f"{self.programme_id} {self.step}"


class ProgrammeAccount(AppendOnlyModel):
    """The account of a closed programme: what was handed over and what goes back to the funder make the budget."""

    programme = models.OneToOneField(Programme, on_delete=models.PROTECT, related_name="account")
    budget = models.DecimalField(max_digits=12, decimal_places=2)
    spent = models.DecimalField(max_digits=12, decimal_places=2)
    left = models.DecimalField(max_digits=12, decimal_places=2)
    grants = models.PositiveIntegerField()
    words = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(budget=F("spent") + F("left")) & Q(left__gte=0), name="accounts_add_up_to_the_cent"
            )
        ]

    def __str__(self) -> str:
        return str(self.programme_id)
