"""How a code came about and changed: assessed, suggested, proposed, confirmed, in force, objected to. Only added."""

from __future__ import annotations

import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.people import Person
from accounts.represented.companies import Company
from accounts.roles import visible_authorities
from materials.uploads.models import Upload
from papers.serving.lasting import AskedByLetter, runs_until
from supervision.credit.facts.models import CreditFact
from supervision.credit.letters.models import CreditLetter
from supervision.credit.scoring.model import Colour
from supervision.credit.subjects.models import ColourChoices, Subject
from trail.append_only import AppendOnlyModel, AppendOnlyQuerySet


class Assessment(AppendOnlyModel):
    """What a model's edition said of a subject on a day, as a sum one can read (`told`)."""

    class Occasion(models.TextChoices):
        MONTHLY = "monthly", _("Monthly run")
        NIGHTLY = "nightly", _("Night after something happened")
        CONFIRMING = "confirming", _("When a change was confirmed")

    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="assessments")
    model = models.CharField(max_length=30)
    edition = models.PositiveSmallIntegerField()
    on = models.DateField()
    occasion = models.CharField(max_length=10, choices=Occasion.choices)
    vehicles = models.PositiveIntegerField(null=True)
    score = models.DecimalField(max_digits=5, decimal_places=2)
    exact = models.CharField(max_length=60, help_text="the score as a fraction")
    colour = models.CharField(max_length=6, choices=ColourChoices.choices)
    reasons: models.JSONField[Any, Any] = models.JSONField(help_text="[{kind, code}]")
    told: models.JSONField[Any, Any] = models.JSONField(help_text="the sum, line by line")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "on", "occasion"], condition=~Q(occasion="confirming"), name="assessed_once_a_day"
            )
        ]
        indexes = [models.Index(fields=["subject", "-id"]), models.Index(fields=["on", "occasion"])]
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.subject_id} {self.on} {self.score} {self.colour}"


class CodeChangeQuerySet(AppendOnlyQuerySet):
    def visible_to(self, person: Person) -> CodeChangeQuerySet:
        return self.filter(subject__authority__in=visible_authorities(person)).select_related(
            "subject__company", "subject__authority", "proposal__by", "confirmation__by", "assessment", "drop",
            "effect", "void", "confirmation__letter__service",
        )  # fmt: skip

    def open(self) -> CodeChangeQuerySet:
        """Changes to a worse colour that are neither confirmed nor dropped."""
        return self.filter(by_rule=False, confirmation__isnull=True, drop__isnull=True)

    def on_their_way(self) -> CodeChangeQuerySet:
        """Changes to a worse colour that do not stand yet and are neither dropped nor void."""
        return self.filter(by_rule=False, effect__isnull=True, drop__isnull=True, void__isnull=True)


class CodeChange(AppendOnlyModel):
    """A colour is to change, or has changed: to a worse one by two people, to a better one by rule."""

    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="changes")
    was = models.CharField(max_length=6, choices=ColourChoices.choices)
    becomes = models.CharField(max_length=6, choices=ColourChoices.choices)
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="+")
    by_rule = models.BooleanField(help_text="to a better colour: by itself, at once")
    suggested_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[Any] = CodeChangeQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(was=F("becomes")), name="change_changes_the_colour")]
        indexes = [models.Index(fields=["subject", "-id"])]
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.subject_id} {self.was} → {self.becomes}"

    @property
    def state(self) -> str:
        """suggested, proposed, dropped, confirmed, in-force, void; of by-rule changes in-force or void."""
        if hasattr(self, "void"):
            return "void"
        if self.by_rule or hasattr(self, "effect"):
            return "in-force"
        if hasattr(self, "drop"):
            return "dropped"
        if hasattr(self, "confirmation"):
            return "confirmed"
        return "proposed" if hasattr(self, "proposal") else "suggested"

    @property
    def new_colour(self) -> Colour:
        return Colour(self.becomes)


class Proposal(AppendOnlyModel):
    """A first person has looked at the grounds and proposes the change."""

    change = models.OneToOneField(CodeChange, on_delete=models.PROTECT, related_name="proposal")
    words = models.TextField(blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.change} proposed"


