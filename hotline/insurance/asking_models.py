"""Insurers asked, with the day by which they answer, and what a timer looks at: an answer that is late is a row."""

from __future__ import annotations

import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.people import Person
from hotline.insurance.models import InsuranceCase, Insurer, InsurerAnswer, InsurerPledge
from trail.append_only import AppendOnlyModel, AppendOnlyQuerySet


class InsurerAsked(AppendOnlyModel):
    """An insurer was asked to insure; its answer is due on the day its pledge promised, else on that of the limits."""

    case = models.ForeignKey(InsuranceCase, on_delete=models.PROTECT, related_name="asked")
    insurer = models.ForeignKey(Insurer, on_delete=models.PROTECT, related_name="asked")
    asked_on = models.DateField()
    channel = models.CharField(max_length=11, choices=InsurerAnswer.Channel.choices)
    days = models.PositiveSmallIntegerField(help_text="working days it has")
    pledge = models.ForeignKey(
        InsurerPledge, on_delete=models.PROTECT, null=True, related_name="+", help_text="which promised these days"
    )
    answer_by = models.DateField(null=True, help_text="nobody knows: the calendar of its year is not entered")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "insurer", "asked_on"], name="an_insurer_is_asked_once_a_day")
        ]
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.case_id} {self.insurer_id} {self.asked_on}"


class InsurerLateQuerySet(AppendOnlyQuerySet):
    def counted(self) -> InsurerLateQuerySet:
        """Those that were late indeed: no answer in time was noted afterwards."""
        return self.filter(cleared__isnull=True)


class InsurerLate(AppendOnlyModel):
    """An insurer had not answered when its day was over; where its pledge promised that day, the pledge is broken."""

    objects: ClassVar[InsurerLateQuerySet] = InsurerLateQuerySet.as_manager()  # type: ignore[assignment]

    asked = models.OneToOneField(InsurerAsked, on_delete=models.PROTECT, related_name="late")
    breaks = models.ForeignKey(InsurerPledge, on_delete=models.PROTECT, null=True, related_name="late_answers")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return str(self.asked_id)


class LateCleared(AppendOnlyModel):
    """An insurer had answered in time after all: that was noted only afterwards, and it is late for nobody."""

    late = models.OneToOneField(InsurerLate, on_delete=models.PROTECT, related_name="cleared")
    answer = models.ForeignKey(InsurerAnswer, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return str(self.late_id)


class InsuranceDueQuerySet(models.QuerySet["InsuranceDue"]):
    def to_look_at(self, *, on: datetime.date) -> InsuranceDueQuerySet:
        """What a timer has to look at: rows whose day has come, and no others."""
        return self.filter(looked_at__isnull=True, look_on__lte=on)


class InsuranceDue(models.Model):
    """A day of a case on which a timer looks whether what was due is done; looked at once."""

    class What(models.TextChoices):
        SEND = "send", _("to be sent to the association")
        OFFER = "offer", _("a quote or an answer of an insurer")
        SETTLE = "settle", _("to be settled")
        URGENT = "urgent", _("the policy ends within days")
        ANSWER = "answer", _("an insurer that was asked answers")

    case = models.ForeignKey(InsuranceCase, on_delete=models.CASCADE, related_name="dues")
    what = models.CharField(max_length=6, choices=What.choices)
    asked = models.OneToOneField(InsurerAsked, on_delete=models.CASCADE, null=True, related_name="due")
    look_on = models.DateField(null=True)
    looked_at = models.DateTimeField(null=True)

    objects: ClassVar[InsuranceDueQuerySet] = InsuranceDueQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "what"], condition=~Q(what="answer"), name="a_day_of_an_insurance_case_once"
            ),
            models.CheckConstraint(
                condition=(Q(what="answer") & Q(asked__isnull=False)) | (~Q(what="answer") & Q(asked=None)),
                name="only_an_answer_is_of_an_insurer",
            ),
        ]
        indexes = [models.Index(fields=["look_on"], condition=Q(looked_at=None), name="insurance_days_to_look_at")]
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.case_id} {self.what}"
