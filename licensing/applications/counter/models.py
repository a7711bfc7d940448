"""The counter: an official types for somebody who is present, whose identity and right were seen.

A visit is a right for some hours, before one official, and ends by itself. What was typed is the visitor's act, signed
by their hand; who typed it stands beside it, and never handles the case (帮办代办, 国发〔2022〕5号).
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.authorities import Authority
from accounts.people import Person
from accounts.represented.companies import Company
from licensing.applications.models.application import Amendment, Application, Submission
from licensing.applications.models.promises import Commitment
from materials.uploads.models import Upload
from trail.append_only import AppendOnlyModel


class CounterVisit(AppendOnlyModel):
    """Somebody came to the counter: who they are, for whom they speak and by what right, and who saw it."""

    class Right(models.TextChoices):
        REPRESENTATIVE = "representative", _("The legal representative, by the business register")
        PAPER = "paper", _("Delegated: the signed and sealed delegation was shown")
        TABLET = "tablet", _("Delegated: the legal representative is present, too, and signs here")
        ONESELF = "oneself", _("In their own name")

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    clerk = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    visitor = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="counter_visits")
    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="+")
    right = models.CharField(max_length=14, choices=Right.choices)
    delegation = models.ForeignKey(
        Upload, on_delete=models.PROTECT, null=True, related_name="+", help_text="the paper, or the signature"
    )
    delegated_until = models.DateField(null=True)
    delegated_by = models.CharField(
        max_length=40, blank=True, help_text="the legal representative in the register then"
    )
    matter = models.ForeignKey(
        Application,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="the case handed in before that a delegation names, too; none: it is for applying",
    )
    opened_at = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(help_text="when it ends by itself, the same day")

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["clerk", "-id"])]
        constraints = [
            models.CheckConstraint(condition=~Q(clerk=F("visitor")), name="nobody_visits_themselves"),
            models.CheckConstraint(condition=Q(until__gt=F("opened_at")), name="a_visit_lasts"),
            models.CheckConstraint(
                condition=Q(right__in=("paper", "tablet"), delegation__isnull=False, delegated_until__isnull=False)
                | Q(right__in=("representative", "oneself"), delegation=None, delegated_until=None, matter=None),
                name="a_delegation_is_shown",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.opened_at:%Y-%m-%d %H:%M} {self.visitor_id} → {self.company_id}"

    @property
    def is_delegated(self) -> bool:
        return self.right in (self.Right.PAPER, self.Right.TABLET)


class CounterVisitEnd(AppendOnlyModel):
    """The visitor left, or another came."""

    visit = models.OneToOneField(CounterVisit, on_delete=models.PROTECT, related_name="end")
    ended_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.visit_id}: {self.ended_at:%H:%M}"


class TypedAtCounter(AppendOnlyModel):
    """An official typed in an application during a visit: they never handle it."""

    visit = models.ForeignKey(CounterVisit, on_delete=models.PROTECT, related_name="typed")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="typed_at_counter")
    began_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["visit", "application"], name="typed_in_a_visit_once")]

    def __str__(self) -> str:
        return f"{self.visit_id}: {self.application_id}"


class CounterSignature(AppendOnlyModel):
    """The visitor's own hand, on the tablet or on the printed sheet, over what they were shown (`version`)."""

    visit = models.ForeignKey(CounterVisit, on_delete=models.PROTECT, related_name="signatures")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="counter_signatures")
    version = models.CharField(max_length=16, help_text="of all that was shown: answers, look-ups, files")
    picture = models.ForeignKey(Upload, on_delete=models.PROTECT, related_name="+")
    commitment = models.OneToOneField(Commitment, on_delete=models.PROTECT, null=True, related_name="by_hand")
    amendment = models.OneToOneField(Amendment, on_delete=models.PROTECT, null=True, related_name="by_hand")
    act = models.CharField(max_length=12, blank=True, help_text="the act after handing in that was signed, by its name")
    shown = models.TextField(blank=True, help_text="what stood above the signature of such an act, files by digest")
    signed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(act="", shown="") | (~Q(act="") & ~Q(shown="") & Q(commitment=None, amendment=None)),
                name="an_act_is_signed_as_shown",
            )
        ]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.signed_at:%Y-%m-%d %H:%M}"


class CounterSubmission(AppendOnlyModel):
    """An application was handed in at the counter, on a signature over exactly what was handed in."""

    visit = models.ForeignKey(CounterVisit, on_delete=models.PROTECT, related_name="submissions")
    submission = models.OneToOneField(Submission, on_delete=models.PROTECT, related_name="at_counter")
    signature = models.OneToOneField(CounterSignature, on_delete=models.PROTECT, related_name="handed_in")

    def __str__(self) -> str:
        return f"{self.visit_id}: {self.submission_id}"