class Confirmation(AskedByLetter):
    """A second person confirms; the colour is in force from the working day after the notice was served.

    Its three days stand as the notice tells them; served later, they are as many days later.
    """

    told_in = "object_by"

    change = models.OneToOneField(CodeChange, on_delete=models.PROTECT, related_name="confirmation")
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    letter = models.OneToOneField(CreditLetter, on_delete=models.PROTECT, related_name="+")
    in_force_on = models.DateField(db_index=True)
    stay_until = models.DateField()
    object_by = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(by=F("proposed_by")), name="confirmed_by_a_second_person"),
        ]

    def __str__(self) -> str:
        return f"{self.change} confirmed"

    @property
    def takes_effect_on(self) -> datetime.date | None:
        """From which day the colour stands; None while nobody was served the notice."""
        return runs_until(self.in_force_on, self.letter)

    @property
    def stands_until(self) -> datetime.date | None:
        """The end of the shortest stay, counted from the day the colour stands."""
        begun = self.takes_effect_on
        return self.stay_until + (begun - self.in_force_on) if begun else None


class Drop(AppendOnlyModel):
    """The change is not made, with the reason."""

    change = models.OneToOneField(CodeChange, on_delete=models.PROTECT, related_name="drop")
    words = models.TextField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.change} dropped"


class TakenEffect(AppendOnlyModel):
    """The day came: the colour stands."""

    change = models.OneToOneField(CodeChange, on_delete=models.PROTECT, related_name="effect")
    on = models.DateField()
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.change} in force"


class Objection(AppendOnlyModel):
    """The company objects (异议) to a change, or to a fact of its code; while open, the fact does not count."""

    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="credit_objections")
    change = models.ForeignKey(CodeChange, on_delete=models.PROTECT, null=True, related_name="objections")
    fact = models.ForeignKey(CreditFact, on_delete=models.PROTECT, null=True, related_name="objections")
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="objections")
    words = models.TextField()
    proofs = models.ManyToManyField(Upload, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    due = models.DateField(db_index=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(change__isnull=False, fact__isnull=True) | Q(change__isnull=True, fact__isnull=False),
                name="objection_is_against_one_thing",
            ),
            models.UniqueConstraint(fields=["change"], name="one_objection_per_change"),
            models.UniqueConstraint(fields=["fact"], name="one_objection_per_fact"),
        ]
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.company_id} objects"

    @property
    def state(self) -> str:
        """open, upheld, rejected."""
        decision = getattr(self, "decision", None)
        if decision is None:
            return "open"
        return "upheld" if decision.upheld else "rejected"


class ObjectionDecision(AppendOnlyModel):
    """Somebody who neither proposed nor confirmed decides; upheld against a change: void from the start."""

    objection = models.OneToOneField(Objection, on_delete=models.PROTECT, related_name="decision")
    upheld = models.BooleanField()
    reasons = models.TextField()
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    letter = models.OneToOneField(CreditLetter, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(proposed_by__isnull=True) | ~Q(by=F("proposed_by")))
                & (Q(confirmed_by__isnull=True) | ~Q(by=F("confirmed_by"))),
                name="objection_decided_by_somebody_else",
            )
        ]

    def __str__(self) -> str:
        return f"{self.objection} upheld: {self.upheld}"


class Void(AppendOnlyModel):
    """A change never was: an objection against it was upheld."""

    change = models.OneToOneField(CodeChange, on_delete=models.PROTECT, related_name="void")
    decision = models.ForeignKey(ObjectionDecision, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.change} void"


class Round(AppendOnlyModel):
    """A nightly or monthly run that is done."""

    kind = models.CharField(max_length=8, choices=[("nightly", "nightly"), ("monthly", "monthly")])
    on = models.DateField()
    done_at = models.DateTimeField(default=timezone.now)
    assessed = models.PositiveIntegerField()
    suggested = models.PositiveIntegerField()
    bettered = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "on"], name="one_round_a_day")]

    def __str__(self) -> str:
        return f"{self.kind} {self.on}"
